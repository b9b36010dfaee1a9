#include "base/rng.h"
#include "wording/post_fixture.h"

namespace gig::wording {
namespace {

class PostTermsTest : public PostReading {};

TEST_F(PostTermsTest, Settlement) {
    expect({{"日结", "day"},
            {"工资日结", "day"},
            {"当天结算", "day"},
            {"周结", "week"},
            {"半月结", "fortnight"},
            {"月结，次月15号发", "month"},
            {"做完结", "completion"},
            {"日结或周结", "day?"},
            {"不日结", "-"},
            {"非日结，月结", "month"},
            {"结果通知", "-"},
            {"一天", "-"}},
           [&](const char* text) {
               return shown(facts(text).settlement, [](Settlement settlement) {
                   return std::string(gig::name_of(settlement));
               });
           });
}

TEST_F(PostTermsTest, DaysOffInAMonth) {
    expect({{"月休4-6天", "4-6"},
            {"月休4天", "4"},
            {"每月休息2天", "2"},
            {"月休4-8排班制", "4-8"},
            {"单休", "4?"},
            {"双休", "8?"},
            {"做六休一", "4?"},
            {"做5休2/做六休一", "4-8?"},
            {"单休，月休4天", "4"},
            {"休息一小时", "-"},
            {"月休", "-"},
            {"月休30天", "-"}},
           [&](const char* text) { return shown(facts(text).days_off, range); });
}

TEST_F(PostTermsTest, MealsAndLodging) {
    const auto both = [&](const char* text) {
        const PostFacts read = facts(text);
        return yes_or_no(read.meal) + " " + yes_or_no(read.lodging);
    };
    expect({{"包吃住", "yes yes"},
            {"包吃包住", "yes yes"},
            {"不包吃住", "no no"},
            {"不包吃, 不包住", "no no"},
            {"包吃不包住", "yes no"},
            {"包住不包吃", "no yes"},
            {"管一顿饭", "yes -"},
            {"包午餐", "yes -"},
            {"不管饭", "no -"},
            {"食宿自理", "no no"},
            {"有宿舍", "- yes"},
            {"住宿自理", "- no"},
            {"包吃住，不包吃住", "yes? yes?"},
            {"包装工", "- -"},
            {"餐厅", "- -"},
            {"包 吃 住", "yes yes"}},
           both);
    expect({{"有班车", "yes"}, {"报销路费", "yes"}, {"路费自理", "no"}, {"骑电动车", "-"}},
           [&](const char* text) { return yes_or_no(facts(text).transport); });
}

TEST_F(PostTermsTest, WhetherATrialIsPaid) {
    expect({{"试岗2小时，没有工资", "no"},
            {"试工半天不算工资", "no"},
            {"无薪试岗", "no"},
            {"试岗有工资", "yes"},
            {"试工期间正常计薪", "yes"},
            {"带薪试岗3天", "yes"},
            {"试工满3天才有工资", "yes?"},
            {"试岗1-3天", "-"},
            {"没有工资拖欠", "-"},
            {"试用期1个月，有工资", "-"},
            {"试岗1天。工资日结，没有工资拖欠", "-"}},
           [&](const char* text) { return yes_or_no(facts(text).trial_paid); });
}

TEST_F(PostTermsTest, RelationAndCover) {
    EXPECT_EQ(facts("招兼职").relation->value, Relation::part_time);
    EXPECT_EQ(facts("全职").relation->value, Relation::full_time);
    EXPECT_EQ(facts("全职兼职都可").relation->confidence, Confidence::likely);
    EXPECT_EQ(facts("有商业保险").injury_cover->value, InjuryCoverKind::commercial);
    EXPECT_EQ(facts("有保险").injury_cover->confidence, Confidence::likely);
    EXPECT_FALSE(facts("不缴社保").injury_cover);
}

TEST_F(PostTermsTest, AWholeMessage) {
    const PostFacts read = facts(
        "【急招】洗碗工3名，明天下午4点半到9点半，25元/小时，日结，包一餐。\n"
        "年龄18-55岁，男女不限\n地址：吴兴区月河街道演示路1号\n联系电话：12000000001");
    EXPECT_EQ(read.pay->value.low, Money{2'500});
    EXPECT_EQ(read.people->value, 3);
    EXPECT_EQ(read.hours.size(), 1u);
    EXPECT_EQ(read.dates.size(), 1u);
    EXPECT_EQ(read.address->value, "吴兴区月河街道演示路1号");
    EXPECT_EQ(read.contacts.size(), 1u);
    for (const Confidence confidence :
         {read.pay->confidence, read.people->confidence, read.hours[0].confidence,
          read.dates[0].confidence, read.settlement->confidence, read.meal->confidence,
          read.age->confidence, read.sex->confidence, read.address->confidence,
          read.occupation->confidence}) {
        EXPECT_EQ(confidence, Confidence::sure);
    }
}

TEST_F(PostTermsTest, TextsHaveALimit) {
    std::string longest;
    for (std::size_t at = 0; at < post_text_max; ++at)
        longest += "招";
    EXPECT_TRUE(reader_.read(longest, now_));
    const Result<PostFacts> refused = reader_.read(longest + "招", now_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "wording.text_too_long");
}

TEST_F(PostTermsTest, AnyBytesAreTaken) {
    const std::string_view pieces[] = {
        "25", "元", "/",    "小时", "-",   "到", "早",   "晚",   "7",  "点", "半", "月",
        "日", "休", "人",   "招",   "岁",  "：", "综合", "=",    "+",  "(",  ")",  "\n",
        "周", "六", "地址", "电话", "138", "0",  "\xFF", "年龄", "万", "k",  "。", "，"};
    SeededRng rng(20261128);
    for (int round = 0; round < 1'000; ++round) {
        std::string text;
        for (std::uint64_t count = rng.below(30); count > 0; --count)
            text += pieces[rng.below(std::size(pieces))];
        const Result<PostFacts> read = reader_.read(text, now_);
        ASSERT_TRUE(read);
        if (read->pay) {
            EXPECT_GT(read->pay->value.low.fen, 0);
            EXPECT_LE(read->pay->value.low.fen, read->pay->value.high.fen);
            EXPECT_LT(read->pay->words.start, read->pay->words.end);
        }
        for (const Fact<PostedHours>& shift : read->hours) {
            EXPECT_LT(shift.value.start, std::chrono::hours(24));
            EXPECT_LT(shift.value.end, std::chrono::hours(24));
        }
    }
}

}  // namespace
}  // namespace gig::wording
