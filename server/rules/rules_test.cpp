#include "rules/rules.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <set>

#include "base/file.h"
#include "base/rng.h"
#include "base/time.h"

namespace gig::rules {
namespace {

namespace fs = std::filesystem;

const fs::path packs = GIG_SOURCE_DIR "/server/rules/packs";
const fs::path city = GIG_SOURCE_DIR "/city/huzhou";

const Rules& market() {
    static const Rules rules = Rules::load(packs, city);
    return rules;
}

Time today() {
    return *time_value("2026-11-25T09:00:00+08:00");
}

std::set<std::string> found_in(std::string_view text) {
    std::set<std::string> ids;
    for (const Finding& finding : market().check_text(text, today()))
        ids.insert(finding.rule);
    return ids;
}

struct Bad {
    const char* rule;
    const char* text;
};

constexpr Bad bad_texts[] = {
    {"fee.deposit", "织里童装厂招剪线头，押金200元，做满一个月退"},
    {"fee.deposit", "民宿保洁，先交押*金100"},
    {"fee.deposit", "交丫金三百，马上安排上班"},
    {"fee.deposit", "岗位稳定金500，离职退还"},
    {"fee.deposit", "第一个月工资压半个月"},
    {"fee.charge", "报名费50元，当天安排"},
    {"fee.charge", "需自费体检178元，服装费120"},
    {"fee.charge", "上岗前交 資料費 200"},
    {"fee.charge", "体检费先自己付，满一个月报销"},
    {"fee.charge", "先交200元锁定岗位"},
    {"papers.held", "入职统一收身份证办社保"},
    {"papers.held", "身份证押公司，离职归还给你"},
    {"trial.unpaid", "试工三天无工资，合适留用"},
    {"trial.unpaid", "试岗2小时不计薪"},
    {"trial.unpaid", "干不满七天不结工资"},
    {"discrimination.sex", "招洗碗工两名，限女性"},
    {"discrimination.sex", "快递分拣，男性优先"},
    {"discrimination.sex", "只招宝妈，时间自由"},
    {"discrimination.ethnicity", "要求汉族，包吃住"},
    {"discrimination.ethnicity", "少数民族勿扰"},
    {"discrimination.region", "外地人勿扰，本地户口优先"},
    {"discrimination.region", "不要河南人"},
    {"discrimination.health_carrier", "需体检，无乙肝"},
    {"discrimination.disability", "残疾人勿扰"},
    {"discrimination.marriage", "已婚已育优先"},
    {"discrimination.marriage", "不招孕妇"},
    {"age.under_16", "暑假工，15岁以上都可以来"},
    {"age.cap", "服务员，35岁以下"},
    {"training.loan", "先培训后上岗，学费分期付款"},
    {"bait.pay", "轻松日入上千，不用经验"},
    {"bait.pay", "动动手指就有收入"},
    {"bait.guarantee", "大厂内部名额，保录"},
    {"scam.task", "招刷單员，一单一结"},
    {"scam.task", "先垫付本金，任务完成后返佣"},
    {"scam.task", "点赞关注一单3元，日结"},
    {"scam.contact", "详情加薇信私聊"},
    {"scam.purchase", "跑货拉拉，购车后才能上岗"},
    {"scam.abroad", "缅甸客服高薪，包机票"},
    {"scam.pyramid", "发展下线有提成"},
    {"illegal.work", "高价收银行卡"},
    {"illegal.work", "夜场公关佳丽"},
    {"repost.no_source", "帮朋友发：饭店缺两个人"},
};

TEST(RulesTest, WhatIsUnlawfulIsFound) {
    for (const Bad& bad : bad_texts)
        EXPECT_TRUE(found_in(bad.text).contains(bad.rule)) << bad.rule << ": " << bad.text;
}

constexpr const char* clean_texts[] = {
    "东湖家园食堂招洗碗工2名，11:00-14:00，24元/小时，日结，包一餐",
    "不收押金，不收任何费用，工服免费发放",
    "无押金、服装费、体检费，来就能干",
    "体检费由公司承担，健康证自备",
    "凡收取押金的都是骗子，请拨打监督电话",
    "男女不限，18周岁以上，身体健康",
    "女装店导购，负责理货收银",
    "身份证带来登记，当场归还",
    "带身份证复印件报到",
    "试工半天，工资照付",
    "试工有工资，按小时算",
    "培训免费带薪，师傅手把手教",
    "押运员两名，持证上岗，8小时一班",
    "会员店理货员，早班6:00-12:00",
    "残疾人也欢迎，岗位有无障碍设施",
    "户籍不限，外地人本地人都可以",
    "不查乙肝，只需健康证",
    "采茶工20名，安吉溪龙乡，包吃住，按斤计价",
    "叉车司机，持N1证，月薪6500，缴五险",
    "粉刷匠，刷墙刷漆，350元一天",
    "班长在微信群通知排班",
    "清真厨房帮工，不限民族",
    "房东押金与本岗位无关，公司提供宿舍",
    "每天结算，当天工资当天发",
    "婚育不限，宝妈可以选晚班",
    "拒绝刷单，正规仓库分拣",
    "节假日三倍工资，餐补15元",
    "外卖骑手，车辆公司提供，不用买车",
    "年龄18周岁以上不限上限，能搬20斤",
    "民宿管家，周末班，10:00-19:00，200元一天",
};

TEST(RulesTest, WhatIsLawfulIsLeftAlone) {
    for (const char* text : clean_texts) {
        const std::set<std::string> found = found_in(text);
        EXPECT_TRUE(found.empty()) << *found.begin() << ": " << text;
    }
}

// A denial excuses what it denies, and nothing else of the text.

constexpr Bad half_denied[] = {
    {"fee.charge", "押金？没有！介绍费每人50，上车交"},
    {"fee.charge", "押金？没有。先交200元服装费"},
    {"fee.deposit", "先交200元押金，工服费？没有"},
    {"fee.deposit", "服装费？没有的。体检免费，押金200"},
    {"fee.deposit", "要交押金200。没有经验也可以"},
    {"fee.charge", "不收押金，报名费50元"},
    {"fee.charge", "不收押金但报名费要交50元"},
    {"fee.charge", "不收押金只收报名费50元"},
    {"fee.charge", "不收押金　报名费50元"},
    {"fee.charge", "无押金、报名费50元"},
    {"fee.charge", "包吃住、报名费50元"},
    {"fee.deposit", "公司提供宿舍押金200"},
    {"fee.deposit", "介绍费一样都没有，押金200"},
    {"fee.deposit", "介绍费一样都没有，要交押金"},
    {"fee.deposit", "我们不收任何费用。押金300，干满退"},
    {"fee.charge", "押金、服装费？统统没有。报到时交建档费30"},
    {"discrimination.sex", "男女不限，但只要女工"},
};

constexpr const char* wholly_denied[] = {
    "押金？没有",
    "押金？？一分不要！",
    "不收押金。！？",
    "要交押金吗？不用交",
    "押金？没有的，服装费？也没有",
    "押金、服装费、介绍费？统统不收",
    "押金，服装费，介绍费？都没有",
    "押金、服装费、体检费，一样都不收",
    "不收押金，不收服装费，不收体检费",
    "没有押金没有服装费没有中介费",
    "不收押金，但身份证要带来登记",
    "🈚押金🈚中介🈚套路",
    "体检费80元由公司承担",
    "无需交报名费50元之类的钱",
};

TEST(RulesTest, ADenialExcusesOnlyWhatItDenies) {
    for (const Bad& bad : half_denied)
        EXPECT_TRUE(found_in(bad.text).contains(bad.rule)) << bad.rule << ": " << bad.text;
    for (const char* text : wholly_denied) {
        const std::set<std::string> found = found_in(text);
        EXPECT_TRUE(found.empty()) << *found.begin() << ": " << text;
    }
}

TEST(RulesTest, SignsAreReadAsTheirWord) {
    EXPECT_TRUE(found_in("打包工，限♀").contains("discrimination.sex"));
    EXPECT_TRUE(found_in("只收♂，夜班").contains("discrimination.sex"));
    EXPECT_TRUE(found_in("♂♀不限，日结").empty());
}

TEST(RulesTest, EveryRuleOfWordingHasATextThatItFinds) {
    std::set<std::string> tried;
    for (const Bad& bad : bad_texts)
        tried.insert(bad.rule);
    for (const std::string& id : market().ids()) {
        const bool is_of_facts = id.starts_with("pay.") || id.starts_with("settlement.") ||
                                 id.starts_with("relation.") || id.starts_with("hours.") ||
                                 id.starts_with("injury.") || id.starts_with("content.") ||
                                 id.starts_with("age.minor_") || id == "age.below_work_age" ||
                                 id == "age.cap_field" || id == "certificate.missing" ||
                                 id.ends_with(".said_otherwise");
        EXPECT_TRUE(is_of_facts || tried.contains(id)) << id;
    }
}

TEST(RulesTest, AFindingPointsToItsWords) {
    const std::vector<Finding> found = market().check_text("包吃住，要交押＊金200", today());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].field, "/text");
    EXPECT_EQ(found[0].span, (wording::Span{6, 12}));
    EXPECT_FALSE(found[0].message.en.empty());
    EXPECT_FALSE(found[0].article.empty());
    EXPECT_FALSE(found[0].fix.zh.empty());
}

