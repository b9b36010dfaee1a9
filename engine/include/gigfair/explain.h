#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "gigfair/search.h"

namespace gigfair {

/// What became of one opening in the answer to a query.
struct Explanation {
    /// Its place among all that pass every filter, from 1; nothing where a filter shuts it out.
    std::optional<std::uint32_t> rank;

    bool listed;            // rank is within k.
    std::string_view code;  // Empty when listed; else that of the filter, or "below_k".
    Match match;            // As search would list it; near is 0 beyond the radius.
};

inline constexpr std::string_view below_k = "below_k";

/// Why an opening is listed where it is, or why it isn't; nothing where no opening has this id.
///
/// Agrees with search(query, openings, rules), and throws as it does. The openings are all that a
/// search would scan, for the rank depends on them. O(n). Pure and deterministic.
std::optional<Explanation> explain(const Query& query, std::uint32_t opening_id,
                                   std::span<const Opening> openings,
                                   const Rules& rules = first_rules);

}  // namespace gigfair
