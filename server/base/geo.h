#pragma once

#include <compare>
#include <cstdint>

#include "base/result.h"

namespace gig {

/// Separate types, so that the two can't be swapped. In 10⁻⁷ degrees.
struct Latitude {
    std::int32_t e7;
    friend constexpr auto operator<=>(Latitude, Latitude) = default;
};
struct Longitude {
    std::int32_t e7;
    friend constexpr auto operator<=>(Longitude, Longitude) = default;
};

/// A place on earth in WGS-84 that has been range-checked, exact to 10⁻⁷ degrees (about 1 cm).
class GeoPoint {
public:
    /// The way in for foreign numbers; rounds to the nearest 10⁻⁷ degree.
    static Result<GeoPoint> from_degrees(double latitude, double longitude);

    constexpr GeoPoint(Latitude latitude, Longitude longitude)
        : latitude_(latitude), longitude_(longitude) {}

    constexpr Latitude latitude() const { return latitude_; }
    constexpr Longitude longitude() const { return longitude_; }
    double latitude_degrees() const { return latitude_.e7 / 1e7; }
    double longitude_degrees() const { return longitude_.e7 / 1e7; }

    friend constexpr auto operator<=>(const GeoPoint&, const GeoPoint&) = default;

private:
    Latitude latitude_;
    Longitude longitude_;
};

}  // namespace gig
