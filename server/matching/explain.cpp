#include "matching/explain.h"

#include <algorithm>
#include <tuple>

#include "gigfair/geo.h"

namespace gig::matching {

namespace {

gigfair::Match match_of(const gigfair::Query& query, const gigfair::Opening& opening,
                        std::uint32_t distance_m, const gigfair::Terms& weights) {
    const gigfair::Terms products =
        gigfair::products_of(gigfair::points_of(query, opening, distance_m), weights);
    return {opening.id, gigfair::sum_of(products), distance_m, products};
}

bool is_before(const gigfair::Match& left, const gigfair::Match& right) {
    if (left.score != right.score) return left.score > right.score;
    return std::tie(left.distance_m, left.opening) < std::tie(right.distance_m, right.opening);
}

}  // namespace

std::optional<Explanation> explain(const gigfair::Query& query, std::uint32_t opening_id,
                                   std::span<const gigfair::Opening> openings,
                                   const gigfair::Rules& rules) {
    const auto found = std::ranges::find(openings, opening_id, &gigfair::Opening::id);
    if (found == openings.end()) return std::nullopt;

    const gigfair::DistanceFrom home(query.home);
    const gigfair::Terms& weights = rules.weights_for(query);
    const std::uint32_t distance_m = home.metres_to(found->place);
    const gigfair::Match own = match_of(query, *found, distance_m, weights);
    if (const auto why = gigfair::why_not(query, *found, distance_m)) {
        return Explanation{std::nullopt, false, gigfair::name_of(*why), own};
    }
    const auto better = std::ranges::count_if(openings, [&](const gigfair::Opening& opening) {
        const std::uint32_t metres = home.metres_to(opening.place);
        if (gigfair::why_not(query, opening, metres)) return false;
        return is_before(match_of(query, opening, metres, weights), own);
    });
    const auto rank = static_cast<std::uint32_t>(better) + 1;
    const bool listed = rank <= query.k;
    return Explanation{rank, listed, listed ? std::string_view() : below_k, own};
}

}  // namespace gig::matching
