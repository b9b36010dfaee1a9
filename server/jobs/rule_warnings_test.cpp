#include <gtest/gtest.h>

#include "http/contract.h"
#include "http/router.h"
#include "jobs/jobs_fixture.h"
#include "jobs/rule_warnings_routes.h"

namespace gig::jobs {
namespace {

using http::Method;

constexpr const char* path = "/api/v1/rules/warnings";

class RuleWarningsTest : public JobsHouse {
protected:
    RuleWarningsTest() { add_rule_warnings_routes(router_, rules_); }

    const http::Route& route() const { return *router_.match(Method::get, path).value().route; }

    json::array warnings(http::Locale locale) {
        const http::Call call{.locale = locale, .received_at = clock_.now()};
        const http::Reply reply = route().handler(call);
        const auto fault = http::reply_fault(*contract_.find(Method::get, path), reply.status,
                                             reply.content_type, reply.body);
        EXPECT_FALSE(fault) << *fault << "\n" << reply.body;
        return json::parse(reply.body).at("items").as_array();
    }

    static std::vector<std::string> texts(const json::array& items, const char* key) {
        std::vector<std::string> texts;
        for (const json::value& item : items)
            texts.emplace_back(item.at(key).as_string());
        return texts;
    }

    http::Router router_;
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
};

TEST_F(RuleWarningsTest, WagesRatesAndTermsThatNobodyVerifiedAreNamed) {
    const json::array told = warnings(http::Locale::zh_cn);
    ASSERT_EQ(texts(told, "table"),
              (std::vector<std::string>{"浙政发〔2024〕3号",
                                        "人社部发〔2015〕71号（一类至八类行业基准费率）",
                                        "国办发〔2019〕13号", "人社部发〔2023〕19号",
                                        "个人所得税法 第六条；国家税务总局公告2018年第61号",
                                        "个人所得税法 第六条；国家税务总局公告2018年第61号",
                                        "人社厅发〔2025〕60号（三）", "招工抽查和举报处理的期限"}));
    EXPECT_EQ(texts(told, "message")[1], "工伤保险的费率尚未核实，据此只作估算。");
    EXPECT_EQ(texts(told, "message")[6], "用工方复核的期限尚未核实，仍照此执行。");
}

TEST_F(RuleWarningsTest, TheyAreToldInTheLanguageOfTheCaller) {
    const std::vector<std::string> messages = texts(warnings(http::Locale::en), "message");
    ASSERT_EQ(messages.size(), 8U);
    EXPECT_EQ(
        messages[0],
        "The minimum wages of 浙政发〔2024〕3号 were never verified; they warn and don't block.");
    EXPECT_EQ(messages[5],
              "The rates of “Income tax on services, withheld” were never verified; what comes of "
              "them is an estimate.");
    EXPECT_EQ(messages[7],
              "The terms of looking at posts and reports were never verified; they apply all the "
              "same.");
}

TEST_F(RuleWarningsTest, OnlyWhoReviewsPostsIsTold) {
    const auto admitted = [&](const Actor& actor) {
        return code_of(policy_.admit(actor, route().action));
    };
    EXPECT_EQ(admitted(staff_of(known_market)), "");
    EXPECT_EQ(admitted(worker()), "role.not_allowed");
    EXPECT_EQ(admitted(visitor()), "session.required");
}

}  // namespace
}  // namespace gig::jobs
