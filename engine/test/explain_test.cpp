#include "gigfair/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "dice.h"
#include "sample.h"

namespace gigfair {
namespace {

using sample::anybody;
using sample::Dice;
using sample::donghu;
using sample::lunch;

std::uint32_t product(const Explanation& it, Term term) {
    return it.match.products[static_cast<std::size_t>(term)];
}

/// Three lunches, each 100 m farther than the one before and a yuan an hour better paid: the
/// farthest is the best by score (a yuan is worth 3,200, 100 m 3,500 × 0.999), if not by way.
std::vector<Opening> three_lunches() {
    std::vector<Opening> openings;
    for (const int place : {1, 2, 3}) {
        Opening opening = lunch();
        opening.id = static_cast<std::uint32_t>(place);
        opening.place.lat_e7 += place * 8'993;
        opening.pay_fen_hour = static_cast<std::uint16_t>(2'400 + place * 120);
        openings.push_back(opening);
    }
    return openings;
}

std::string told(const std::optional<Explanation>& it) {
    if (!it) return "unknown";
    const std::string rank = it->rank ? std::to_string(*it->rank) : "-";
    return (it->listed ? "listed " : "not listed ") + rank + " " + std::string(it->code);
}

TEST(ExplainTest, ListedHasItsRankAndNoCode) {
    EXPECT_EQ(told(explain(anybody(), 3, three_lunches())), "listed 1 ");
    EXPECT_EQ(told(explain(anybody(), 1, three_lunches())), "listed 3 ");
}

TEST(ExplainTest, TheRankFollowsTheMode) {
    Query query = anybody();
    query.mode = Mode::distance;
    EXPECT_EQ(told(explain(query, 3, three_lunches())), "listed 3 ");
    EXPECT_EQ(told(explain(query, 1, three_lunches())), "listed 1 ");
}

TEST(ExplainTest, BelowKHasItsTrueRank) {
    Query query = anybody();
    query.k = 1;
    EXPECT_EQ(told(explain(query, 3, three_lunches())), "listed 1 ");
    EXPECT_EQ(told(explain(query, 2, three_lunches())), "not listed 2 below_k");
    EXPECT_EQ(told(explain(query, 1, three_lunches())), "not listed 3 below_k");
}

TEST(ExplainTest, WhatIsShutOutHasTheFiltersCodeAndNoRank) {
    Query query = anybody();
    query.pay_floor = 2'600;
    EXPECT_EQ(told(explain(query, 1, three_lunches())), "not listed - pay_below_floor");
    EXPECT_EQ(told(explain(query, 2, three_lunches())), "listed 2 ");
}

TEST(ExplainTest, WhatIsShutOutDoesNotCountBeforeOthers) {
    std::vector<Opening> openings = three_lunches();
    openings[2].places = 0;
    EXPECT_EQ(told(explain(anybody(), 3, openings)), "not listed - closed");
    EXPECT_EQ(told(explain(anybody(), 2, openings)), "listed 1 ");
}

TEST(ExplainTest, ScoreAndWayAreGivenEvenBeyondTheRadius) {
    Query query = anybody();
    query.radius_m = 250;
    const auto farthest = explain(query, 3, three_lunches());
    EXPECT_EQ(told(farthest), "not listed - too_far");
    EXPECT_EQ(farthest->match.distance_m, 300U);
    EXPECT_EQ(product(*farthest, Term::near), 0U);
    EXPECT_EQ(product(*farthest, Term::pay), 460U * 200);  // 2,760 div 6 = 460.
    EXPECT_EQ(farthest->match.score, sum_of(farthest->match.products));
}

TEST(ExplainTest, NobodyHasThatId) {
    EXPECT_EQ(told(explain(anybody(), 4, three_lunches())), "unknown");
    EXPECT_EQ(told(explain(anybody(), 4, {})), "unknown");
}

TEST(ExplainTest, AFaultyQueryIsRefusedWithItsField) {
    Query query = anybody();
    query.radius_m = 0;
    try {
        static_cast<void>(explain(query, 1, three_lunches()));
        FAIL();
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "radius_m: not in 1..200000");
    }
}

/// What search says: the whole ranking, and what of it is listed.
void expect_agreement(const Query& query, const std::vector<Opening>& openings,
                      std::map<std::string, int>& codes) {
    Query whole = query;
    whole.k = k_max;
    const std::vector<Match> ranking = search(whole, openings);
    const std::size_t listed = search(query, openings).size();
    for (const Opening& opening : openings) {
        const auto it = explain(query, opening.id, openings);
        ASSERT_TRUE(it);
        EXPECT_EQ(it->match.opening, opening.id);
        EXPECT_EQ(it->match.score, sum_of(it->match.products));
        const auto found = std::ranges::find(ranking, opening.id, &Match::opening);
        const auto before = static_cast<std::uint32_t>(found - ranking.begin());
        const auto why = why_not(query, opening, it->match.distance_m);
        ASSERT_EQ(found == ranking.end(), why.has_value());
        EXPECT_EQ(it->listed, before < listed);
        EXPECT_EQ(it->rank, why ? std::nullopt : std::optional(before + 1));
        EXPECT_EQ(it->code, why ? name_of(*why) : it->listed ? "" : "below_k");
        if (!why) EXPECT_EQ(it->match, *found);
        ++codes[std::string(it->code)];
    }
}

TEST(ExplainPropertyTest, AgreesWithSearchOnEveryOpening) {
    constexpr std::uint64_t seed = 20'261'126;
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    Dice dice(seed);
    std::map<std::string, int> codes;
    for (int round = 0; round < 80; ++round) {
        std::vector<Opening> openings;
        for (std::uint32_t id = 1; id <= 120; ++id) {
            openings.push_back(dice.opening(1'000 - id));
        }
        Query query = dice.query();
        for (const Mode mode : {Mode::match, Mode::distance}) {
            query.mode = mode;
            expect_agreement(query, openings, codes);
        }
    }
    EXPECT_EQ(codes.size(), 12U) << "every filter was met, so was the list, and what is below it";
}

}  // namespace
}  // namespace gigfair
