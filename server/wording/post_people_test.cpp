#include "wording/post_fixture.h"

namespace gig::wording {
namespace {

class PostPeopleTest : public PostReading {};

TEST_F(PostPeopleTest, PeopleWanted) {
    expect({{"招6人", "6"},         {"6名", "6"},
            {"急招洗碗工3名", "3"}, {"洗碗工3个", "3"},
            {"3个洗碗工", "3"},     {"招洗碗工：3人", "3"},
            {"两名服务员", "2"},    {"招十二人", "12"},
            {"人数：5人", "5"},     {"人数：5", "5?"},
            {"洗碗工3", "3?"},      {"洗碗工×3", "3?"},
            {"招2-3人", "2?"},      {"服务员2名，洗碗工1名", "2?"},
            {"招人", "-"},          {"几名", "-"},
            {"宿舍6人间", "-"},     {"3个月", "-"},
            {"团队30人", "-"},      {"公司规模200人", "-"},
            {"招0人", "-"},         {"招501人", "-"},
            {"3个", "-"},           {"18岁", "-"},
            {"三四个人", "-"},      {"一人200元", "-"},
            {"招一人", "1"},        {"前10名有奖励", "-"},
            {"满5人发车", "-"},     {"200元/人/天", "-"}},
           [&](const char* text) {
               return shown(facts(text).people,
                            [](std::int32_t count) { return std::to_string(count); });
           });
}

TEST_F(PostPeopleTest, Ages) {
    expect({{"18-45岁", "18-45"},
            {"18到45周岁", "18-45"},
            {"年龄：25~35", "25-35"},
            {"年龄要求18-41", "18-41"},
            {"50岁以下", "-50"},
            {"年龄50以内", "-50"},
            {"满18周岁", "18-"},
            {"18岁以上", "18-"},
            {"18岁以上，50岁以下", "18-50"},
            {"不超过55岁", "-55"},
            {"二十到四十岁", "20-40"},
            {"男18-45岁，女18-40岁", "18-45?"},
            {"80后", "37-46?"},
            {"80-90后", "27-46?"},
            {"40岁左右", "-"},
            {"18-45", "-"},
            {"25-35元", "-"},
            {"年龄不限", "-"},
            {"3-5岁", "-"},
            {"90岁以下", "-"},
            {"10分钟后", "-"},
            {"45-18岁", "-"}},
           [&](const char* text) { return shown(facts(text).age, range); });
}

TEST_F(PostPeopleTest, WordingsOfSex) {
    expect({{"男女不限", "any"},
            {"性别：不限", "any"},
            {"性别：女", "female"},
            {"限女", "female"},
            {"只招男", "male"},
            {"招女工", "female"},
            {"女士优先", "female?"},
            {"男生", "male?"},
            {"招女装店员", "-"},
            {"招男女不限", "any"},
            {"女装店", "-"},
            {"妇女儿童用品", "-"},
            {"子女入学", "-"},
            {"限女，男女不限", "female?"}},
           [&](const char* text) {
               return shown(facts(text).sex,
                            [](PostedSex sex) { return std::string(name_of(sex)); });
           });
}

TEST_F(PostPeopleTest, ContactsAreLeftOut) {
    const auto kept = [&](std::string_view text) {
        return without_contacts(text, facts(text).contacts);
    };
    EXPECT_EQ(kept("招人 联系电话：12000000001 日结"), "招人  日结");
    EXPECT_EQ(kept("招人120 0000 0001"), "招人");
    EXPECT_EQ(kept("招人，0572-2000000"), "招人，");
    EXPECT_EQ(kept("招人，400-000-0000"), "招人，");
    EXPECT_EQ(kept("加微信 demo_001，日结"), "，日结");
    EXPECT_EQ(kept("年龄18-45岁，25元/小时"), "年龄18-45岁，25元/小时");
    EXPECT_EQ(kept("招人 1380 0000 000 张"), "招人  张");
    EXPECT_EQ(kept("18-45 2026-12-1"), "18-45 2026-12-1");
    EXPECT_EQ(kept("2026-11-30 16:30-21:30"), "2026-11-30 16:30-21:30");
}

TEST_F(PostPeopleTest, OccupationsByTheNamesHandedIn) {
    expect({{"招洗碗工", "dishwasher"},
            {"打包员3名，负责打包", "packer"},
            {"洗碗工和服务员", "dishwasher?"},
            {"有打包经验优先", "-"},
            {"急招洗碗工，也要会打包", "dishwasher"},
            {"岗位：打包员，帮服务员收台", "packer"},
            {"招人", "-"}},
           [&](const char* text) {
               return shown(facts(text).occupation, [](const std::string& code) { return code; });
           });
}

TEST_F(PostPeopleTest, Addresses) {
    expect({{"地址：月河街道演示路1号", "月河街道演示路1号"},
            {"工作地点：演示路3号2楼，日结", "演示路3号2楼"},
            {"地址:演示路1号 电话:12000000001", "演示路1号"},
            {"地址：演示园区A栋B101", "演示园区A栋B101"},
            {"上班地址演示路8号", "演示路8号?"},
            {"在演示广场附近", "演示广场附近?"},
            {"面试地址：演示路9号", "-"},
            {"地点不限地", "-"},
            {"日结", "-"}},
           [&](const char* text) {
               return shown(facts(text).address,
                            [](const std::string& address) { return address; });
           });
}

}  // namespace
}  // namespace gig::wording
