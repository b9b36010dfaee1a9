#pragma once

#include <optional>
#include <string_view>

#include "base/geo.h"
#include "base/json.h"
#include "base/result.h"

namespace gig::places {

/// Coordinate reference systems met in China. GPS gives WGS-84; AMap, Tencent and WeChat give
/// GCJ-02 (300 to 500 m off); Baidu gives BD-09.
enum class Crs { wgs84, gcj02, bd09 };

std::string_view crs_name(Crs crs);  // "WGS84", "GCJ02", "BD09"
std::optional<Crs> crs_named(std::string_view name);

/// A place as it was given to us.
struct SourcePlace {
    double latitude;
    double longitude;
    Crs crs;
};

struct Degrees {
    double latitude;
    double longitude;
};

/// The same place in WGS-84: the inverse of the published transform to better than 10⁻⁸ degrees
/// (1 mm), then rounded to what a GeoPoint keeps. Outside of China all three are the same.
/// Errors of GeoPoint::from_degrees.
Result<GeoPoint> to_wgs84(const SourcePlace& place);

/// The same before it is rounded. The place must be on earth.
Degrees wgs84_degrees(const SourcePlace& place);

Degrees from_wgs84(GeoPoint place, Crs crs);

/// The contract's Place, {lon, lat, crs}, with seven decimal places.
json::object place_json(GeoPoint place, Crs crs);

}  // namespace gig::places
