#include "gigfair/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <string>

#include "dice.h"
#include "sample.h"

namespace gigfair {
namespace {

using sample::anybody;
using sample::Dice;
using sample::donghu;
using sample::lunch;

std::string ids(const std::vector<Match>& matches) {
    std::string text;
    for (const Match& match : matches) {
        text += std::to_string(match.opening) + " ";
    }
    return text;
}

Opening with_id(std::uint32_t id, std::int32_t north_e7) {
    Opening opening = lunch();
    opening.id = id;
    opening.place = {donghu.lat_e7 + north_e7, donghu.lon_e7};
    return opening;
}

TEST(SearchTest, NearestFirstAndTiesById) {
    Query query = anybody();
    query.mode = Mode::distance;
    const std::vector<Opening> openings{with_id(4, 50'000), with_id(3, -10'000), with_id(2, 10'000),
                                        with_id(9, 0)};
    EXPECT_EQ(ids(search(query, openings)), "9 2 3 4 ");
    query.k = 2;
    EXPECT_EQ(ids(search(query, openings)), "9 2 ");
}

TEST(SearchTest, BestScoreFirstThenNearerThenId) {
    Query query = anybody();
    query.k = 3;
    Opening well_paid = with_id(7, 400'000);
    well_paid.pay_fen_hour = 6'000;
    // 10⁻⁷ degrees are 11 mm: 40 and 80 of them are 0 m and 1 m away, with the same points.
    EXPECT_EQ(ids(search(query, std::vector{with_id(1, 80), with_id(5, 40), with_id(2, 0),
                                            with_id(8, 0), well_paid})),
              "2 5 8 ");
    query.k = 5;
    EXPECT_EQ(ids(search(query, std::vector{with_id(1, 80), with_id(5, 40), with_id(2, 0),
                                            with_id(8, 0), well_paid})),
              "2 5 8 1 7 ");
}

TEST(SearchTest, ProductsSumToTheScoreInBothModes) {
    Query query = anybody();
    for (const Mode mode : {Mode::match, Mode::distance}) {
        query.mode = mode;
        const std::vector<Match> matches = search(query, std::vector{with_id(1, 100'000)});
        ASSERT_EQ(matches.size(), 1U);
        EXPECT_EQ(matches[0].distance_m, 1'112U);
        EXPECT_EQ(matches[0].score, sum_of(matches[0].products));
    }
}

TEST(SearchTest, NothingIsNoError) {
    EXPECT_TRUE(search(anybody(), {}).empty());
}

TEST(SearchTest, AFaultyQueryIsRefusedWithItsField) {
    Query query = anybody();
    query.k = 0;
    try {
        static_cast<void>(search(query, {}));
        FAIL();
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "k: not in 1..1000");
    }
}

TEST(SearchTest, UnpersonalisedReadsNeitherWishesNorSkillsNorPreference) {
    Query query = anybody();
    query.personalised = false;
    Opening opening = with_id(1, 0);
    opening.skills = 1;
    const std::vector<Match> plain = search(query, std::vector{opening});
    query.wishes = {65};
    query.only_wished = true;
    query.skills = 1;
    query.prefer_settlement = Settlement::day;
    EXPECT_EQ(search(query, std::vector{opening}), plain);
    EXPECT_EQ(plain[0].products[static_cast<std::size_t>(Term::skill)], 0U);
}

// The contract once more, written without looking at the library: sets of minutes and slots,
// plain division, a full sort.
namespace naive {

bool is_slot_free(const Query& query, std::int64_t slot) {
    const std::int64_t since_monday = (slot + 144) % 336;
    if (!query.week_free.is_free(static_cast<std::int32_t>(since_monday))) return false;
    for (const Interval& busy : query.busy) {
        for (Minute minute = busy.start; minute < busy.end; ++minute) {
            if ((std::int64_t{minute} + 480) / 30 == slot) return false;
        }
    }
    return true;
}

std::string code_of(const Query& query, const Opening& opening, std::uint32_t metres) {
    std::set<std::int64_t> shift_slots;
    bool is_night = false;
    for (Minute minute = opening.start; minute < opening.end; ++minute) {
        shift_slots.insert((std::int64_t{minute} + 480) / 30);
        const int hour = static_cast<int>((std::int64_t{minute} + 480) / 60 % 24);
        is_night = is_night || hour >= 22 || hour < 6;
    }
    const bool is_free = std::ranges::all_of(
        shift_slots, [&](std::int64_t slot) { return is_slot_free(query, slot); });
    const bool is_wished = std::ranges::count(query.wishes, opening.occupation) > 0;

    if (opening.places == 0 || opening.start <= query.now) return "closed";
    if (!(query.from <= opening.start && opening.start < query.to)) return "outside_dates";
    if (metres > query.radius_m) return "too_far";
    if (!is_free) return "clashes";
    if (opening.pay_fen_hour < query.pay_floor) return "pay_below_floor";
    if (((1 << static_cast<int>(opening.settlement)) & query.settlements) == 0) {
        return "settlement_unwanted";
    }
    for (int bit = 0; bit < 32; ++bit) {
        const bool is_asked = opening.certificates >> bit & 1U;
        if (is_asked && !(query.certificates >> bit & 1U)) return "lacks_certificate";
    }
    if (!query.night_ok && is_night) return "night_unwanted";
    if (query.personalised && query.only_wished && !is_wished) return "occupation_unwanted";
    if (std::ranges::count(query.blocked, opening.employer) > 0) return "employer_blocked";
    return "";
}

std::uint32_t metres(Place home, Place place) {
    constexpr double unit = 1.7453292519943295e-9;
    const double x =
        static_cast<double>(place.lon_e7 - home.lon_e7) * unit * cosine(home.lat_e7 * unit);
    const double y = static_cast<double>(place.lat_e7 - home.lat_e7) * unit;
    return static_cast<std::uint32_t>(std::lround(6371008.8 * std::sqrt(x * x + y * y)));
}

std::uint32_t occupation(const Query& query, const Opening& opening) {
    std::uint32_t best = 0;
    for (std::size_t rank = 0; rank < query.wishes.size(); ++rank) {
        const std::uint16_t wish = query.wishes[rank];
        if (wish == opening.occupation) best = std::max(best, rank == 0 ? 1'000U : 800U);
        if (wish / 64 == opening.occupation / 64) best = std::max(best, 400U);
    }
    return best;
}

Match match(const Query& query, const Opening& opening) {
    const std::uint32_t d = metres(query.home, opening.place);
    const std::int64_t age = std::max(0, query.now - opening.posted);
    std::uint32_t asked = 0;
    std::uint32_t held = 0;
    for (int bit = 0; bit < 64; ++bit) {
        const bool is_asked = (opening.skills >> bit & 1U) != 0;
        const bool is_held = (query.skills >> bit & 1U) != 0;
        asked += is_asked ? 1 : 0;
        held += is_asked && is_held ? 1 : 0;
    }
    const Terms points = {
        static_cast<std::uint32_t>((query.radius_m - std::uint64_t{d}) *
                                   ((1'000ULL * 1'048'576) / query.radius_m) / 1'048'576),
        std::min(1'000U, opening.pay_fen_hour / 6U),
        occupation(query, opening),
        opening.trust,
        query.prefer_settlement.has_value() && *query.prefer_settlement == opening.settlement
            ? 1'000U
            : 0U,
        asked == 0 ? 1'000U : 1'000 * held / asked,
        static_cast<std::uint32_t>(std::max<std::int64_t>(0, 1'000 - age * 1'000 / 10'080)),
    };
    const Terms weights = query.personalised ? Terms{350, 200, 150, 100, 80, 70, 50}
                                             : Terms{580, 340, 0, 0, 0, 0, 80};
    Match match{opening.id, 0, d, {}};
    for (std::size_t term = 0; term < 7; ++term) {
        match.products[term] = points[term] * weights[term];
        match.score += match.products[term];
    }
    return match;
}

std::vector<Match> search(const Query& query, const std::vector<Opening>& openings) {
    std::vector<Match> matches;
    for (const Opening& opening : openings) {
        const std::uint32_t d = metres(query.home, opening.place);
        if (code_of(query, opening, d).empty()) matches.push_back(match(query, opening));
    }
    std::ranges::sort(matches, [&](const Match& left, const Match& right) {
        const auto key = [&](const Match& it) {
            const std::int64_t score = query.mode == Mode::match ? -std::int64_t{it.score} : 0;
            return std::tuple(score, it.distance_m, it.opening);
        };
        return key(left) < key(right);
    });
    if (matches.size() > query.k) matches.resize(query.k);
    return matches;
}

}  // namespace naive

TEST(SearchPropertyTest, EqualsTheNaiveModel) {
    constexpr std::uint64_t seed = 20'261'125;
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    Dice dice(seed);
    std::map<std::string, int> answers;
    std::size_t rows = 0;
    for (std::uint64_t round = 0; round < 60; ++round) {
        std::vector<Opening> openings;
        for (std::uint32_t id = 1; id <= 200; ++id) {
            openings.push_back(dice.opening(id));
            ASSERT_FALSE(fault_of(openings.back()));
        }
        std::shuffle(openings.begin(), openings.end(), std::mt19937_64(round));
        const Query query = dice.query();
        const std::vector<Match> found = search(query, openings);
        ASSERT_EQ(found, naive::search(query, openings)) << "round " << round;
        rows += found.size();

        for (const Opening& opening : openings) {
            const std::uint32_t d = DistanceFrom(query.home).metres_to(opening.place);
            const auto why = why_not(query, opening, d);
            const std::string code(why ? name_of(*why) : "");
            ASSERT_EQ(code, naive::code_of(query, opening, d));
            ++answers[code];
        }
    }
    EXPECT_GT(rows, 100U);
    EXPECT_EQ(answers.size(), 11U) << "every filter was met, and so was passing them all";
}

}  // namespace
}  // namespace gigfair
