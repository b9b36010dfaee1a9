#include "gigfair/geo.h"

#include <cmath>

namespace gigfair {

namespace {

constexpr double radians_per_e7 = 1.7453292519943295e-9;
constexpr double earth_radius_metres = 6371008.8;

constexpr double quarter_pi = 0.7853981633974483;
constexpr double half_pi = 1.5707963267948966;          // The nearest double to π/2,
constexpr double half_pi_rest = 6.123233995736766e-17;  // and what it lacks.

/// 1 − x²/(1·2)·(1 − x²/(3·4)·(…)), Taylor's series to x¹⁸: at π/4 the next term is below 10⁻²⁰.
double series_of_cosine(double x) {
    const double square = x * x;
    double tail = 1;
    for (int n = 18; n > 2; n -= 2) {
        tail = 1 - square / ((n - 1) * n) * tail;
    }
    return 1 - square / 2 * tail;
}

/// x − x·x²/(2·3)·(1 − x²/(4·5)·(…)), to x¹⁹. x stands alone, so that it isn't rounded twice.
double series_of_sine(double x) {
    const double square = x * x;
    double tail = 1;
    for (int n = 19; n > 3; n -= 2) {
        tail = 1 - square / ((n - 1) * n) * tail;
    }
    return x - x * (square / 6 * tail);
}

}  // namespace

double cosine(double radians) {
    const double size = std::abs(radians);
    if (size <= quarter_pi) return series_of_cosine(size);
    // The first difference is exact (its operands are within a factor of two), so that even near
    // the pole, where the cosine is the small rest of π/2, no digit is lost.
    return series_of_sine((half_pi - size) + half_pi_rest);
}

Plane::Plane(std::int32_t lat_e7) : cosine_(cosine(lat_e7 * radians_per_e7)) {}

std::uint32_t Plane::metres(Place from, Place to) const {
    const auto delta_lon = std::int64_t{to.lon_e7} - from.lon_e7;
    const auto delta_lat = std::int64_t{to.lat_e7} - from.lat_e7;
    const double x = (static_cast<double>(delta_lon) * radians_per_e7) * cosine_;
    const double y = static_cast<double>(delta_lat) * radians_per_e7;
    return static_cast<std::uint32_t>(
        std::floor(earth_radius_metres * std::sqrt(x * x + y * y) + 0.5));
}

}  // namespace gigfair
