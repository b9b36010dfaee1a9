#include "gigfair/geo.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace gigfair {
namespace {

constexpr double radians_per_e7 = 1.7453292519943295e-9;

/// The angle as the engine forms it: a double, then as exact as the machine can.
long double exact_cosine(std::int32_t lat_e7) {
    return std::cos(static_cast<long double>(lat_e7 * radians_per_e7));
}

double relative_error(std::int32_t lat_e7) {
    const long double exact = exact_cosine(lat_e7);
    const long double error = (cosine(lat_e7 * radians_per_e7) - exact) / exact;
    return static_cast<double>(std::abs(error));
}

TEST(CosineTest, IsExactWhereItCanBe) {
    EXPECT_EQ(cosine(0), 1.0);
    EXPECT_EQ(cosine(-0.0), 1.0);
    EXPECT_DOUBLE_EQ(cosine(60e7 * radians_per_e7), 0.5);
    EXPECT_EQ(cosine(30e7 * radians_per_e7), cosine(-30e7 * radians_per_e7));
}

TEST(CosineTest, EqualsTheTrueCosineToItsLastDigit) {
    double worst = 0;
    for (std::int32_t lat_e7 = -lat_e7_max; lat_e7 <= lat_e7_max - 9'973; lat_e7 += 9'973) {
        worst = std::max(worst, relative_error(lat_e7));
    }
    EXPECT_LT(worst, 2.3e-16);
    std::printf("worst relative error %.3g\n", worst);
}

TEST(CosineTest, HoldsAtTheSeamAndAtThePole) {
    for (std::int32_t step = -2'000; step <= 2'000; ++step) {
        EXPECT_LT(relative_error(450'000'000 + step), 2.3e-16) << step;
    }
    for (std::int32_t step = 0; step <= 2'000; ++step) {
        EXPECT_LT(relative_error(lat_e7_max - step), 2.3e-16) << step;
    }
}

TEST(CosineTest, EqualsTheLibrarysCosineNearly) {
    for (std::int32_t lat_e7 = -lat_e7_max; lat_e7 <= lat_e7_max - 100'003; lat_e7 += 100'003) {
        const double angle = lat_e7 * radians_per_e7;
        EXPECT_NEAR(cosine(angle) / std::cos(angle), 1, 1e-15) << lat_e7;
    }
}

TEST(DistanceTest, OneDegreeOfLatitude) {
    // R·π/180 = 111,195.08 m.
    EXPECT_EQ(DistanceFrom({308'680'000, 0}).metres_to({318'680'000, 0}), 111'195U);
    EXPECT_EQ(DistanceFrom({0, 0}).metres_to({-10'000'000, 0}), 111'195U);
}

TEST(DistanceTest, OneDegreeOfLongitudeShrinksWithTheCosineOfTheOrigin) {
    EXPECT_EQ(DistanceFrom({0, 0}).metres_to({0, 10'000'000}), 111'195U);
    EXPECT_EQ(DistanceFrom({600'000'000, 0}).metres_to({600'000'000, 10'000'000}), 55'598U);
    EXPECT_EQ(DistanceFrom({lat_e7_max, 0}).metres_to({lat_e7_max, lon_e7_max}), 0U);
}

TEST(DistanceTest, IsNotSymmetricBecauseTheOriginsParallelCounts) {
    const Place south{300'000'000, 1'200'000'000};
    const Place north{310'000'000, 1'210'000'000};
    EXPECT_NE(DistanceFrom(south).metres_to(north), DistanceFrom(north).metres_to(south));
}

TEST(DistanceTest, OnOneParallelBothWaysAreEquallyLong) {
    const Plane plane(300'000'000);
    const Place south{300'000'000, 1'200'000'000};
    const Place north{310'000'000, 1'210'000'000};
    EXPECT_EQ(plane.metres(south, north), DistanceFrom(south).metres_to(north));
    EXPECT_EQ(plane.metres(north, south), DistanceFrom(south).metres_to(north));
}

TEST(TravelTest, MinutesWithADetourRoundedUp) {
    EXPECT_EQ(travel_minutes(0, 15), 0);
    EXPECT_EQ(travel_minutes(1, 15), 1);
    EXPECT_EQ(travel_minutes(2'500, 15), 13);  // 2,500 × 78 = 195,000 = 13 × 15,000.
    EXPECT_EQ(travel_minutes(2'501, 15), 14);
    EXPECT_EQ(travel_minutes(15'000, 15), 78);
    EXPECT_EQ(travel_minutes(1'000, 1), 78);
    EXPECT_EQ(travel_minutes(120'001, 120), 79);
    EXPECT_EQ(travel_minutes(45'000'000, 1), 3'510'000);  // Farther than anything on earth.
}

TEST(DistanceTest, HalfAMetreRoundsUp) {
    // 10⁻⁷ degrees of latitude are 11.1 mm: 44 steps are 0.489 m, 45 are 0.500378 m.
    EXPECT_EQ(DistanceFrom({0, 0}).metres_to({0, 0}), 0U);
    EXPECT_EQ(DistanceFrom({0, 0}).metres_to({44, 0}), 0U);
    EXPECT_EQ(DistanceFrom({0, 0}).metres_to({45, 0}), 1U);
}

TEST(DistanceTest, TheWholeEarthFits) {
    const std::uint32_t metres = DistanceFrom({0, -lon_e7_max}).metres_to({lat_e7_max, lon_e7_max});
    EXPECT_NEAR(metres, 6371008.8 * std::hypot(2 * 3.14159265358979, 3.14159265358979 / 2), 1);
}

/// The formula once more in 64-bit mantissas. Where the true value lies within a nanometre of
/// half a metre, either neighbour may be right; the test counts that this never excuses much.
TEST(DistanceTest, EqualsTheFormulaInHigherPrecision) {
    std::mt19937_64 random(7);
    std::uniform_int_distribution<std::int32_t> latitudes(-lat_e7_max, lat_e7_max);
    std::uniform_int_distribution<std::int32_t> longitudes(-lon_e7_max, lon_e7_max);
    std::uniform_int_distribution<std::int32_t> offsets(-20'000'000, 20'000'000);
    int excused = 0;
    for (int round = 0; round < 100'000; ++round) {
        const Place home{latitudes(random), longitudes(random)};
        const Place away{home.lat_e7 / 2 + offsets(random), home.lon_e7 / 2 + offsets(random)};
        const Place near{std::clamp(home.lat_e7 + offsets(random), -lat_e7_max, lat_e7_max),
                         std::clamp(home.lon_e7 / 2 + offsets(random), -lon_e7_max, lon_e7_max)};
        for (const Place place : {away, near}) {
            const long double unit = radians_per_e7;
            const long double x =
                static_cast<long double>(std::int64_t{place.lon_e7} - home.lon_e7) * unit *
                exact_cosine(home.lat_e7);
            const long double y =
                static_cast<long double>(std::int64_t{place.lat_e7} - home.lat_e7) * unit;
            const long double exact = 6371008.8L * std::sqrt(x * x + y * y) + 0.5L;
            if (std::abs(exact - std::round(exact)) < 1e-7L) {
                ++excused;
                continue;
            }
            ASSERT_EQ(DistanceFrom(home).metres_to(place),
                      static_cast<std::uint32_t>(std::floor(exact)))
                << "round " << round;
        }
    }
    EXPECT_LT(excused, 10);
}

}  // namespace
}  // namespace gigfair
