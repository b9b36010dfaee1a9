#pragma once

#include <cstdint>
#include <unordered_map>
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

/// The same by the engine's number.
using OpeningsByNumber = std::unordered_map<std::uint32_t, const IndexedOpening*>;
OpeningsByNumber openings_by_number(const std::vector<const IndexedOpening*>& openings);

}  // namespace gig::matching
