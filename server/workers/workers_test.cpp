#include "workers/workers.h"

#include <gtest/gtest.h>

#include <functional>

#include "workers/profile_checks.h"

namespace gig::workers {
namespace {

Time at(const char* text) {
    return time_value(text).value();
}

TEST(WeekFreeTest, TheFirstBitIsMondayMidnight) {
    WeekFree week = WeekFree::never();
    week.free(0);
    EXPECT_EQ(week.text(), "8" + std::string(83, '0'));
    week.free(335);
    EXPECT_EQ(week.text(), "8" + std::string(82, '0') + "1");
    EXPECT_EQ(WeekFree().text(), std::string(84, 'f'));
}

TEST(WeekFreeTest, DigitsRoundTripInEitherCase) {
    const std::string digits = "0123456789abcdef" + std::string(68, 'a');
    EXPECT_EQ(WeekFree::parse(digits)->text(), digits);
    EXPECT_EQ(WeekFree::parse(std::string(84, 'F'))->text(), std::string(84, 'f'));
}

TEST(WeekFreeTest, OtherTextsAreRefused) {
    for (const std::string& text : {std::string(), std::string(83, 'f'), std::string(85, 'f'),
                                    std::string(83, 'f') + "g", std::string(83, 'f') + " "}) {
        const Result<WeekFree> week = WeekFree::parse(text);
        ASSERT_FALSE(week) << text;
        EXPECT_EQ(week.error().code, "worker.week_free_malformed");
        EXPECT_EQ(week.error().field, "/week_free");
    }
}

TEST(WeekFreeTest, AShiftFitsWhereEveryHalfHourThatItTouchesIsFree) {
    WeekFree week = WeekFree::never();
    for (std::size_t slot = 2 * 48 + 22; slot < 2 * 48 + 28; ++slot)  // Wednesday 11:00 to 14:00.
        week.free(slot);
    EXPECT_TRUE(week.covers(at("2026-11-25T11:00:00+08:00"), at("2026-11-25T14:00:00+08:00")));
    EXPECT_FALSE(week.covers(at("2026-11-25T10:59:00+08:00"), at("2026-11-25T12:00:00+08:00")));
    EXPECT_FALSE(week.covers(at("2026-11-25T13:00:00+08:00"), at("2026-11-25T14:01:00+08:00")));
    EXPECT_FALSE(week.covers(at("2026-11-26T11:00:00+08:00"), at("2026-11-26T12:00:00+08:00")));
}

TEST(WeekFreeTest, TheWeekGoesRoundAtSundayMidnight) {
    WeekFree week = WeekFree::never();
    week.free(335);
    week.free(0);
    EXPECT_TRUE(week.covers(at("2026-11-29T23:30:00+08:00"), at("2026-11-30T00:30:00+08:00")));
    EXPECT_FALSE(week.covers(at("2026-11-29T23:30:00+08:00"), at("2026-11-30T00:31:00+08:00")));
}

TEST(AgeTest, ABirthdayCountsFromItsOwnDay) {
    const Date birth = std::chrono::year(2010) / 11 / 25;
    EXPECT_EQ(age_on(birth, std::chrono::year(2026) / 11 / 24), 15);
    EXPECT_EQ(age_on(birth, std::chrono::year(2026) / 11 / 25), 16);
    const Date leap = std::chrono::year(2008) / 2 / 29;
    EXPECT_EQ(age_on(leap, std::chrono::year(2026) / 2 / 28), 17);
    EXPECT_EQ(age_on(leap, std::chrono::year(2026) / 3 / 1), 18);
}

class PreferencesTest : public testing::Test {
protected:
    using Change = std::function<void(Preferences&)>;

    /// "code /field", or nothing where the changed preferences are fine.
    std::string refusal_after(const Change& change) {
        Preferences preferences;
        change(preferences);
        const Result<void> fine = check_preferences(preferences, occupations_, now_);
        return fine ? "" : std::string(fine.error().code) + " " + fine.error().field;
    }

