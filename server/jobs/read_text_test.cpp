#include "jobs/read_text.h"

#include <gtest/gtest.h>

#include "http/contract.h"
#include "http/router.h"
#include "jobs/job_body.h"
#include "jobs/jobs_fixture.h"
#include "jobs/read_text_routes.h"

namespace gig::jobs {
namespace {

using http::Method;

// The clock stands at midnight of Wednesday, 25 November 2026.
constexpr const char* message =
    "【急招】洗碗工3名，明天下午4点半到9点半，25元/小时，日结，包一餐。\n"
    "年龄18-55岁，限女\n地址：吴兴区月河街道演示路1号\n联系电话：12000000001";

class ReadTextTest : public JobsHouse {
protected:
    ReadTextTest() { add_read_text_routes(router_, posts_, rules_); }

    http::Reply send(const std::string& text) {
        const auto match = router_.match(Method::post, "/api/v1/jobs:read-text");
        const http::Call call{.locale = http::Locale::zh_cn,
                              .received_at = clock_.now(),
                              .body = json::object{{"text", text}}};
        http::Reply reply = match.value().route->handler(call);
        const http::Operation* operation = contract_.find(Method::post, "/api/v1/jobs:read-text");
        if (!reply.problem) {
            const auto fault =
                http::reply_fault(*operation, reply.status, reply.content_type, reply.body);
            EXPECT_FALSE(fault) << *fault << "\n" << reply.body;
        }
        return reply;
    }

    json::object read(const std::string& text) { return json::parse(send(text).body).as_object(); }

    json::object post(const std::string& text) { return read(text).at("post").as_object(); }

    /// The facts as "name value confidence words" each.
    std::string facts(const std::string& text) {
        std::string all;
        const json::object answer = read(text);
        for (const json::value& fact : answer.at("facts").as_array()) {
            for (const char* key : {"fact", "value", "confidence", "words"})
                all += std::string(fact.at(key).as_string()) + (key[0] == 'w' ? "\n" : " ");
        }
        return all;
    }

    std::string missing(const std::string& text) {
        return json::serialize(read(text).at("missing"));
    }