// Facts.

/// Four hours of part-time work in Wuxing that break no rule.
Post lawful() {
    const Time start = *time_value("2026-11-26T11:00:00+08:00");
    return {.relation = Relation::part_time,
            .settlement = Settlement::day,
            .hourly_fen = 2'400,
            .shifts = {{start, start + std::chrono::hours(3)}},
            .injury_cover = InjuryCoverKind::work_injury,
            .county = "330502"};
}

std::vector<Finding> findings_of(const std::function<void(Post&)>& change) {
    Post post = lawful();
    change(post);
    return market().check(post, today());
}

std::string verdict(const std::function<void(Post&)>& change) {
    std::string all;
    for (const Finding& finding : findings_of(change)) {
        all +=
            (all.empty() ? "" : " ") + finding.rule + ":" + std::string(name_of(finding.severity));
    }
    return all;
}

void pay_an_hour(Post& post, std::int64_t fen) {
    post.hourly_fen = fen;
}

TEST(RulesTest, PayOfAnHourIsHeldAgainstTheCounty) {
    EXPECT_EQ(verdict([](Post&) {}), "");
    EXPECT_EQ(verdict([](Post& p) { pay_an_hour(p, 2'200); }), "");
    // The table isn't verified, so it warns; below every tier of the province it blocks.
    EXPECT_EQ(verdict([](Post& p) { pay_an_hour(p, 2'199); }), "pay.below_minimum_hourly:warn");
    EXPECT_EQ(verdict([](Post& p) { pay_an_hour(p, 1'999); }), "pay.below_plausible:block");
    EXPECT_EQ(verdict([](Post& p) {
                  pay_an_hour(p, 2'100);
                  p.county = "";
              }),
              "");
    EXPECT_EQ(verdict([](Post& p) {
                  pay_an_hour(p, 1'500);
                  p.relation = Relation::household;
              }),
              "");
    const std::vector<Finding> low = findings_of([](Post& p) { pay_an_hour(p, 2'150); });
    ASSERT_EQ(low.size(), 1u);
    EXPECT_NE(low[0].message.zh.find("21.50"), std::string::npos) << low[0].message.zh;
    EXPECT_NE(low[0].message.zh.find("低于工作地最低小时工资 22 元"), std::string::npos);
}

TEST(RulesTest, PayOfAMonthIsHeldAgainstTheMonthlyMinimum) {
    const auto task_term = [](std::int64_t fen) {
        return verdict([fen](Post& post) {
            post.relation = Relation::task_term;
            pay_an_hour(post, fen);
        });
    };
    // 2260 / 21.75 / 8 = 12.98 yuan; the lowest tier, 2010, is 11.55.
    EXPECT_EQ(task_term(1'298), "");
    EXPECT_EQ(task_term(1'297), "pay.below_minimum_monthly:warn");
    EXPECT_EQ(task_term(1'154), "pay.below_plausible:block");
}

TEST(RulesTest, TheRelationDecidesWhatBinds) {
    EXPECT_EQ(verdict([](Post& p) { p.settlement = Settlement::month; }),
              "settlement.over_fifteen_days:block");
    EXPECT_EQ(verdict([](Post& p) {
                  p.settlement = Settlement::month;
                  p.relation = Relation::task_term;
              }),
              "");
    const std::vector<Finding> dispatch =
        findings_of([](Post& p) { p.relation = Relation::dispatch; });
    ASSERT_EQ(dispatch.size(), 1u);
    EXPECT_EQ(dispatch[0].rule, "relation.dispatch_day_pay");
    ASSERT_TRUE(dispatch[0].offer);
    EXPECT_EQ(dispatch[0].offer->value, "task_term");
}

TEST(RulesTest, PartTimeWorkHasItsHours) {
    const auto shifts = [](int count, int hours, bool series) {
        return verdict([=](Post& post) {
            const Time start = post.shifts[0].start;
            post.shifts.clear();
            for (int day = 0; day < count; ++day) {
                const Time begin = start + std::chrono::hours(24 * day);
                post.shifts.push_back({begin, begin + std::chrono::hours(hours)});
            }
            post.series = series;
        });
    };
    EXPECT_EQ(shifts(6, 4, true), "");
    EXPECT_EQ(shifts(7, 4, true), "relation.part_time_hours:block");
    EXPECT_EQ(shifts(7, 4, false), "");
    EXPECT_EQ(shifts(1, 8, false), "relation.part_time_hours:block");
    EXPECT_EQ(shifts(1, 13, false), "relation.part_time_hours:block hours.shift_long:warn");
}

TEST(RulesTest, AgesAndCover) {
    EXPECT_EQ(verdict([](Post& p) { p.age_min = 15; }), "age.below_work_age:block");
    EXPECT_EQ(verdict([](Post& p) { p.age_min = 16; }), "");
    EXPECT_EQ(verdict([](Post& p) { p.age_max = 45; }), "age.cap_field:warn");
    EXPECT_EQ(verdict([](Post& p) {
                  p.age_max = 45;
                  p.has_age_reason = true;
              }),
              "");
    EXPECT_EQ(verdict([](Post& p) { p.injury_cover = InjuryCoverKind::none; }), "injury.none:warn");
}

TEST(RulesTest, ARuleBindsFromItsFirstDayToItsLast) {
    const auto found_on = [](const char* day) {
        std::set<std::string> ids;
        for (const Finding& finding : market().check_text("包机票保录", *time_value(day)))
            ids.insert(finding.rule);
        return ids;
    };
    EXPECT_FALSE(found_on("2026-01-12T23:59:59+08:00").contains("bait.guarantee"));
    EXPECT_TRUE(found_on("2026-01-13T00:00:00+08:00").contains("bait.guarantee"));
}

TEST(RulesTest, BlocksComeFirstThenTheFieldsOfTheBody) {
    Post post = lawful();
    post.texts = {{"/title", "35岁以下洗碗工"}, {"/description", "限女性，押金200"}};
    post.injury_cover = InjuryCoverKind::none;
    std::vector<std::string> order;
    for (const Finding& finding : market().check(post, today()))
        order.push_back(finding.field + " " + finding.rule);
    EXPECT_EQ(order, (std::vector<std::string>{"/description discrimination.sex",
                                               "/description fee.deposit", "/title age.cap",
                                               "/injury_cover/kind injury.none"}));
}

TEST(RulesTest, LicencesToAskFor) {
    EXPECT_EQ(market().licences_for("饭店招洗碗工").size(), 1u);
    EXPECT_EQ(market().licences_for("某劳务公司派遣到电子厂").size(), 3u);
}

TEST(RulesTest, AnyBytesAreAnswered) {
    SeededRng rng(20261125);
    for (int round = 0; round < 300; ++round) {
        std::string bytes(rng.below(400), '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(rng.below(256));
        for (const Finding& finding : market().check_text(bytes, today())) {
            EXPECT_LE(finding.span->end, bytes.size());
        }
    }
    const std::string long_text(60'000, 'a');
    EXPECT_TRUE(market().check_text(long_text, today()).empty());
    std::string many;
    for (int count = 0; count < 1'000; ++count)
        many += "押金。";
    EXPECT_EQ(market().check_text(many, today()).size(), findings_max);
}

// Packs that can't be used.

class PackTest : public testing::Test {
protected:
    std::string fault_of(const std::string& pack) {
        const fs::path folder = fs::path(testing::TempDir()) / "packs";
        fs::remove_all(folder);
        fs::create_directories(folder);
        std::ofstream(folder / "odd.json") << pack;
        try {
            (void)Rules::load(folder, city);
        } catch (const std::runtime_error& fault) {
            return fault.what();
        }
        return "";
    }

    static std::string pack_with(const std::string& member, const std::string& value) {
        std::map<std::string, std::string> members{{"id", R"("fee.odd")"},
                                                   {"severity", R"("block")"},
                                                   {"basis", R"("law")"},
                                                   {"article", R"("第一条")"},
                                                   {"source", R"("x")"},
                                                   {"valid_from", R"("2020-01-01")"},
                                                   {"valid_to", "null"},
                                                   {"message", R"({"zh":"一","en":"a"})"},
                                                   {"fix", R"({"zh":"一","en":"a"})"},
                                                   {"wording", R"([{"find":["押金"]}])"}};
        members[member] = value;
        std::string rule;
        for (const auto& [name, text] : members)
            rule.append(rule.empty() ? "\"" : ",\"").append(name).append("\":").append(text);
        return "{\"rules\":[{" + rule + "}]}";
    }
};

TEST_F(PackTest, EachFaultIsNamedWithItsRule) {
    EXPECT_EQ(fault_of(pack_with("id", R"("fee.odd")")), "");
    const std::pair<const char*, const char*> faults[] = {
        {"severity", R"("hard")"},
        {"basis", R"("custom")"},
        {"article", R"("")"},
        {"source", R"("")"},
        {"valid_from", R"("2020-13-01")"},
        {"message", R"({"zh":"一"})"},
        {"message", R"({"zh":"一","en":""})"},
        {"wording", R"([{"find":[]}])"},
        {"wording", R"([{"find":["(押金"]}])"},
        {"wording", R"([{"find":["押<0>金"]}])"},
        {"wording", R"([{"find":["押<41>金"]}])"},
        {"wording", R"([{"find":["押[x]金"]}])"},
        {"wording", R"([{"find":["押<3>"]}])"},
        {"wording", R"([{"find":["押金|费"]}])"},
        {"wording", R"x([{"find":["(押|)"]}])x"},
        {"wording", R"([{"find":["{fee}"]}])"},
        {"wording", R"([{"find":["{16..x}岁"]}])"},
        {"wording", R"([{"find":["押金"],"unless":["nobody"]}])"},
        {"wording", R"([{"find":["押金"],"unless":[{"where":"near","find":["不"]}]}])"},
        {"wording", R"([{"find":["押金"],"unless":[{"where":"clause","find":[]}]}])"},
        {"wording",
         R"([{"find":["押金"],"unless":[{"where":"before","within":41,"find":["不"]}]}])"},
        {"relations", R"(["slavery"])"}};
    for (const auto& [member, value] : faults) {
        const std::string fault = fault_of(pack_with(member, value));
        EXPECT_NE(fault.find("fee.odd"), std::string::npos) << member << value << ": " << fault;
        EXPECT_NE(fault.find("odd.json"), std::string::npos) << fault;
    }
    EXPECT_NE(fault_of("{"), "");
    EXPECT_NE(fault_of(R"({"rules":[{}]})"), "");
    const std::string once = pack_with("id", R"("fee.odd")");
    const std::string rule = once.substr(10, once.size() - 12);
    EXPECT_NE(fault_of("{\"rules\":[" + rule + "," + rule + "]}").find("twice"), std::string::npos);
}

}  // namespace
}  // namespace gig::rules
