#pragma once

#include <cstdint>

#include "gigfair/plan.h"
#include "sample.h"

namespace gigfair::sample {

/// Tuesday 2026-11-24, day 1 of at().
inline constexpr Date tuesday = 20'781;

/// So many metres north of Donghu (to the south where negative). A metre is 89.93·10⁻⁷ degrees.
constexpr Place north(int metres) {
    return {donghu.lat_e7 + static_cast<std::int32_t>(metres * 89.932), donghu.lon_e7};
}

/// Somebody at Donghu who asks on Monday at 08:00 for Tuesday. At 15 km/h, 1,000 m take 6 minutes
/// (5.2), 2,000 m take 11 (10.4), 3,000 m take 16 (15.6).
inline DayQuery free_all_day() {
    DayQuery query{};
    query.home = donghu;
    query.date = tuesday;
    query.now = at(0, 8);
    return query;
}

}  // namespace gigfair::sample
