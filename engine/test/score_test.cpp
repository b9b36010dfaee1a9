#include "gigfair/score.h"

#include <gtest/gtest.h>

#include "sample.h"

namespace gigfair {
namespace {

using sample::anybody;
using sample::at;
using sample::lunch;

std::uint32_t points(Term term, const Query& query, const Opening& opening,
                     std::uint32_t distance_m = 0) {
    return points_of(query, opening, distance_m)[static_cast<std::size_t>(term)];
}

TEST(ScoreTest, NearFallsFromHomeToTheRadius) {
    const auto near = [](std::uint32_t radius_m, std::uint32_t distance_m) {
        Query query = anybody();
        query.radius_m = radius_m;
        return points(Term::near, query, lunch(), distance_m);
    };
    // 1000·2²⁰ div 10,000 = 104,857 (cut from 104,857.6); times 10,000, div 2²⁰ = 999.99.
    EXPECT_EQ(near(10'000, 0), 999U);
    EXPECT_EQ(near(10'000, 2'500), 749U);
    EXPECT_EQ(near(10'000, 9'990), 0U);  // 10 × 104,857 = 1,048,570, just below 2²⁰.
    EXPECT_EQ(near(10'000, 9'989), 1U);
    EXPECT_EQ(near(10'000, 10'000), 0U);
    EXPECT_EQ(near(10'000, 10'001), 0U);
    EXPECT_EQ(near(1, 0), 1'000U);
    EXPECT_EQ(near(8'000, 0), 1'000U);  // 1000·2²⁰ div 8,000 = 131,072 exactly.
    EXPECT_EQ(near(200'000, 0), 999U);  // 5,242 × 200,000 = 1,048,400,000.
    EXPECT_EQ(near(200'000, 100'000), 499U);
}

TEST(ScoreTest, PayIsFullAt60YuanAnHour) {
    const auto pay = [](std::uint16_t fen) {
        Opening opening = lunch();
        opening.pay_fen_hour = fen;
        return points(Term::pay, anybody(), opening);
    };
    EXPECT_EQ(pay(0), 0U);
    EXPECT_EQ(pay(5), 0U);
    EXPECT_EQ(pay(2'400), 400U);
    EXPECT_EQ(pay(5'999), 999U);
    EXPECT_EQ(pay(6'000), 1'000U);
    EXPECT_EQ(pay(65'535), 1'000U);
}

TEST(ScoreTest, OccupationByWishAndFamily) {
    const auto occupation = [](std::vector<std::uint16_t> wishes) {
        Query query = anybody();
        query.wishes = std::move(wishes);
        return points(Term::occupation, query, lunch());  // 65, of family 1: 64..127.
    };
    EXPECT_EQ(occupation({}), 0U);
    EXPECT_EQ(occupation({65}), 1'000U);
    EXPECT_EQ(occupation({65, 200}), 1'000U);
    EXPECT_EQ(occupation({200, 65}), 800U);
    EXPECT_EQ(occupation({64, 65}), 800U);
    EXPECT_EQ(occupation({127}), 400U);
    EXPECT_EQ(occupation({200, 64}), 400U);
    EXPECT_EQ(occupation({63, 128}), 0U);
}

TEST(ScoreTest, TrustIsThePublishedOne) {
    EXPECT_EQ(points(Term::trust, anybody(), lunch()), 700U);
}

TEST(ScoreTest, SettleIsThePreferredOneOrNothing) {
    Query query = anybody();
    EXPECT_EQ(points(Term::settle, query, lunch()), 0U);
    query.prefer_settlement = Settlement::day;
    EXPECT_EQ(points(Term::settle, query, lunch()), 1'000U);
    query.prefer_settlement = Settlement::week;
    EXPECT_EQ(points(Term::settle, query, lunch()), 0U);
}

TEST(ScoreTest, SkillIsThePartThatIsHeld) {
    const auto skill = [](std::uint64_t asked, std::uint64_t held) {
        Query query = anybody();
        query.skills = held;
        Opening opening = lunch();
        opening.skills = asked;
        return points(Term::skill, query, opening);
    };
    EXPECT_EQ(skill(0, 0), 1'000U);
    EXPECT_EQ(skill(0b111, 0), 0U);
    EXPECT_EQ(skill(0b111, 0b001), 333U);
    EXPECT_EQ(skill(0b111, 0b101), 666U);
    EXPECT_EQ(skill(0b111, 0b1111), 1'000U);
    EXPECT_EQ(skill(1ULL << 63, ~0ULL), 1'000U);
}

TEST(ScoreTest, FreshFadesWithinAWeek) {
    const auto fresh = [](std::int32_t age) {
        Query query = anybody();
        Opening opening = lunch();
        opening.posted = query.now - age;
        return points(Term::fresh, query, opening);
    };
    EXPECT_EQ(fresh(0), 1'000U);
    EXPECT_EQ(fresh(-60), 1'000U);  // Posted by a clock that is ahead.
    EXPECT_EQ(fresh(10), 1'000U);   // 10,000 div 10,080 = 0.
    EXPECT_EQ(fresh(11), 999U);
    EXPECT_EQ(fresh(5'040), 500U);
    EXPECT_EQ(fresh(10'080), 0U);
    EXPECT_EQ(fresh(1'000'000), 0U);
}

TEST(ScoreTest, ProductsOfOneWholeCase) {
    Query query = anybody();
    query.wishes = {65};
    query.prefer_settlement = Settlement::day;
    Opening opening = lunch();
    opening.posted = query.now - 5'040;
    const Terms points = points_of(query, opening, 2'500);
    EXPECT_EQ(points, (Terms{749, 400, 1'000, 700, 1'000, 1'000, 500}));
    EXPECT_EQ(products_of(points, first_rules.personalised),
              (Terms{262'150, 80'000, 150'000, 70'000, 80'000, 70'000, 25'000}));
    EXPECT_EQ(products_of(points, first_rules.unpersonalised),
              (Terms{434'420, 136'000, 0, 0, 0, 0, 40'000}));
    EXPECT_EQ(sum_of(products_of(points, first_rules.personalised)), 737'150U);
}

TEST(ScoreTest, ABetterTermNeverLowersTheScore) {
    const Terms full{1'000, 1'000, 1'000, 1'000, 1'000, 1'000, 1'000};
    EXPECT_EQ(sum_of(products_of(full, first_rules.personalised)), score_max);
    EXPECT_EQ(sum_of(products_of(full, first_rules.unpersonalised)), score_max);
}

TEST(ScoreTest, TermsHaveTheContractsNames) {
    std::string names;
    for (std::size_t term = 0; term < term_count; ++term) {
        names += name_of(static_cast<Term>(term));
        names += ' ';
    }
    EXPECT_EQ(names, "near pay occupation trust settle skill fresh ");
}

}  // namespace
}  // namespace gigfair
