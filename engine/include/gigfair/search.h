#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gigfair/filters.h"
#include "gigfair/opening.h"
#include "gigfair/query.h"
#include "gigfair/score.h"

namespace gigfair {

/// One line of an answer.
struct Match {
    std::uint32_t opening;
    std::uint32_t score;
    std::uint32_t distance_m;
    Terms products;  // weight × points; they sum to score.

    friend bool operator==(const Match&, const Match&) = default;
};

/// The k best openings that pass every filter, best first; exact.
///
/// Mode match: by score descending, then distance, then id. Mode distance: by distance, then id.
/// Ids must be distinct, and the openings without fault. Throws std::invalid_argument where
/// fault_of(query) names a fault.
///
/// A plain scan, O(n log k): the model that every faster index has to equal. Pure and
/// deterministic; safe from any thread while nobody changes the openings.
std::vector<Match> search(const Query& query, std::span<const Opening> openings,
                          const Rules& rules = first_rules);

}  // namespace gigfair
