// What the reader of free text makes of real posts, against facts that a person read in them.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "base/csv.h"
#include "base/json.h"
#include "base/time.h"
#include "wording/post_text.h"

namespace gig::wording {
namespace {

namespace fs = std::filesystem;

constexpr double precision_min = 0.95;

fs::path posts_file() {
    const char* shared = std::getenv("GIGFAIR_SHARED");
    const fs::path folder = shared != nullptr ? shared : GIG_SOURCE_DIR "/../shared";
    return folder / "data/real-posts/gig-posts-guangdong.jsonl";
}

std::string cell(const json::object& row, const char* key) {
    const json::value* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

/// The row as one message, as somebody would paste it: its cells under the headings of the table.
std::string message_of(const json::object& row) {
    constexpr std::pair<const char*, const char*> headings[] = {{"job_type", "岗位"},
                                                                {"gender", "性别"},
                                                                {"age_requirement", "年龄"},
                                                                {"working_hours", "工作时间"},
                                                                {"salary", "薪资"},
                                                                {"job_content", "工作内容"},
                                                                {"special_requirements", "要求"},
                                                                {"trial_time", "试岗"},
                                                                {"interview_time", "面试时间"},
                                                                {"accommodation_status", "食宿"},
                                                                {"location", "地址"}};
    std::string message;
    for (const auto& [key, heading] : headings) {
        message += std::string(heading) + "：" + cell(row, key) + "\n";
    }
    return message;
}

/// One answer of the reader, in the table's words; empty where it has none.
struct Answer {
    std::string value;
    bool is_sure = false;
};

template <typename T, typename Text>
Answer answer_of(const std::optional<Fact<T>>& fact, const Text& text) {
    if (!fact) return {};
    return {text(fact->value), fact->confidence == Confidence::sure};
}

std::string clock_text(std::chrono::minutes time) {
    const auto two = [](std::int64_t number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(time.count() / 60) + ":" + two(time.count() % 60);
}

std::string number_text(const std::optional<std::int32_t>& number) {
    return number ? std::to_string(*number) : "";
}

using Answers = std::map<std::string, Answer>;

Answers answers_of(const PostFacts& facts) {
    const auto yes_or_no = [](bool value) { return std::string(value ? "yes" : "no"); };
    const auto low = [](const PostedRange& range) { return number_text(range.low); };
    const auto high = [](const PostedRange& range) { return number_text(range.high); };
    std::optional<Fact<PostedHours>> shift;
    if (!facts.hours.empty()) shift = facts.hours.front();
    return {
        {"pay_min_fen",
         answer_of(facts.pay, [](const PostedPay& pay) { return std::to_string(pay.low.fen); })},
        {"pay_max_fen",
         answer_of(facts.pay, [](const PostedPay& pay) { return std::to_string(pay.high.fen); })},
        {"pay_unit",
         answer_of(facts.pay, [](const PostedPay& pay) { return std::string(name_of(pay.unit)); })},
        {"shift_start",
         answer_of(shift, [](const PostedHours& hours) { return clock_text(hours.start); })},
        {"shift_end",
         answer_of(shift, [](const PostedHours& hours) { return clock_text(hours.end); })},
        {"night", answer_of(facts.night, yes_or_no)},
        {"days_off_min", answer_of(facts.days_off, low)},
        {"days_off_max", answer_of(facts.days_off, high)},
        {"age_min", answer_of(facts.age, low)},
        {"age_max", answer_of(facts.age, high)},
        {"sex", answer_of(facts.sex, [](PostedSex sex) { return std::string(name_of(sex)); })},
        {"meal", answer_of(facts.meal, yes_or_no)},
        {"lodging", answer_of(facts.lodging, yes_or_no)},
        {"trial_paid", answer_of(facts.trial_paid, yes_or_no)},
    };
}

/// Whether the answer is one of the label's alternatives (07:00;08:00); none answers an empty one.
bool is_right(const std::string& label, const std::string& answer) {
    std::istringstream alternatives(label);
    for (std::string one; std::getline(alternatives, one, ';');) {
        if (one == answer) return true;
    }
    return false;
}

struct Tally {
    int labelled = 0;
    int found = 0;  // Right, however sure.
    int sure = 0;   // Given as sure.
    int sure_right = 0;

    void count(const std::string& label, const Answer& answer) {
        labelled += !label.empty();
        if (answer.value.empty()) return;
        const bool right = is_right(label, answer.value);
        found += right;
        sure += answer.is_sure;
        sure_right += answer.is_sure && right;
    }
    double precision() const { return sure == 0 ? 1 : static_cast<double>(sure_right) / sure; }
    double recall() const { return labelled == 0 ? 1 : static_cast<double>(found) / labelled; }
};

using Tallies = std::map<std::string, Tally>;

void print(const std::string& over, const Tallies& tallies) {
    for (const auto& [field, tally] : tallies) {
        std::cout << "figure: real posts, " << over << ", " << field << ": precision where sure "
                  << tally.sure_right << "/" << tally.sure << ", recall " << tally.found << "/"
                  << tally.labelled << "\n";
    }
}

std::map<std::int64_t, json::object> rows_by_id() {
    std::ifstream stream(posts_file());
    std::map<std::int64_t, json::object> rows;
    for (std::string line; std::getline(stream, line);) {
        json::object row = parse_json(line)->as_object();
        const std::int64_t id = row.at("id").as_int64();
        rows.emplace(id, std::move(row));
    }
    return rows;
}

TEST(RealFactsTest, WhatIsSureIsRight) {
    const std::map<std::int64_t, json::object> rows = rows_by_id();
    if (rows.empty()) {
        std::cout << "skipped: real posts are absent\n";
        GTEST_SKIP();
    }
    const PostReader reader = PostReader::load(GIG_SOURCE_DIR "/server/wording", {});
    const Time now = *time_value("2026-11-25T09:00:00+08:00");
    const CsvTable labels = CsvTable::read(GIG_SOURCE_DIR "/tests/real_posts/labels.csv");
    ASSERT_FALSE(labels.rows().empty());

    Tallies all;
    Tallies distinct;
    std::set<std::string> seen;
    for (const CsvRow& label : labels.rows()) {
        const std::string message = message_of(rows.at(label.integer("row_id")));
        const Result<PostFacts> facts = reader.read(message, now);
        ASSERT_TRUE(facts) << label.line();
        // The place says nothing of the facts that are measured: a text is one with its twin
        // elsewhere.
        const bool is_new = seen.insert(message.substr(0, message.find("地址"))).second;
        for (const auto& [field, answer] : answers_of(*facts)) {
            // Whether it is at night follows from the hours, so it is known where the text is
            // silent.
            if (field == "night" && label.text(field).empty()) continue;
            all[field].count(label.text(field), answer);
            if (is_new) distinct[field].count(label.text(field), answer);
            const bool is_wrong = answer.is_sure && !answer.value.empty() &&
                                  !is_right(label.text(field), answer.value);
            if (is_wrong) {
                std::cout << "  row " << label.text("row_id") << " " << field << ": read "
                          << answer.value << ", labelled " << label.text(field) << "\n";
            }
        }
    }
    print(std::to_string(labels.rows().size()) + " rows", all);
    print(std::to_string(seen.size()) + " distinct texts", distinct);
    for (const Tallies* tallies : {&all, &distinct}) {
        for (const auto& [field, tally] : *tallies)
            EXPECT_GE(tally.precision(), precision_min) << field;
    }
}

}  // namespace
}  // namespace gig::wording
