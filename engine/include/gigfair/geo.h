#pragma once

#include <compare>
#include <cstdint>

namespace gigfair {

/// A place on earth in WGS-84, in units of 10⁻⁷ degrees (about 1 cm).
struct Place {
    std::int32_t lat_e7;  // −900,000,000 .. 900,000,000
    std::int32_t lon_e7;  // −1,800,000,000 .. 1,800,000,000

    friend constexpr auto operator<=>(const Place&, const Place&) = default;
};

inline constexpr std::int32_t lat_e7_max = 900'000'000;
inline constexpr std::int32_t lon_e7_max = 1'800'000'000;

constexpr bool is_on_earth(Place place) {
    return place.lat_e7 >= -lat_e7_max && place.lat_e7 <= lat_e7_max &&
           place.lon_e7 >= -lon_e7_max && place.lon_e7 <= lon_e7_max;
}

/// Cosine of an angle in [−π/2, π/2] radians, with the same last bit on every machine, which
/// std::cos doesn't promise. Relative error below 2.3·10⁻¹⁶ (tested against 64-bit mantissas).
double cosine(double radians);

/// Distances in whole metres, rounded to the nearest, on the plane that touches the earth along
/// one parallel.
///
/// Off by less than 0.1 % within 200 km of that parallel at the latitudes of China, and so cheap
/// that a scan is possible. It doesn't reach across the 180th meridian. The order of the
/// operations is part of the contract, because the whole metre decides who is listed first.
/// Source: mean earth radius R₁ of the IUGG.
class Plane {
public:
    explicit Plane(std::int32_t lat_e7);

    /// The same both ways.
    std::uint32_t metres(Place from, Place to) const;

private:
    double cosine_;
};

/// Distances from one place, on the plane of its own parallel.
///
/// Holds no reference; safe from any thread.
class DistanceFrom {
public:
    explicit DistanceFrom(Place origin) : origin_(origin), plane_(origin.lat_e7) {}

    std::uint32_t metres_to(Place place) const { return plane_.metres(origin_, place); }

private:
    Place origin_;
    Plane plane_;
};

inline constexpr std::uint32_t speed_kmh_max = 120;
inline constexpr std::uint32_t speed_kmh_default = 15;  // An electric bicycle in a town.

/// The whole minutes of a way, rounded up: ⌈distance × 1.3 / speed⌉, for ways are longer than the
/// straight line. 1 <= speed_kmh.
constexpr std::int32_t travel_minutes(std::uint32_t distance_m, std::uint32_t speed_kmh) {
    constexpr std::uint64_t minutes_with_detour = 78;  // 60 × 1.3
    const std::uint64_t metres_an_hour = std::uint64_t{speed_kmh} * 1'000;
    return static_cast<std::int32_t>((distance_m * minutes_with_detour + metres_an_hour - 1) /
                                     metres_an_hour);
}

}  // namespace gigfair
