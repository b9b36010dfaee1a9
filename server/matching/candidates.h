#pragma once

#include <vector>

#include "gigfair/query.h"
#include "matching/matching.h"

namespace gig::matching {

/// The openings of a snapshot that a query could list by place and date alone, in no order. What is
/// left out would be closed, outside_dates or too_far, or is remote work. O(openings).
std::vector<const IndexedOpening*> candidates_in(const Snapshot& snapshot,
                                                 const gigfair::Query& query);

/// As the engine reads them.
std::vector<gigfair::Opening> engine_openings(const std::vector<const IndexedOpening*>& openings);

}  // namespace gig::matching
