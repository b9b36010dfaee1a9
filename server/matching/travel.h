#pragma once

#include <cstdint>

#include "gigfair/query.h"

namespace gig::matching {

/// The way from home to a shift and back.
struct Travel {
    std::int32_t minutes;  // Each way.
    gigfair::Minute leave_home;
    gigfair::Minute back_home;
    bool clashes;  // One of the ways leaves the free time.
};

/// `minutes` are those of gigfair::travel_minutes().
Travel travel_to(const gigfair::Query& query, gigfair::Interval shift, std::int32_t minutes);

}  // namespace gig::matching
