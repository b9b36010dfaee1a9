#pragma once

#include <tuple>

#include "gigfair/search.h"

namespace gigfair {

/// Whether the left match comes before the right one. Total, because ids are distinct.
struct Before {
    Mode mode;

    bool operator()(const Match& left, const Match& right) const {
        if (mode == Mode::match && left.score != right.score) return left.score > right.score;
        return std::tie(left.distance_m, left.opening) < std::tie(right.distance_m, right.opening);
    }
};

inline Match match_of(const Query& query, const Opening& opening, std::uint32_t distance_m,
                      const Terms& weights) {
    const Terms products = products_of(points_of(query, opening, distance_m), weights);
    return {opening.id, sum_of(products), distance_m, products};
}

}  // namespace gigfair
