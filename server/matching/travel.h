#pragma once

#include <cstdint>

#include "gigfair/query.h"

namespace gig::matching {

/// How long the way takes: 1.3 times the straight line, rounded up to whole minutes. The speed is
/// 1..workers::speed_kmh_max.
std::int32_t travel_minutes(std::uint32_t distance_m, std::int32_t speed_kmh);

/// Whether every half hour that the time touches is free in the week and touched by nothing busy.
bool is_free(const gigfair::Query& query, gigfair::Interval time);

/// The way from home to a shift and back.
struct Travel {
    std::int32_t minutes;  // Each way.
    gigfair::Minute leave_home;
    gigfair::Minute back_home;
    bool clashes;  // One of the ways leaves the free time.
};

Travel travel_to(const gigfair::Query& query, gigfair::Interval shift, std::int32_t minutes);

}  // namespace gig::matching
