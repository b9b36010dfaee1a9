#include "gigfair/explain.h"

#include <algorithm>

#include "ranking.h"
#include "refusal.h"

namespace gigfair {

namespace {

/// 1 + how many that pass every filter come before the match.
std::uint32_t rank_of(const Match& match, const Query& query, std::span<const Opening> openings,
                      const Terms& weights) {
    const DistanceFrom home(query.home);
    const Before before{query.mode};
    std::uint32_t rank = 1;
    for (const Opening& opening : openings) {
        const std::uint32_t distance_m = home.metres_to(opening.place);
        if (why_not(query, opening, distance_m)) continue;
        if (before(match_of(query, opening, distance_m, weights), match)) ++rank;
    }
    return rank;
}

}  // namespace

std::optional<Explanation> explain(const Query& query, std::uint32_t opening_id,
                                   std::span<const Opening> openings, const Rules& rules) {
    refuse(fault_of(query));
    const auto opening = std::ranges::find(openings, opening_id, &Opening::id);
    if (opening == openings.end()) return std::nullopt;

    const std::uint32_t distance_m = DistanceFrom(query.home).metres_to(opening->place);
    const Terms& weights = rules.weights_for(query);
    const Match match = match_of(query, *opening, distance_m, weights);
    if (const std::optional<WhyNot> why = why_not(query, *opening, distance_m)) {
        return Explanation{.rank = {}, .listed = false, .code = name_of(*why), .match = match};
    }

    const std::uint32_t rank = rank_of(match, query, openings, weights);
    const bool listed = rank <= query.k;
    return Explanation{
        .rank = rank, .listed = listed, .code = listed ? "" : below_k, .match = match};
}

}  // namespace gigfair
