#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "gigfair/opening.h"
#include "gigfair/query.h"

namespace gigfair {

/// What a score is made of, in the order of the contract. Each has 0..points_max points; divisions
/// round down.
enum class Term : std::uint8_t {
    near,        // ((radius − distance) × (1000·2²⁰ div radius)) >> 20
    pay,         // Fen an hour div 6: 60 yuan an hour is full.
    occupation,  // First wish 1000, other wish 800, same family as a wish 400.
    trust,       // As published.
    settle,      // 1000 for the preferred settlement.
    skill,       // 1000 × held div asked; full where none is asked.
    fresh,       // Falls from 1000 to 0 within a week after posting.
};
inline constexpr std::size_t term_count = 7;

std::string_view name_of(Term term);

/// One number for each term.
using Terms = std::array<std::uint32_t, term_count>;

constexpr std::uint32_t sum_of(const Terms& terms) {
    std::uint32_t sum = 0;
    for (const std::uint32_t term : terms) {
        sum += term;
    }
    return sum;
}

inline constexpr std::uint32_t points_max = 1'000;
inline constexpr std::uint32_t weights_sum = 1'000;  // Per mille.
inline constexpr std::uint32_t score_max = points_max * weights_sum;

/// The weights as data: a version of the published rules. Each sums to weights_sum.
struct Rules {
    Terms personalised;
    Terms unpersonalised;

    const Terms& weights_for(const Query& query) const {
        return query.personalised ? personalised : unpersonalised;
    }
};

inline constexpr Rules first_rules = {
    .personalised = {350, 200, 150, 100, 80, 70, 50},
    .unpersonalised = {580, 340, 0, 0, 0, 0, 80},
};
static_assert(sum_of(first_rules.personalised) == weights_sum);
static_assert(sum_of(first_rules.unpersonalised) == weights_sum);

/// What the opening is worth to the query in each term, 0..points_max. near is 0 beyond the
/// radius. Query and opening must be without fault. Pure, integers only.
Terms points_of(const Query& query, const Opening& opening, std::uint32_t distance_m);

/// weight × points of each term; their sum is the score, 0..score_max. A term of weight 0 is 0.
Terms products_of(const Terms& points, const Terms& weights);

}  // namespace gigfair