    wording::PostReader posts_ = post_reader(GIG_SOURCE_DIR "/server/wording", occupations_);
    http::Router router_;
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
};

TEST_F(ReadTextTest, AMessageBecomesAPost) {
    const json::value expected = json::parse(R"({
        "title": "洗碗工", "occupation": "dishwasher",
        "description": "【急招】洗碗工3名，明天下午4点半到9点半，25元/小时，日结，包一餐。\n年龄18-55岁，限女\n地址：吴兴区月河街道演示路1号",
        "address": "吴兴区月河街道演示路1号",
        "pay": {"amount_fen": 2500, "unit": "hour"}, "settlement": "day",
        "expires_at": "2026-11-26T16:30:00+08:00",
        "shifts": [{"start": "2026-11-26T16:30:00+08:00", "end": "2026-11-26T21:30:00+08:00",
                    "places": 3}],
        "benefits": ["meal"], "requirements": {"min_age": 18, "max_age": 55}})");
    EXPECT_EQ(json::value(post(message)), expected);
    EXPECT_EQ(missing(message), R"(["/place","/relation","/injury_cover"])");
}

TEST_F(ReadTextTest, WithWhatIsMissingItIsAPostThatOpens) {
    json::object body =
        post("急招洗碗工3名，明天16:30-21:30，25元/小时，日结，包一餐，男女不限\n地址：演示路1号");
    body["place"] = {{"lon", 120.104}, {"lat", 30.868}, {"crs", "WGS84"}};
    body["relation"] = "part_time";
    body["injury_cover"] = {{"kind", "commercial"}};
    const Result<JobDraft> draft = draft_of(body);
    ASSERT_TRUE(draft);
    const Result<Published> made = jobs_.publish(employer_member(), *draft, {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->state, JobState::open);
}

TEST_F(ReadTextTest, EachFactHasItsWords) {
    EXPECT_EQ(facts(message),
              "occupation dishwasher sure 洗碗工\n"
              "address 吴兴区月河街道演示路1号 sure 吴兴区月河街道演示路1号\n"
              "pay 2500/hour sure 25元/小时\n"
              "settlement day sure 日结\n"
              "date 2026-11-26 sure 明天\n"
              "hours 16:30-21:30 sure 下午4点半到9点半\n"
              "people 3 sure 3名\n"
              "night no sure 下午4点半到9点半\n"
              "age 18-55 sure 18-55岁\n"
              "sex female sure 限女\n"
              "meal yes sure 包一餐\n");
}

TEST_F(ReadTextTest, WhatTheRulesSayOfTheTextIsTold) {
    const json::object answer = read(message);
    ASSERT_EQ(answer.at("findings").as_array().size(),
              2u);  // Of sex; of the ages, without a reason.
    EXPECT_EQ(answer.at("findings").at(0).at("field"), "/text");
    EXPECT_EQ(answer.at("findings").at(0).at("severity"), "block");
}

TEST_F(ReadTextTest, AWishForWomenOrMenIsNoRequirement) {
    EXPECT_FALSE(post("招女工，18岁以上").at("requirements").as_object().contains("sex"));
    EXPECT_FALSE(post("招女工").contains("requirements"));
}

TEST_F(ReadTextTest, SeveralHoursAreADaysPartsOrAChoice) {
    const auto starts = [&](const std::string& text) {
        std::string all;
        const json::object body = post(text);
        if (!body.contains("shifts")) return all;
        for (const json::value& shift : body.at("shifts").as_array())
            all += std::string(shift.at("start").as_string().subview(5, 11)) + " ";
        return all;
    };
    EXPECT_EQ(starts("明天 10:00-14:00，17:00-21:00"), "11-26T10:00 11-26T17:00 ");
    EXPECT_EQ(starts("明天 7:00-19:00/8:00-20:00"), "11-26T07:00 ");
    EXPECT_EQ(starts("11月26日-11月28日 9:00-18:00"), "11-26T09:00 11-27T09:00 11-28T09:00 ");
    EXPECT_EQ(starts("9:00-18:00"), "");
    EXPECT_EQ(starts("明天"), "");
    clock_.advance(std::chrono::hours(10));
    EXPECT_EQ(starts("今天 9:00-18:00"), "");  // It has begun.
    EXPECT_EQ(facts("10:00-14:00，17:00-21:00").find("hours 10:00-14:00 likely"), 0u);
}

TEST_F(ReadTextTest, WhatIsMissingIsNamed) {
    EXPECT_EQ(missing("招人"),
              R"(["/title","/occupation","/place","/address","/pay","/settlement","/relation",)"
              R"("/shifts","/expires_at","/injury_cover"])");
    EXPECT_EQ(
        missing("招洗碗工，明天9:00-18:00，0.5元/件，日结，兼职，有商业保险，地址：演示路1号"),
        R"(["/place","/pay/pieces_per_hour","/shifts/0/places"])");
    EXPECT_EQ(post("电话12000000001").at("description"), "");
}

TEST_F(ReadTextTest, WhatNobodySeesIsNotKept) {
    EXPECT_EQ(post("\u200b招人\u202e").at("description"), "招人");
}

TEST_F(ReadTextTest, ATextThatIsTooLongIsRefused) {
    std::string longest;
    for (std::size_t at = 0; at < wording::post_text_max; ++at)
        longest += "招";
    EXPECT_EQ(send(longest).status, 200);
    const http::Reply refused = send(longest + "招");
    ASSERT_TRUE(refused.problem);
    EXPECT_EQ(refused.problem->code, "wording.text_too_long");
    EXPECT_EQ(refused.problem->field, "/text");
}

}  // namespace
}  // namespace gig::jobs
