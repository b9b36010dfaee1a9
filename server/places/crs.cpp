#include "places/crs.h"

#include <array>
#include <cmath>
#include <numbers>

namespace gig::places {

namespace {

using std::numbers::pi;

constexpr std::array<std::string_view, 3> names{"WGS84", "GCJ02", "BD09"};

// The ellipsoid of the published GCJ-02 transform (Krasovsky 1940).
constexpr double ellipsoid_radius = 6378245.0;
constexpr double ellipsoid_eccentricity = 0.00669342162296594323;  // Squared.

constexpr double degree = pi / 180;

/// Where the transform applies: a rectangle around the country.
bool is_shifted(Degrees at) {
    return at.longitude >= 72.004 && at.longitude <= 137.8347 && at.latitude >= 0.8293 &&
           at.latitude <= 55.8271;
}

/// One of the transform's waves: sine with an amplitude, `frequency` half turns a degree.
double wave(double amplitude, double frequency, double at) {
    return amplitude * std::sin(frequency * pi * at);
}

/// Metres to the north, x and y being degrees from 105° E and 35° N.
double northing(double x, double y) {
    const double waves = wave(20, 6, x) + wave(20, 2, x) + wave(20, 1, y) + wave(40, 1.0 / 3, y) +
                         wave(160, 1.0 / 12, y) + wave(320, 1.0 / 30, y);
    return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) +
           waves * 2 / 3;
}

/// Metres to the east.
double easting(double x, double y) {
    const double waves = wave(20, 6, x) + wave(20, 2, x) + wave(20, 1, x) + wave(40, 1.0 / 3, x) +
                         wave(150, 1.0 / 12, x) + wave(300, 1.0 / 30, x);
    return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) +
           waves * 2 / 3;
}

Degrees gcj02_of_wgs84(Degrees at) {
    if (!is_shifted(at)) return at;
    const double x = at.longitude - 105;
    const double y = at.latitude - 35;
    const double sine = std::sin(at.latitude * degree);
    const double curvature = 1 - ellipsoid_eccentricity * sine * sine;
    const double meridian_radius =
        ellipsoid_radius * (1 - ellipsoid_eccentricity) / (curvature * std::sqrt(curvature));
    const double parallel_radius =
        ellipsoid_radius / std::sqrt(curvature) * std::cos(at.latitude * degree);
    return {at.latitude + northing(x, y) / (meridian_radius * degree),
            at.longitude + easting(x, y) / (parallel_radius * degree)};
}

constexpr double bd09_turns = pi * 3000 / 180;
constexpr double bd09_latitude = 0.006;
constexpr double bd09_longitude = 0.0065;

Degrees bd09_of_gcj02(Degrees at) {
    const double radius =
        std::hypot(at.longitude, at.latitude) + 0.00002 * std::sin(at.latitude * bd09_turns);
    const double angle =
        std::atan2(at.latitude, at.longitude) + 0.000003 * std::cos(at.longitude * bd09_turns);
    return {radius * std::sin(angle) + bd09_latitude, radius * std::cos(angle) + bd09_longitude};
}

Degrees bd09_of_wgs84(Degrees at) {
    return is_shifted(at) ? bd09_of_gcj02(gcj02_of_wgs84(at)) : at;
}

/// The place that `forward` carries to `goal`. Both shifts turn and stretch the map by less than
/// a hundredth, so each step leaves less than a hundredth of the error before.
template <typename Forward>
Degrees inverse(const Forward& forward, Degrees goal) {
    constexpr int steps_max = 20;
    constexpr double near_enough = 1e-11;  // Degrees: a micrometre.
    Degrees guess = goal;
    for (int step = 0; step < steps_max; ++step) {
        const Degrees reached = forward(guess);
        const Degrees miss{goal.latitude - reached.latitude, goal.longitude - reached.longitude};
        guess = {guess.latitude + miss.latitude, guess.longitude + miss.longitude};
        if (std::abs(miss.latitude) + std::abs(miss.longitude) < near_enough) break;
    }
    return guess;
}

}  // namespace

std::string_view crs_name(Crs crs) {
    return names.at(static_cast<std::size_t>(crs));
}

std::optional<Crs> crs_named(std::string_view name) {
    for (std::size_t crs = 0; crs < names.size(); ++crs) {
        if (names.at(crs) == name) return static_cast<Crs>(crs);
    }
    return std::nullopt;
}

Result<GeoPoint> to_wgs84(const SourcePlace& place) {
    // Checked as it was given, so that the refusal speaks of the caller's own numbers.
    Result<GeoPoint> given = GeoPoint::from_degrees(place.latitude, place.longitude);
    if (!given) return given;
    const Degrees found = wgs84_degrees(place);
    return GeoPoint::from_degrees(found.latitude, found.longitude);
}

Degrees wgs84_degrees(const SourcePlace& place) {
    const Degrees given{place.latitude, place.longitude};
    if (!is_shifted(given)) return given;
    switch (place.crs) {
        case Crs::wgs84:
            return given;
        case Crs::gcj02:
            return inverse(gcj02_of_wgs84, given);
        case Crs::bd09:
            return inverse(bd09_of_wgs84, given);
    }
    return given;
}

Degrees from_wgs84(GeoPoint place, Crs crs) {
    const Degrees at{place.latitude_degrees(), place.longitude_degrees()};
    switch (crs) {
        case Crs::wgs84:
            return at;
        case Crs::gcj02:
            return gcj02_of_wgs84(at);
        case Crs::bd09:
            return bd09_of_wgs84(at);
    }
    return at;
}

json::object place_json(GeoPoint place, Crs crs) {
    const auto seven_places = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
    const Degrees degrees = from_wgs84(place, crs);
    return {{"lon", seven_places(degrees.longitude)},
            {"lat", seven_places(degrees.latitude)},
            {"crs", crs_name(crs)}};
}

}  // namespace gig::places