    occupations::Occupations occupations_ =
        occupations::Occupations::load(GIG_SOURCE_DIR "/city/huzhou");
    Time now_ = at("2026-11-25T00:00:00+08:00");
};

TEST_F(PreferencesTest, WhatEverybodyStartsWithIsFine) {
    EXPECT_EQ(refusal_after([](Preferences&) {}), "");
}

TEST_F(PreferencesTest, RangesHoldAtTheirEnds) {
    EXPECT_EQ(refusal_after([](Preferences& p) { p.radius_m = radius_m_max; }), "");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.radius_m = radius_m_max + 1; }),
              "worker.radius_out_of_range /radius_m");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.radius_m = 0; }),
              "worker.radius_out_of_range /radius_m");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.travel.speed_kmh = 120; }), "");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.travel.speed_kmh = 121; }),
              "worker.speed_out_of_range /travel/speed_kmh");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.travel.speed_kmh = 0; }),
              "worker.speed_out_of_range /travel/speed_kmh");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.pay_floor_fen = 65'535; }), "");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.pay_floor_fen = 65'536; }),
              "worker.pay_floor_out_of_range /pay_floor_fen");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.pay_floor_fen = -1; }),
              "worker.pay_floor_out_of_range /pay_floor_fen");
}

TEST_F(PreferencesTest, WishesAreKnownAndStandOnce) {
    EXPECT_EQ(refusal_after([](Preferences& p) {
                  p.wishes = {"dishwasher", "astronaut"};
              }),
              "worker.occupation_unknown /wishes/1");
    EXPECT_EQ(refusal_after([](Preferences& p) {
                  p.wishes = {"dishwasher", "dishwasher"};
              }),
              "worker.listed_twice /wishes/1");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.only_wished = true; }),
              "worker.only_wished_without_wishes /only_wished");
    EXPECT_EQ(refusal_after([&](Preferences& p) {
                  for (std::size_t at = 0; at <= wishes_max; ++at)
                      p.wishes.push_back(occupations_.all().at(at).code);
              }),
              "worker.too_many_entries /wishes");
}

TEST_F(PreferencesTest, SomeSettlementMustBeWelcome) {
    EXPECT_EQ(refusal_after([](Preferences& p) { p.settlements.clear(); }),
              "worker.settlements_empty /settlements");
    EXPECT_EQ(refusal_after([](Preferences& p) {
                  p.settlements = {Settlement::day, Settlement::day};
              }),
              "worker.listed_twice /settlements/1");
}

TEST_F(PreferencesTest, CertificatesAndSkillsAreReal) {
    EXPECT_EQ(refusal_after([](Preferences& p) { p.certificates = {"magic"}; }),
              "worker.certificate_unknown /certificates/0");
    EXPECT_EQ(refusal_after([](Preferences& p) {
                  p.skills = {"wok_cooking", "magic"};
              }),
              "worker.skill_unknown /skills/1");
    EXPECT_EQ(refusal_after([](Preferences& p) { p.skills = {"炒菜"}; }),
              "worker.skill_unknown /skills/0");
    const auto first_skills = [&](std::size_t count) {
        return [this, count](Preferences& p) {
            for (std::size_t at = 0; at < count; ++at)
                p.skills.push_back(occupations_.skills().at(at).code);
        };
    };
    EXPECT_EQ(refusal_after(first_skills(skills_max)), "");
    EXPECT_EQ(refusal_after(first_skills(skills_max + 1)), "worker.too_many_entries /skills");
}

TEST_F(PreferencesTest, SomebodyIsAwayForSomeTime) {
    EXPECT_EQ(refusal_after([&](Preferences& p) {
                  p.away = {{now_, now_}};
              }),
              "worker.away_end_before_start /away/0");
}

TEST_F(PreferencesTest, ABirthDateLiesWithinALifetime) {
    const auto born = [](Date date) { return [=](Preferences& p) { p.birth_date = date; }; };
    EXPECT_EQ(refusal_after(born(std::chrono::year(2026) / 11 / 25)), "");
    EXPECT_EQ(refusal_after(born(std::chrono::year(2026) / 11 / 26)),
              "worker.birth_date_impossible /birth_date");
    EXPECT_EQ(refusal_after(born(std::chrono::year(1905) / 11 / 26)), "");
    EXPECT_EQ(refusal_after(born(std::chrono::year(1905) / 11 / 25)),
              "worker.birth_date_impossible /birth_date");
    EXPECT_EQ(refusal_after(born(std::chrono::year(2000) / 2 / 30)),
              "worker.birth_date_impossible /birth_date");
}

}  // namespace
}  // namespace gig::workers
