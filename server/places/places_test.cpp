#include "places/places.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

#include "places/crs.h"
#include "places/places_routes.h"

namespace gig::places {
namespace {

namespace fs = std::filesystem;

const fs::path huzhou = fs::path(GIG_SOURCE_DIR) / "city" / "huzhou";

GeoPoint point(double latitude, double longitude) {
    return *GeoPoint::from_degrees(latitude, longitude);
}

TEST(RegionsTest, HuzhouIsWhole) {
    const Regions regions = Regions::load(huzhou);
    EXPECT_EQ(regions.city().code, "330500");
    EXPECT_EQ(regions.children("330500").size(), 5U);
    EXPECT_EQ(regions.children("330502").size(), 19U);

    std::size_t streets = 0;
    std::size_t communities = 0;
    for (const Region* county : regions.children("330500")) {
        EXPECT_TRUE(county->centre) << county->name;
        for (const Region* street : regions.children(county->code)) {
            ++streets;
            EXPECT_TRUE(street->centre) << street->name;
            communities += regions.children(street->code).size();
        }
    }
    EXPECT_EQ(streets, 72U);
    EXPECT_EQ(communities, 1'301U);
}

TEST(RegionsTest, FindsByCodeWithLevelAndParent) {
    const Regions regions = Regions::load(huzhou);
    const Region* donghu = regions.find("330502001021");
    ASSERT_NE(donghu, nullptr);
    EXPECT_EQ(donghu->level, RegionLevel::community);
    EXPECT_EQ(donghu->parent, "330502001");
    EXPECT_EQ(regions.find("330599"), nullptr);
    EXPECT_TRUE(regions.children("330599").empty());
    EXPECT_TRUE(regions.children("330502001021").empty());
}

TEST(RegionsTest, ChildrenAreInOrderOfTheirCodes) {
    const Regions regions = Regions::load(huzhou);
    const std::vector<const Region*> streets = regions.children("330522");
    EXPECT_TRUE(std::ranges::is_sorted(streets, {}, &Region::code));
}

TEST(RegionsTest, AStreetIsTheNearestCentreWithinReach) {
    const Regions regions = Regions::load(huzhou);
    EXPECT_EQ(regions.street_at(point(30.868, 120.104))->code, "330502001");
    for (const Region* county : regions.children("330500")) {
        for (const Region* street : regions.children(county->code)) {
            const Region* found = regions.street_at(*street->centre);
            ASSERT_NE(found, nullptr);
            EXPECT_EQ(metres_between(*found->centre, *street->centre), 0U) << street->name;
        }
    }
    EXPECT_EQ(regions.street_at(point(23.13, 113.26)), nullptr);  // Guangzhou
}

TEST(RegionsTest, StreetReachEndsAtItsLastMetre) {
    const fs::path folder = fs::path(testing::TempDir()) / "places_reach";
    fs::create_directories(folder);
    std::ofstream(folder / "city.json")
        << R"({"code": "330500", "name": "湖州市", "lat": 30.9, "lon": 120.1})";
    std::ofstream(folder / "counties.csv") << "code,name\n330502,吴兴区\n";
    std::ofstream(folder / "streets.csv") << "code,name,county,lat,lon\n"
                                             "330502001,月河街道,330502,30,120\n";
    std::ofstream(folder / "communities.csv") << "code,name,street\n";
    const Regions regions = Regions::load(folder);
    GeoPoint inside = point(30 + 0.080938, 120);
    GeoPoint outside = point(30 + 0.080948, 120);
    ASSERT_EQ(metres_between(inside, point(30, 120)), street_reach_metres);
    ASSERT_EQ(metres_between(outside, point(30, 120)), street_reach_metres + 1);
    EXPECT_NE(regions.street_at(inside), nullptr);
    EXPECT_EQ(regions.street_at(outside), nullptr);
}

/// Loads a small city in which one file was replaced; the message of the refusal.
std::string refusal_of(const std::string& file, const std::string& text) {
    const fs::path folder = fs::path(testing::TempDir()) / "places_refusal";
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::ofstream(folder / "city.json")
        << R"({"code": "330500", "name": "湖州市", "lat": 30.9, "lon": 120.1})";
    std::ofstream(folder / "counties.csv") << "code,name\n330502,吴兴区\n";
    std::ofstream(folder / "streets.csv") << "code,name,county,lat,lon\n"
                                             "330502001,月河街道,330502,30.868,120.104\n";
    std::ofstream(folder / "communities.csv") << "code,name,street\n330502001021,东湖,330502001\n";
    std::ofstream(folder / file) << text;
    try {
        static_cast<void>(Regions::load(folder));
        return "accepted";
    } catch (const std::runtime_error& error) {
        const std::string words = error.what();
        return words.substr(words.find(file));
    }
}

TEST(RegionsTest, RefusesBadDataWithFileAndLine) {
    EXPECT_EQ(refusal_of("counties.csv", "code,name\n330502,吴兴区\n"), "accepted");
    EXPECT_EQ(refusal_of("city.json", "[]"), "city.json:1: not a JSON object");
    EXPECT_EQ(refusal_of("city.json", R"({"code": "3305"})"), "city.json:1: code: not six digits");
    EXPECT_EQ(refusal_of("city.json", R"({"code": "330500", "name": "湖州市", "lat": "30"})"),
              "city.json:1: lat: not a number");
    EXPECT_EQ(refusal_of("city.json", R"({"code": "330500", "name": "湖", "lat": 91, "lon": 0})"),
              "city.json:1: lat, lon: not a place on earth");
    EXPECT_EQ(refusal_of("counties.csv", "code,name\n33050,吴兴区\n"),
              "counties.csv:2: code: not a code of this level");
    EXPECT_EQ(refusal_of("counties.csv", "code,name\n330502,吴兴区\n330502,吴兴区\n"),
              "counties.csv:3: the code occurs twice: 330502");
    EXPECT_EQ(refusal_of("streets.csv", "code,name,county,lat,lon\n330502001,月河,330599,30,120\n"),
              "streets.csv:2: the region above is unknown: 330599");
    EXPECT_EQ(refusal_of("streets.csv", "code,name,county,lat,lon\n330502001,月河,330502,91,120\n"),
              "streets.csv:2: lat, lon: not a place on earth");
    EXPECT_EQ(refusal_of("communities.csv", "code,name,street\n330502001021,东湖,330502\n"),
              "communities.csv:2: the region above is of the wrong level");
}

TEST(DistanceTest, IsTheEnginesInWholeMetres) {
    EXPECT_EQ(metres_between(point(30.868, 120.104), point(31.868, 120.104)), 111'195U);
    EXPECT_EQ(metres_between(point(30.868, 120.104), point(30.868, 120.104)), 0U);
    EXPECT_EQ(metres_between(point(30.868, 120.104), point(30.868, 120.119035)), 1'435U);
}

void expect_degrees(const Degrees& found, double longitude, double latitude) {
    EXPECT_NEAR(found.longitude, longitude, 1e-10);
    EXPECT_NEAR(found.latitude, latitude, 1e-10);
}

/// The pairs that the authors of the npm package coordtransform publish, for Tian'anmen.
TEST(CrsTest, EqualsThePublishedPairs) {
    const GeoPoint tiananmen = point(39.915, 116.404);
    expect_degrees(from_wgs84(tiananmen, Crs::gcj02), 116.41024449916938, 39.91640428150164);
    expect_degrees(from_wgs84(tiananmen, Crs::bd09), 116.41662724378733, 39.922699552216216);
    expect_degrees(from_wgs84(tiananmen, Crs::wgs84), 116.404, 39.915);
}

/// Published too, from GCJ-02 to BD-09: reached here by way of the WGS-84 place before both.
TEST(CrsTest, EqualsThePublishedStepFromGcj02ToBd09) {
    const GeoPoint wgs84 = *to_wgs84({39.915, 116.404, Crs::gcj02});
    const Degrees bd09 = from_wgs84(wgs84, Crs::bd09);
    EXPECT_NEAR(bd09.longitude, 116.41036949371029, 2e-7);
    EXPECT_NEAR(bd09.latitude, 39.92133699351021, 2e-7);
}

TEST(CrsTest, TheWayBackIsExactToTheLastKeptDigit) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> latitudes(30.2, 31.3);  // The region of Huzhou,
    std::uniform_real_distribution<double> longitudes(119.2, 120.6);
    std::uniform_real_distribution<double> china_latitudes(18.2, 53.5);  // and all of China.
    std::uniform_real_distribution<double> china_longitudes(73.7, 134.7);
    for (int round = 0; round < 20'000; ++round) {
        const bool is_far = round % 2 == 1;
        const GeoPoint start = is_far ? point(china_latitudes(random), china_longitudes(random))
                                      : point(latitudes(random), longitudes(random));
        for (const Crs crs : {Crs::gcj02, Crs::bd09}) {
            const Degrees moved = from_wgs84(start, crs);
            const Result<GeoPoint> back = to_wgs84({moved.latitude, moved.longitude, crs});
            ASSERT_TRUE(back);
            ASSERT_EQ(*back, start) << "round " << round;
        }
    }
}

TEST(CrsTest, InverseIsBetterThan10ToTheMinus8Degrees) {
    double worst = 0;
    for (int step = 0; step < 2'000; ++step) {
        const GeoPoint start = point(30.3 + step * 0.00045, 119.3 + step * 0.0006);
        for (const Crs crs : {Crs::gcj02, Crs::bd09}) {
            const Degrees moved = from_wgs84(start, crs);
            const Degrees back = wgs84_degrees({moved.latitude, moved.longitude, crs});
            worst = std::max({worst, std::abs(back.latitude - start.latitude_degrees()),
                              std::abs(back.longitude - start.longitude_degrees())});
        }
    }
    EXPECT_LT(worst, 1e-8);
    std::printf("worst inverse error %.2g degrees\n", worst);
}

TEST(CrsTest, ShiftsBy300To700MetresInHuzhou) {
    const GeoPoint donghu = point(30.868, 120.104);
    const Degrees moved = from_wgs84(donghu, Crs::gcj02);
    const std::uint32_t metres = metres_between(donghu, point(moved.latitude, moved.longitude));
    EXPECT_GT(metres, 300U);
    EXPECT_LT(metres, 700U);
}

TEST(CrsTest, OutsideOfChinaAllAreTheSame) {
    for (const Crs crs : {Crs::wgs84, Crs::gcj02, Crs::bd09}) {
        EXPECT_EQ(*to_wgs84({48.8566, 2.3522, crs}), point(48.8566, 2.3522));
        expect_degrees(from_wgs84(point(48.8566, 2.3522), crs), 2.3522, 48.8566);
    }
}

TEST(CrsTest, RefusesWhatIsNotOnEarth) {
    EXPECT_EQ(to_wgs84({90.1, 120, Crs::gcj02}).error().code, "geo.latitude_out_of_range");
    EXPECT_EQ(to_wgs84({30, -180.1, Crs::bd09}).error().code, "geo.longitude_out_of_range");
    EXPECT_EQ(to_wgs84({std::nan(""), 120, Crs::gcj02}).error().code, "geo.latitude_out_of_range");
    EXPECT_TRUE(to_wgs84({90, -180, Crs::wgs84}));
}

TEST(CrsTest, NamesGoBothWays) {
    for (const Crs crs : {Crs::wgs84, Crs::gcj02, Crs::bd09}) {
        EXPECT_EQ(crs_named(crs_name(crs)), crs);
    }
    EXPECT_FALSE(crs_named("wgs84"));
    EXPECT_FALSE(crs_named(""));
}

class PlacesRoutesTest : public testing::Test {
protected:
    PlacesRoutesTest() { add_routes(router_, regions_); }

    http::Reply get(std::map<std::string, std::string, std::less<>> query) {
        const auto match = router_.match(http::Method::get, "/api/v1/regions");
        http::Call call;
        call.query = http::Query(std::move(query));
        return match.value().route->handler(call);
    }
    json::object page(std::map<std::string, std::string, std::less<>> query) {
        const http::Reply reply = get(std::move(query));
        EXPECT_EQ(reply.status, 200);
        return json::parse(reply.body).as_object();
    }

    Regions regions_ = Regions::load(huzhou);
    http::Router router_;
};

TEST_F(PlacesRoutesTest, WithoutParentTheCityItself) {
    EXPECT_EQ(json::serialize(page({})),
              R"({"items":[{"code":"330500","name":"湖州市","level":"city","parent":null,)"
              R"("centre":{"lon":1.20104E2,"lat":3.0868E1,"crs":"WGS84"},"approximate":true}],)"
              R"("next_cursor":null})");
}

TEST_F(PlacesRoutesTest, PagesThroughTheStreetsOfACounty) {
    std::string codes;
    std::map<std::string, std::string, std::less<>> query{{"parent", "330502"}, {"limit", "7"}};
    int pages = 0;
    while (true) {
        const json::object answer = page(query);
        ++pages;
        for (const json::value& item : answer.at("items").as_array()) {
            codes += std::string(item.at("code").as_string()) + " ";
        }
        if (answer.at("next_cursor").is_null()) break;
        query["cursor"] = answer.at("next_cursor").as_string();
        ASSERT_LE(pages, 10);
    }
    std::string expected;
    for (const Region* street : regions_.children("330502"))
        expected += street->code + " ";
    EXPECT_EQ(codes, expected);
    EXPECT_EQ(pages, 3);
}

TEST_F(PlacesRoutesTest, CommunitiesHaveNoCentre) {
    const json::object answer = page({{"parent", "330502001"}, {"limit", "1"}});
    const json::object& community = answer.at("items").at(0).as_object();
    EXPECT_TRUE(community.at("centre").is_null());
    EXPECT_EQ(community.at("approximate"), false);
}

TEST_F(PlacesRoutesTest, AnswersInTheAskedCrs) {
    const json::object answer = page({{"crs", "GCJ02"}});
    const json::value& centre = answer.at("items").at(0).at("centre");
    EXPECT_EQ(centre.at("crs"), "GCJ02");
    EXPECT_GT(centre.at("lon").as_double(), 120.107);
}

TEST_F(PlacesRoutesTest, AnUnknownParentHasNoneAndACursorOfAnotherListIsRefused) {
    EXPECT_TRUE(page({{"parent", "999999"}}).at("items").as_array().empty());
    const http::Reply refused = get({{"parent", "330502"}, {"cursor", "330503001"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.problem.value().code, "query.bad_cursor");
}

}  // namespace
}  // namespace gig::places
