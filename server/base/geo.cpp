#include "base/geo.h"

#include <cmath>

namespace gig {

Result<GeoPoint> GeoPoint::from_degrees(double latitude, double longitude) {
    // Written so that NaN is refused too.
    if (!(std::abs(latitude) <= 90)) {
        return Error{ErrorKind::invalid, "geo.latitude_out_of_range"};
    }
    if (!(std::abs(longitude) <= 180)) {
        return Error{ErrorKind::invalid, "geo.longitude_out_of_range"};
    }
    return GeoPoint(Latitude{static_cast<std::int32_t>(std::lround(latitude * 1e7))},
                    Longitude{static_cast<std::int32_t>(std::lround(longitude * 1e7))});
}

}  // namespace gig
