#include "rules/labour_cost.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/time.h"

namespace gig::rules {
namespace {

const std::filesystem::path table = GIG_SOURCE_DIR "/city/huzhou/rules/labour_cost.json";

Time today() {
    return *time_value("2026-11-25T09:00:00+08:00");
}

LabourCost cost_of(Relation relation, InjuryCoverKind cover, std::vector<MonthOfWork> months) {
    static const LabourCosts costs(table);
    return costs.estimate({relation, cover, std::move(months)}, today());
}

std::int64_t held_back(Relation relation, std::int64_t wage_fen) {
    const LabourCost cost = cost_of(relation, InjuryCoverKind::none, {{wage_fen, 1}});
    std::int64_t sum = 0;
    for (const CostLine& line : cost.held_back)
        sum += line.low_fen;
    return sum;
}

const CostLine* line_of(const std::vector<CostLine>& lines, std::string_view id) {
    const auto line = std::ranges::find(lines, id, &CostLine::id);
    return line == lines.end() ? nullptr : &*line;
}

TEST(LabourCosts, APartTimerCostsTheWageAndWorkInjuryInsurance) {
    // Six dishwashers, each 3 h at 25 yuan.
    const LabourCost cost =
        cost_of(Relation::part_time, InjuryCoverKind::work_injury, {{7'500, 6}});
    EXPECT_EQ(cost.wage_fen, 45'000);
    ASSERT_EQ(cost.on_top.size(), 1U);
    EXPECT_EQ(cost.on_top[0].low_fen, 6 * 15);    // 0.2 % of 75 yuan is 15 fen.
    EXPECT_EQ(cost.on_top[0].high_fen, 6 * 142);  // 1.9 % is 142.5, and a fen isn't split.
    EXPECT_EQ(cost.low_fen(), 45'090);
    EXPECT_EQ(cost.high_fen(), 45'852);
    EXPECT_TRUE(cost.left_out.empty());
}

TEST(LabourCosts, InsuranceThatWasNotDeclaredIsNotCounted) {
    const LabourCost cost = cost_of(Relation::part_time, InjuryCoverKind::commercial, {{7'500, 1}});
    EXPECT_TRUE(cost.on_top.empty());
    ASSERT_EQ(cost.left_out.size(), 1U);  // The premium, which only the policy tells.
}

TEST(LabourCosts, ALabourContractAddsPensionAndUnemployment) {
    const LabourCost cost =
        cost_of(Relation::task_term, InjuryCoverKind::work_injury, {{400'000, 1}});
    ASSERT_NE(line_of(cost.on_top, "pension"), nullptr);
    EXPECT_EQ(line_of(cost.on_top, "pension")->low_fen, 64'000);
    EXPECT_EQ(line_of(cost.on_top, "unemployment")->high_fen, 2'000);
    EXPECT_FALSE(cost.left_out.empty());  // Medical insurance is owed too, and said so.
}

TEST(LabourCosts, AHouseholdOwesNothingBesideTheWage) {
    const LabourCost cost = cost_of(Relation::household, InjuryCoverKind::none, {{400'000, 1}});
    EXPECT_TRUE(cost.on_top.empty());
    EXPECT_TRUE(cost.held_back.empty());
    EXPECT_EQ(cost.high_fen(), 400'000);
}

TEST(LabourCosts, WagesAreTaxedAboveFiveThousandAMonth) {
    EXPECT_EQ(held_back(Relation::part_time, 500'000), 0);
    EXPECT_EQ(held_back(Relation::part_time, 600'000), 3'000);      // 3 % of 1,000 yuan.
    EXPECT_EQ(held_back(Relation::full_time, 5'000'000), 198'000);  // 45,000 at 10 % less 2,520.
}

TEST(LabourCosts, ServicesAreTaxedFromEightHundredOn) {
    EXPECT_EQ(held_back(Relation::service, 80'000), 0);
    EXPECT_EQ(held_back(Relation::service, 100'000), 4'000);      // 20 % of 200 yuan.
    EXPECT_EQ(held_back(Relation::service, 500'000), 80'000);     // 20 % of four fifths.
    EXPECT_EQ(held_back(Relation::service, 3'000'000), 520'000);  // 24,000 at 30 % less 2,000.
}

TEST(LabourCosts, NobodyHasCheckedTheRatesYetAndTheyArentHidden) {
    const LabourCost cost =
        cost_of(Relation::task_term, InjuryCoverKind::work_injury, {{400'000, 1}});
    for (const CostLine& line : cost.on_top)
        EXPECT_FALSE(line.verified) << line.id;
}

TEST(LabourCosts, ARateCountsAsCheckedForTwentyFourMonths) {
    const auto file = std::filesystem::path(::testing::TempDir()) / "checked_cost.json";
    std::ofstream(file) << R"({"insurances":[{"id":"i","name":{"zh":"险","en":"cover"},)"
                        << R"("relations":["part_time"],"rate_low_ppm":1,"rate_high_ppm":1,)"
                        << R"("base_floor_fen":0,"valid_from":"2025-01-01","valid_to":null,)"
                        << R"("article":"a","source":"s","verified_on":"2025-02-28"}],)"
                        << R"("taxes":[],"left_out":[]})";
    const LabourCosts costs(file);
    const PaidWork work{Relation::part_time, InjuryCoverKind::none, {{400'000, 1}}};
    const auto checked_on = [&](const char* day) {
        const Time morning = *time_value(std::string(day) + "T09:00:00+08:00");
        const bool verified = costs.estimate(work, morning).on_top.at(0).verified;
        EXPECT_EQ(costs.warnings(morning).empty(), verified);  // One rule for both.
        return verified;
    };
    EXPECT_TRUE(checked_on("2027-02-28"));
    EXPECT_FALSE(checked_on("2027-03-01"));
}

TEST(LabourCosts, RatesBindFromTheirDay) {
    const LabourCosts costs(table);
    const PaidWork work{Relation::full_time, InjuryCoverKind::none, {{400'000, 1}}};
    const LabourCost before = costs.estimate(work, *time_value("2019-04-30T09:00:00+08:00"));
    EXPECT_EQ(line_of(before.on_top, "pension"), nullptr);
}

TEST(LabourCosts, AnUnusableTableIsNamed) {
    const auto file = std::filesystem::path(::testing::TempDir()) / "labour_cost.json";
    std::ofstream(file) << R"({"insurances":[],"taxes":[{"id":"t"}],"left_out":[]})";
    try {
        const LabourCosts costs(file);
        FAIL() << "read a tax without its brackets";
    } catch (const std::runtime_error& fault) {
        EXPECT_NE(std::string(fault.what()).find("labour_cost.json"), std::string::npos);
    }
}

}  // namespace
}  // namespace gig::rules
