// What the rules say of texts that employers and swindlers wrote. Read where they are, never
// copied.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "base/json.h"
#include "base/time.h"
#include "rules/rules.h"

namespace gig::rules {
namespace {

namespace fs = std::filesystem;

fs::path shared_file(const char* name) {
    const char* shared = std::getenv("GIGFAIR_SHARED");
    return (shared != nullptr ? fs::path(shared) : fs::path(GIG_SOURCE_DIR "/../shared")) / name;
}

class RealWordingTest : public testing::Test {
protected:
    std::vector<json::object> rows_of(const char* name) const {
        std::vector<json::object> rows;
        std::ifstream stream(shared_file(name));
        for (std::string line; std::getline(stream, line);)
            rows.push_back(json::parse(line).as_object());
        return rows;
    }

    std::set<std::string> rules_in(std::string_view text) const {
        std::set<std::string> rules;
        for (const Finding& finding : rules_.check_text(text, now_))
            rules.insert(finding.rule);
        return rules;
    }

    static std::string text_in(const json::object& row, const char* key) {
        const json::value* value = row.if_contains(key);
        return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
    }

    static void print(const char* what, std::size_t texts, std::size_t touched,
                      const std::map<std::string, int>& by_rule) {
        std::cout << "figure: " << what << ": " << touched << " of " << texts << " touched";
        for (const auto& [rule, count] : by_rule)
            std::cout << ", " << rule << " " << count;
        std::cout << "\n";
    }

    Rules rules_ = Rules::load(GIG_SOURCE_DIR "/server/rules/packs", GIG_SOURCE_DIR "/city/huzhou");
    Time now_ = *time_value("2026-11-25T09:00:00+08:00");
};

TEST_F(RealWordingTest, UnpaidTrialsOfRealPostsAreAllFound) {
    const std::vector<json::object> posts = rows_of("data/real-posts/gig-posts-guangdong.jsonl");
    if (posts.empty()) {
        std::cout << "skipped: real posts are absent\n";
        GTEST_SKIP();
    }
    std::map<std::string, int> by_rule;
    std::size_t touched = 0;
    int unpaid = 0;
    for (const json::object& post : posts) {
        const std::string trial = text_in(post, "trial_time");
        const bool says_unpaid = trial.find("没有工资") != std::string::npos ||
                                 trial.find("无工资") != std::string::npos;
        unpaid += says_unpaid;
        EXPECT_EQ(rules_in(trial).contains("trial.unpaid"), says_unpaid) << trial;
        const std::set<std::string> found =
            rules_in(text_in(post, "job_content") + "。" + text_in(post, "special_requirements") +
                     "。" + trial);
        touched += !found.empty();
        for (const std::string& rule : found)
            ++by_rule[rule];
    }
    EXPECT_GT(unpaid, 500);
    print("real posts", posts.size(), touched, by_rule);
}

TEST_F(RealWordingTest, WhatIsSaidOfFraudBySms) {
    const std::vector<json::object> texts = rows_of("data/scam-texts/sms.jsonl");
    if (texts.empty()) {
        std::cout << "skipped: scam texts are absent\n";
        GTEST_SKIP();
    }
    std::map<std::string, int> by_rule;
    std::size_t touched = 0;
    for (const json::object& row : texts) {
        const std::set<std::string> found = rules_in(text_in(row, "text"));
        touched += !found.empty();
        for (const std::string& rule : found)
            ++by_rule[rule];
    }
    // Most aren't about work at all; those that lure with paid clicks are.
    EXPECT_GT(by_rule["scam.task"], 40);
    print("spam and fraud by SMS", texts.size(), touched, by_rule);
}

}  // namespace
}  // namespace gig::rules
