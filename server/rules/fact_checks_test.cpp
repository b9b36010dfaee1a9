// Rules that look at what is known of a post besides its words.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "base/time.h"
#include "rules/rules.h"

namespace gig::rules {
namespace {

namespace fs = std::filesystem;

const fs::path packs = GIG_SOURCE_DIR "/server/rules/packs";

const Rules& market() {
    static const Rules rules = Rules::load(packs, GIG_SOURCE_DIR "/city/huzhou");
    return rules;
}

Time today() {
    return *time_value("2026-11-28T09:00:00+08:00");
}

/// An honest post: two hours of packing at noon.
Post lawful() {
    const Time start = *time_value("2026-11-29T11:00:00+08:00");
    return {.texts = {{"/title", "午间打包"}, {"/description", "贴单、装袋，有人带。"}},
            .relation = Relation::part_time,
            .settlement = Settlement::day,
            .hourly_fen = 2'400,
            .shifts = {{start, start + std::chrono::hours(2)}},
            .injury_cover = InjuryCoverKind::commercial,
            .county = "330502",
            .occupation = "packer",
            .has_requirements = false};
}

/// Rule, severity and field of each finding.
std::string verdict(const std::function<void(Post&)>& change) {
    Post post = lawful();
    change(post);
    std::string all;
    for (const Finding& finding : market().check(post, today())) {
        if (!all.empty()) all += " ";
        all += finding.rule + ":" + std::string(name_of(finding.severity)) + "@" + finding.field;
    }
    return all;
}

/// The one finding, or the one of that rule.
Finding only_finding(const std::function<void(Post&)>& change, std::string_view rule = {}) {
    Post post = lawful();
    change(post);
    std::vector<Finding> findings = market().check(post, today());
    std::erase_if(findings, [&](const Finding& f) { return !rule.empty() && f.rule != rule; });
    EXPECT_EQ(findings.size(), 1U);
    return findings.at(0);
}

void describe(Post& post, std::string_view description) {
    post.texts[1].text = description;
}

void move_to(Post& post, const char* start, int hours) {
    const Time begin = *time_value(start);
    post.shifts = {{begin, begin + std::chrono::hours(hours)}};
}

TEST(FactChecksTest, TextAndFieldSayTheSamePay) {
    const auto said = [](PayUnit unit, std::int64_t low, std::int64_t high) {
        return verdict([&](Post& post) {
            post.pay = {PayUnit::hour, 2'400, 2'400};
            post.said_pay = {{unit, low, high}, "/description", {0, 2}};
        });
    };
    EXPECT_EQ(said(PayUnit::hour, 3'000, 3'000), "pay.said_otherwise:warn@/description");
    EXPECT_EQ(said(PayUnit::hour, 2'500, 3'000), "pay.said_otherwise:warn@/description");
    EXPECT_EQ(said(PayUnit::hour, 2'400, 2'400), "");
    EXPECT_EQ(said(PayUnit::hour, 2'000, 2'600), "");
    EXPECT_EQ(said(PayUnit::month, 600'000, 800'000), "");  // May both be true.
}

TEST(FactChecksTest, TextAndFieldSayTheSameSettlement) {
    const auto said = [](Settlement settlement) {
        return verdict([&](Post& post) { post.said_settlement = {settlement, "/title", {1, 3}}; });
    };
    EXPECT_EQ(said(Settlement::week), "settlement.said_otherwise:warn@/title");
    EXPECT_EQ(said(Settlement::day), "");
    EXPECT_EQ(said(Settlement::completion), "");
}

TEST(FactChecksTest, AnAgencyNamesWhomItPostsFor) {
    const auto by_agency = [](Relation relation, bool names) {
        return verdict([&](Post& post) {
            post.relation = relation;
            post.by_agency = true;
            post.names_user_enterprise = names;
        });
    };
    const char* missing = "relation.user_enterprise_missing:block@/user_enterprise";
    EXPECT_EQ(by_agency(Relation::part_time, false), missing);
    EXPECT_EQ(by_agency(Relation::task_term, false), missing);
    EXPECT_EQ(by_agency(Relation::part_time, true), "");
    EXPECT_EQ(by_agency(Relation::household, false), "");  // A household is not named.
}

using wording::PostedHours;
using wording::PostedRange;

TEST(FactChecksTest, TextAndShiftsNameTheSameHours) {
    using std::chrono::hours;
    using std::chrono::minutes;
    const auto said = [](PostedHours hours, std::vector<PlannedShift> shifts) {
        return verdict([&](Post& post) {
            post.shifts = std::move(shifts);
            post.said_hours = {hours, "/description", {0, 2}};
        });
    };
    const auto shift = [](const char* start, const char* end) {
        const std::string day = "2026-11-29T";
        return PlannedShift{*time_value(day + start + ":00+08:00"),
                            *time_value(day + end + ":00+08:00")};
    };
    const char* otherwise = "hours.said_otherwise:warn@/description";
    EXPECT_EQ(said({hours(9), hours(11)}, {shift("09:00", "11:00")}), "");
    EXPECT_EQ(said({hours(9), hours(11)}, {shift("09:30", "11:00")}), "");  // About.
    EXPECT_EQ(said({hours(9), hours(11)}, {shift("09:31", "11:00")}), otherwise);
    EXPECT_EQ(said({hours(9), hours(18)}, {shift("09:00", "11:00")}), otherwise);
    // A day with a break, and one of two shifts.
    EXPECT_EQ(said({hours(9), hours(13)}, {shift("09:00", "10:30"), shift("11:30", "13:00")}), "");
    EXPECT_EQ(said({hours(11), hours(13)}, {shift("09:00", "10:30"), shift("11:00", "13:00")}), "");
    // Over midnight.
    const PlannedShift night{*time_value("2026-11-29T22:00:00+08:00"),
                             *time_value("2026-11-30T01:00:00+08:00")};
    EXPECT_EQ(said({hours(22), hours(1)}, {night}), "");
    EXPECT_EQ(said({hours(22), hours(6)}, {night}), otherwise);
}

TEST(FactChecksTest, TextAndFieldNameTheSameAges) {
    const auto said = [](PostedRange range, std::optional<int> low, std::optional<int> high) {
        return verdict([&](Post& post) {
            post.age_min = low;
            post.age_max = high;
            post.has_age_reason = true;
            post.said_age = {range, "/description", {0, 2}};
        });
    };
    const char* otherwise = "age.said_otherwise:warn@/description";
    EXPECT_EQ(said({18, 45}, 18, 50), otherwise);
    EXPECT_EQ(said({20, std::nullopt}, 18, std::nullopt), otherwise);
    EXPECT_EQ(said({18, 45}, 18, 45), "");
    EXPECT_EQ(said({18, std::nullopt}, std::nullopt, 45), "");  // No contradiction.
}

TEST(FactChecksTest, AnAgeThatOnlyTheTextSaysIsMarkedThere) {
    const auto said = [](PostedRange range, std::string_view description) {
        return verdict([&](Post& post) {
            describe(post, description);
            move_to(post, "2026-11-29T22:30:00+08:00", 2);
            post.said_age = {range, "/description", {6, 12}};
        });
    };
    EXPECT_EQ(said({18, 45}, "贴单、装袋，年纪的话，请问店长"), "age.cap_field:warn@/description");
    // Another rule says as much of these words.
    EXPECT_EQ(said({18, 45}, "贴单、装袋，18-45岁，包一餐"), "age.cap:warn@/description");
    EXPECT_EQ(said({16, std::nullopt}, "贴单、装袋，满十六周岁"),
              "age.minor_night:warn@/description");
    EXPECT_EQ(said({18, std::nullopt}, "贴单、装袋，满十八周岁"), "");
}

TEST(FactChecksTest, TextAndPlaceLieInTheSameCounty) {
    const Finding finding = only_finding([](Post& post) {
        post.said_county = {"德清县", "/address", {0, 3}};
    });
    EXPECT_EQ(finding.rule, "place.said_otherwise");
    EXPECT_EQ(finding.message.zh, "正文写的地点在德清县，所填的地点不在。");
    EXPECT_EQ(finding.span->end, 3U);
}

TEST(FactChecksTest, ACertificateThatLawAsksForIsOffered) {
    const Finding finding = only_finding([](Post& post) {
        post.missing_certificates = {
            {"forklift", {"叉车司机证", "Forklift certificate"}, "某法第一条"}};
    });
    EXPECT_EQ(finding.rule, "certificate.missing");
    EXPECT_EQ(finding.severity, Severity::warn);
    EXPECT_EQ(finding.article, "某法第一条");
    EXPECT_EQ(finding.message.zh, "这份工作依法须持叉车司机证，要求里没有写。");
    EXPECT_EQ(finding.field, "/requirements/certificates");
    ASSERT_TRUE(finding.offer);
    EXPECT_EQ(finding.offer->field, "/requirements/certificates/-");
    EXPECT_EQ(finding.offer->value, "forklift");
    const char* each = "certificate.missing:warn@/requirements/certificates";
    EXPECT_EQ(
        verdict([](Post& post) {
            post.missing_certificates = {{"a", {"甲", "A"}, "甲法"}, {"b", {"乙", "B"}, "乙法"}};
        }),
        std::string(each) + " " + each);
}

TEST(FactChecksTest, APostThatIsPassedOnSaysFromWhere) {
    const auto passed_on = [](std::vector<std::string> answers) {
        return verdict([&](Post& post) {
            describe(post, "帮朋友转发：贴单、装袋。");
            post.answers = std::move(answers);
        });
    };
    EXPECT_EQ(passed_on({}), "repost.no_source:warn@/description");
    EXPECT_EQ(passed_on({"/reposted_from"}), "");
}

TEST(FactChecksTest, AnHonestPostIsLeftAlone) {
    EXPECT_EQ(verdict([](Post&) {}), "");
}

TEST(FactChecksTest, DutiesMustBeDescribed) {
    const char* missing = "content.duties_missing:warn@/description";
    EXPECT_EQ(verdict([](Post& p) { describe(p, ""); }), missing);
    EXPECT_EQ(verdict([](Post& p) { describe(p, "打包。！"); }), missing);
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单装袋"); }), "");
    EXPECT_EQ(verdict([](Post& p) { describe(p, "工作内容来了再说，有饭"); }),
              "content.duties_vague:warn@/description");
    EXPECT_EQ(verdict([](Post& p) { describe(p, "岗位不用来了再说，就是装袋"); }), "");
}

TEST(FactChecksTest, PayIsStatedAndPlausible) {
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单、装袋，工资面议。"); }),
              "content.pay_unstated:warn@/description");
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单、装袋，一小时24元，长做的工资面议。"); }),
              "");
    const char* wide = "content.pay_range_wide:warn@/description";
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单、装袋，工资3000-15000元。"); }), wide);
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单、装袋，三千到一万五每月。"); }), wide);
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单、装袋，工资3000-8999元。"); }), "");
    EXPECT_EQ(verdict([](Post& p) { describe(p, "贴单、装袋，一天100-900件。"); }), "");
    EXPECT_EQ(verdict([](Post& p) { p.hourly_fen = 12'000; }), "");
    EXPECT_EQ(verdict([](Post& p) { p.hourly_fen = 12'001; }),
              "pay.implausible:warn@/pay/amount_fen");
    EXPECT_EQ(verdict([](Post& p) {
                  p.hourly_fen = 12'001;
                  p.has_requirements = true;
              }),
              "");
}

TEST(FactChecksTest, MinorsWorkByDay) {
    const auto at = [](int age, const char* start) {
        return verdict([&](Post& post) {
            post.age_min = age;
            move_to(post, start, 2);
        });
    };
    const char* night = "age.minor_night:warn@/requirements/min_age";
    EXPECT_EQ(at(16, "2026-11-29T20:00:00+08:00"), "");  // Until ten.
    EXPECT_EQ(at(16, "2026-11-29T20:01:00+08:00"), night);
    EXPECT_EQ(at(17, "2026-11-29T05:59:00+08:00"), night);
    EXPECT_EQ(at(17, "2026-11-29T06:00:00+08:00"), "");
    EXPECT_EQ(at(18, "2026-11-29T23:00:00+08:00"), "");
}

TEST(FactChecksTest, MinorsDoNoHazardousWork) {
    const char* hazard = "age.minor_hazard:block@/requirements/min_age";
    EXPECT_EQ(verdict([](Post& p) {
                  p.age_min = 17;
                  p.occupation = "scaffolder";
              }),
              hazard);
    EXPECT_EQ(verdict([](Post& p) {
                  p.age_min = 17;
                  describe(p, "冲床旁边取件装箱");
              }),
              hazard);
    EXPECT_EQ(verdict([](Post& p) {
                  p.age_min = 17;
                  describe(p, "装箱贴单，不用登高作业");
              }),
              "");
    EXPECT_EQ(verdict([](Post& p) {
                  p.age_min = 18;
                  p.occupation = "scaffolder";
              }),
              "");
}

TEST(FactChecksTest, MinorsCarryNoHeavyLoads) {
    const auto at_seventeen = [](std::string_view description) {
        return verdict([&](Post& post) {
            post.age_min = 17;
            describe(post, description);
        });
    };
    const char* hazard = "age.minor_hazard:block@/requirements/min_age";
    EXPECT_EQ(at_seventeen("搬大米，每袋50公斤"), hazard);
    EXPECT_EQ(at_seventeen("卸货，60斤一包"), hazard);
    EXPECT_EQ(at_seventeen("搬箱子，每箱20公斤"), "");
    EXPECT_EQ(at_seventeen("搬箱子，不超过50斤一箱"), "");
    EXPECT_EQ(at_seventeen("装卸快递小件"), "");  // Law bars the weight, not the carrying.
}

std::string without_cover(const char* occupation, std::string_view description,
                          Relation relation = Relation::part_time) {
    return verdict([&](Post& post) {
        post.injury_cover = InjuryCoverKind::none;
        post.occupation = occupation;
        post.relation = relation;
        describe(post, description);
    });
}

TEST(FactChecksTest, WhoEmploysForHazardousWorkMustInsure) {
    const char* both =
        "injury.none_hazard:block@/injury_cover/kind injury.none:warn@/injury_cover/kind";
    EXPECT_EQ(without_cover("packer", "贴单、装袋"), "injury.none:warn@/injury_cover/kind");
    EXPECT_EQ(without_cover("scaffolder", "搭架子，有人带"), both);
    EXPECT_EQ(without_cover("packer", "装袋，有时在脚手架上递料"), both);
    EXPECT_EQ(without_cover("loader", "贴单、装袋"), both);
    EXPECT_EQ(without_cover("packer", "装袋，货到了帮忙卸车"), both);
    EXPECT_EQ(without_cover("packer", "装袋，配电柜检修时递工具"), both);
    EXPECT_EQ(without_cover("packer", "装袋，不用搬运"), "injury.none:warn@/injury_cover/kind");
}

TEST(FactChecksTest, WithoutEmploymentHazardousWorkIsWarnedOf) {
    const char* warned =
        "injury.none:warn@/injury_cover/kind "
        "injury.none_hazard_unemployed:warn@/injury_cover/kind";
    EXPECT_EQ(without_cover("loader", "贴单、装袋", Relation::service), warned);
    EXPECT_EQ(without_cover("packer", "擦外墙玻璃", Relation::household), warned);
    const Finding finding = only_finding(
        [](Post& post) {
            post.injury_cover = InjuryCoverKind::none;
            post.relation = Relation::service;
            post.occupation = "loader";
        },
        "injury.none_hazard_unemployed");
    EXPECT_EQ(finding.message.zh, "危险作业（搬运、装卸）没有任何保障，受伤时由用工方承担责任。");
}

TEST(FactChecksTest, DispatchNamesItsPapers) {
    const auto dispatched = [](Relation relation, std::string_view description) {
        return verdict([&](Post& post) {
            post.relation = relation;
            post.settlement = Settlement::month;
            describe(post, description);
        });
    };
    EXPECT_EQ(dispatched(Relation::dispatch, "装袋，两年合同"),
              "relation.dispatch_papers:warn@/description");
    EXPECT_EQ(dispatched(Relation::dispatch, "装袋，派遣许可证号示例2026001，用工单位示例食品厂"),
              "");
    EXPECT_EQ(dispatched(Relation::outsourcing, "装袋，与劳务公司签派遣合同"),
              "relation.disguised_dispatch:warn@/description");
    EXPECT_EQ(dispatched(Relation::outsourcing, "装袋，整条线外包"), "");
    EXPECT_EQ(dispatched(Relation::task_term, "装袋，不是劳务派遣"), "");
}

TEST(FactChecksTest, AFindingStandsWhereItsOfferChangesSomething) {
    EXPECT_EQ(verdict([](Post& p) { p.settlement = Settlement::month; }),
              "settlement.over_fifteen_days:block@/settlement");
    EXPECT_EQ(verdict([](Post& p) {
                  p.relation = Relation::dispatch;
                  describe(p, "装袋，许可证号示例2026001");
              }),
              "relation.dispatch_day_pay:block@/relation");
}

// Tables of amounts.

class TablesTest : public testing::Test {
protected:
    static std::vector<TableWarning> warnings(const char* verified_on, const char* day) {
        const fs::path city = fs::path(testing::TempDir()) / "city";
        fs::create_directories(city / "rules");
        std::ofstream(city / "rules" / "labour_cost.json")
            << R"({"insurances":[{"id":"示例险","name":{"zh":"示例险","en":"Sample cover"},)"
            << R"("relations":["part_time"],"rate_low_ppm":1,"rate_high_ppm":1,)"
            << R"("base_floor_fen":0,"valid_from":"2025-01-01","valid_to":null,)"
            << R"("article":"示例费率","source":"-","verified_on":)" << verified_on
            << R"(}],"taxes":[],"left_out":[]})";
        std::ofstream(city / "rules" / "minimum_wage.json")
            << R"({"lowest_plausible":{"hourly_fen":2000,"monthly_fen":201000},"rows":[)"
            << R"({"counties":["330502"],"valid_from":"2024-01-01","valid_to":null,)"
            << R"("monthly_fen":226000,"hourly_fen":2200,"doc_no":"示例表","verified_on":)"
            << verified_on << "}]}";
        return Rules::load(packs, city).warnings(*time_value(std::string(day) + "T09:00:00+08:00"));
    }
};

TEST_F(TablesTest, WhatNobodyVerifiedIsTold) {
    const std::vector<TableWarning> never = warnings("null", "2026-11-28");
    ASSERT_EQ(never.size(), 2u);
    EXPECT_EQ(never[0].table, "示例表");
    EXPECT_EQ(never[0].message.zh, "最低工资表 示例表尚未核实，据此只作提示，不拦截。");
    EXPECT_EQ(never[1].table, "示例费率");
    EXPECT_EQ(never[1].message.zh, "示例险的费率尚未核实，据此只作估算。");
    EXPECT_EQ(warnings("null", "2024-12-31").size(), 1u);  // The rate isn't in force yet.
    EXPECT_TRUE(warnings("null", "2023-12-31").empty());   // Not in force yet.
}

TEST_F(TablesTest, WhatWasVerifiedTooLongAgoIsTold) {
    EXPECT_TRUE(warnings(R"("2025-01-31")", "2027-01-31").empty());
    const std::vector<TableWarning> stale = warnings(R"("2025-01-31")", "2027-02-01");
    ASSERT_EQ(stale.size(), 2u);
    EXPECT_NE(stale[0].message.zh.find("2025-01-31"), std::string::npos);
    EXPECT_EQ(stale[1].message.en,
              "The rates of “Sample cover” were last verified on 2025-01-31, more than 24 months "
              "ago; what comes of them is an estimate.");
}

}  // namespace
}  // namespace gig::rules
