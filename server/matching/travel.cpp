#include "matching/travel.h"

#include <algorithm>

namespace gig::matching {

std::int32_t travel_minutes(std::uint32_t distance_m, std::int32_t speed_kmh) {
    constexpr std::int64_t detour_times_minutes = 78;  // 1.3 × 60 minutes.
    constexpr std::int64_t metres_per_km = 1'000;
    const std::int64_t per_way = metres_per_km * speed_kmh;
    return static_cast<std::int32_t>((distance_m * detour_times_minutes + per_way - 1) / per_way);
}

bool is_free(const gigfair::Query& query, gigfair::Interval time) {
    if (!query.week_free.covers(time)) return false;
    const gigfair::Slots wanted = gigfair::slots_touched(time);
    return std::ranges::none_of(query.busy, [&](const gigfair::Interval& busy) {
        const gigfair::Slots taken = gigfair::slots_touched(busy);
        return taken.first < wanted.end && wanted.first < taken.end;
    });
}

Travel travel_to(const gigfair::Query& query, gigfair::Interval shift, std::int32_t minutes) {
    const gigfair::Interval there{std::max(0, shift.start - minutes), shift.start};
    const gigfair::Interval home{shift.end, shift.end + minutes};
    const bool fits = is_free(query, there) && is_free(query, home);
    return {minutes, there.start, home.end, !fits};
}

}  // namespace gig::matching
