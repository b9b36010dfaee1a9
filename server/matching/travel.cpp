#include "matching/travel.h"

#include <algorithm>

namespace gig::matching {

Travel travel_to(const gigfair::Query& query, gigfair::Interval shift, std::int32_t minutes) {
    const gigfair::Interval there{std::max(0, shift.start - minutes), shift.start};
    const gigfair::Interval home{shift.end, shift.end + minutes};
    const auto fits = [&](gigfair::Interval way) {
        return gigfair::is_free(query.week_free, query.busy, way);
    };
    return {minutes, there.start, home.end, !fits(there) || !fits(home)};
}

}  // namespace gig::matching
