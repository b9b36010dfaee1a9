#include "base/log.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/time.h"

namespace gig {
namespace {

json::object only_line(const std::string& text) {
    EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
    const Result<json::value> line = parse_json(text);
    EXPECT_TRUE(line) << text;
    return line ? line->as_object() : json::object();
}

TEST(LogTest, ALineIsOneJsonObjectWhateverItsValues) {
    MemoryLog log;
    log.write(LogLevel::warning, "test.event",
              {{"count", std::int64_t{-3}}, {"text", std::string_view("a\"b\\\n{}%s\x01零")}});
    const json::object line = only_line(log.text());
    EXPECT_EQ(line.at("level"), "warning");
    EXPECT_EQ(line.at("event"), "test.event");
    EXPECT_EQ(line.at("count"), -3);
    EXPECT_EQ(line.at("text"), "a\"b\\\n{}%s\x01零");
}

TEST(LogTest, BytesThatAreNotUtf8AreShownAsQuestionMarks) {
    MemoryLog log;
    log.write(LogLevel::info, "test", {{"text", std::string_view("a\xFF\xE9")}});
    EXPECT_EQ(only_line(log.text()).at("text"), "a??");
}

TEST(LogTest, LongValuesAreCutBetweenCharacters) {
    for (std::size_t shift = 0; shift < 3; ++shift) {
        std::string text(shift, 'a');
        while (text.size() <= log_value_bytes_max) {
            text += "零";
        }
        MemoryLog log;
        log.write(LogLevel::info, "test", {{"text", std::string_view(text)}});
        const json::object line = only_line(log.text());
        const json::string& kept = line.at("text").as_string();
        EXPECT_GT(kept.size(), log_value_bytes_max - 3);
        EXPECT_LE(kept.size(), log_value_bytes_max);
        EXPECT_TRUE(text.starts_with(std::string_view(kept)));
    }
}

TEST(LogTest, StandardErrorGetsTheLineWithItsTime) {
    testing::internal::CaptureStderr();
    StandardLog().write(LogLevel::error, "test.{}", {{"why", std::string_view("{0} 零")}});
    const json::object line = only_line(testing::internal::GetCapturedStderr());
    EXPECT_TRUE(time_value(std::string_view(line.at("time").as_string())));
    EXPECT_EQ(line.at("level"), "error");
    EXPECT_EQ(line.at("event"), "test.{}");
    EXPECT_EQ(line.at("why"), "{0} 零");
}

}  // namespace
}  // namespace gig
