#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "gigfair/opening.h"
#include "gigfair/query.h"

namespace gigfair {

/// Why an opening is not for this worker. Stable codes, in the order in which they are asked.
enum class WhyNot : std::uint8_t {
    closed,         // No free place, or it has begun.
    outside_dates,  // Not from <= start < to.
    too_far,        // Farther than the radius.
    clashes,        // Touches a half hour that is not free.
    pay_below_floor,
    settlement_unwanted,
    lacks_certificate,
    night_unwanted,
    occupation_unwanted,  // Only wishes count, and it is none of them.
    employer_blocked,
};

/// The code of the contract, such as "too_far".
std::string_view name_of(WhyNot why_not);

/// The first filter that shuts the opening out, or nothing. `distance_m` is DistanceFrom(home)'s.
///
/// Query and opening must be without fault. Pure; linear in the query's lists.
std::optional<WhyNot> why_not(const Query& query, const Opening& opening, std::uint32_t distance_m);

}  // namespace gigfair
