#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "gigfair/score.h"
#include "gigfair/search.h"
#include "matching/matching.h"
#include "matching/travel.h"

namespace gig::matching {

inline constexpr std::size_t reasons_max = 4;

/// Why an opening is recommended: a code that pages put into words, and the numbers in them.
///
/// near {distance_m, minutes} · pays_well {hourly_fen} · wished_first, wished, wished_family ·
/// settles_as_preferred · fresh {hours} · paid_daily · fits_free_time
struct Reason {
    std::string_view code;
    std::vector<std::pair<std::string_view, std::int64_t>> params = {};
};

struct ReasonFacts {
    const gigfair::Query& query;
    const IndexedOpening& opening;
    const gigfair::Match& match;
    Travel travel;
};

/// At most reasons_max: the terms that speak for it, the one that counts most first, then facts.
///
/// A term speaks from half of its points on (freshness on the first day, wishes always). One that
/// is off gives no reason, nor does one that is the same for all: nobody's reliability is known
/// yet, and no opening asks for skills.
std::vector<Reason> reasons_of(const ReasonFacts& facts);

}  // namespace gig::matching
