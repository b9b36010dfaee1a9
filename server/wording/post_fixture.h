#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time.h"
#include "wording/post_text.h"

namespace gig::wording {

/// For tests: a reader with a few names of work, on the morning of Wednesday, 25 November 2026.
/// Facts are written as a test reads best; a likely one ends in "?", an absent one is "-".
class PostReading : public testing::Test {
protected:
    PostFacts facts(std::string_view text) const {
        const Result<PostFacts> read = reader_.read(text, now_);
        EXPECT_TRUE(read) << text;
        return read ? *read : PostFacts{};
    }

    template <typename T, typename Text>
    static std::string shown(const std::optional<Fact<T>>& fact, const Text& text) {
        if (!fact) return "-";
        return text(fact->value) + (fact->confidence == Confidence::sure ? "" : "?");
    }

    static std::string clock(std::chrono::minutes time) {
        const auto two = [](std::int64_t number) {
            return std::string(number < 10 ? "0" : "") + std::to_string(number);
        };
        return two(time.count() / 60) + ":" + two(time.count() % 60);
    }

    static std::string range(const PostedRange& range) {
        const std::string low = range.low ? std::to_string(*range.low) : "";
        const std::string high = range.high ? std::to_string(*range.high) : "";
        return low == high ? low : low + "-" + high;
    }

    /// In fen: 2500/hour, 600000-800000/month.
    std::string pay(std::string_view text) const {
        return shown(facts(text).pay, [](const PostedPay& pay) {
            const std::string high =
                pay.low.fen == pay.high.fen ? "" : "-" + std::to_string(pay.high.fen);
            return std::to_string(pay.low.fen) + high + "/" + std::string(gig::name_of(pay.unit));
        });
    }

    std::string hours(std::string_view text) const {
        std::string all;
        for (const Fact<PostedHours>& fact : facts(text).hours) {
            if (!all.empty()) all += " ";
            all += clock(fact.value.start) + "-" + clock(fact.value.end) +
                   (fact.confidence == Confidence::sure ? "" : "?");
        }
        return all.empty() ? "-" : all;
    }

    std::string dates(std::string_view text) const {
        std::string all;
        for (const Fact<PostedDates>& fact : facts(text).dates) {
            if (!all.empty()) all += " ";
            all += date_text(fact.value.from).substr(5);
            if (fact.value.from != fact.value.to) all += ".." + date_text(fact.value.to).substr(5);
            if (fact.confidence != Confidence::sure) all += "?";
        }
        return all.empty() ? "-" : all;
    }

    static std::string yes_or_no(const std::optional<Fact<bool>>& fact) {
        return shown(fact, [](bool value) { return std::string(value ? "yes" : "no"); });
    }

    struct Case {
        const char* text;
        const char* expected;
    };

    template <typename Read>
    static void expect(const std::vector<Case>& cases, const Read& read) {
        for (const Case& each : cases)
            EXPECT_EQ(read(each.text), each.expected) << each.text;
    }

    Time now_ = *time_value("2026-11-25T09:00:00+08:00");
    PostReader reader_ =
        PostReader::load(GIG_SOURCE_DIR "/server/wording", {{"洗碗工", "dishwasher"},
                                                            {"洗碗", "dishwasher"},
                                                            {"服务员", "server"},
                                                            {"打包员", "packer"},
                                                            {"打包", "packer"}});
};

}  // namespace gig::wording
