#include "base/json.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/rng.h"
#include "base/text.h"

namespace gig {
namespace {

/// "ok", or the code of the refusal.
std::string verdict(std::string_view text) {
    const Result<json::value> parsed = parse_json(text);
    return std::string(parsed ? "ok" : parsed.error().code);
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(JsonTest, ValuesAreRead) {
    const Result<json::value> parsed =
        parse_json(R"( {"a": [1, -2, 1.5, true, null, "零工\n\u96f6"], "b": {"a": {}}} )");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(json::serialize(*parsed),
              "{\"a\":[1,-2,1.5E0,true,null,\"零工\\n零\"],\"b\":{\"a\":{}}}");
}

TEST(JsonTest, DuplicateKeysAreRefusedPerObject) {
    EXPECT_EQ(verdict(R"({"a":1,"a":1})"), "json.duplicate_key");
    EXPECT_EQ(verdict(R"({"a":1,"\u0061":1})"), "json.duplicate_key");
    EXPECT_EQ(verdict(R"([{"b":{"a":1,"c":{"a":1},"a":2}}])"), "json.duplicate_key");
    EXPECT_EQ(verdict(R"({"":1,"":1})"), "json.duplicate_key");
    EXPECT_EQ(verdict(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"), "ok");
}

TEST(JsonTest, TheOffsetTellsWhereReadingStopped) {
    const Result<json::value> parsed = parse_json(R"({"a":1,"a":2})");
    ASSERT_FALSE(parsed);
    ASSERT_EQ(parsed.error().values.size(), 1U);
    EXPECT_EQ(parsed.error().values[0].first, "offset");
    const int offset = std::stoi(parsed.error().values[0].second);
    EXPECT_GE(offset, 7);
    EXPECT_LE(offset, 10);
    EXPECT_EQ(parsed.error().kind, ErrorKind::malformed);
}

TEST(JsonTest, NumbersKeepTheirValueOrAreRefused) {
    EXPECT_EQ(parse_json("9223372036854775807")->as_int64(),
              std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(parse_json("-9223372036854775808")->as_int64(),
              std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(parse_json("18446744073709551615")->as_uint64(),
              std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(verdict("18446744073709551616"), "json.number_out_of_range");
    EXPECT_EQ(verdict("-9223372036854775809"), "json.number_out_of_range");
    EXPECT_EQ(verdict("[1e400]"), "json.number_out_of_range");
    EXPECT_EQ(verdict("-1e400"), "json.number_out_of_range");
    EXPECT_EQ(verdict("1e99999999999999999999"), "json.number_out_of_range");
    EXPECT_EQ(verdict("1e-400"), "ok");
    EXPECT_EQ(parse_json("1.7976931348623157e308")->as_double(),
              std::numeric_limits<double>::max());
    EXPECT_EQ(parse_json("30.868000000000002")->as_double(), 30.868000000000002);
    for (const char* word : {"Infinity", "NaN", "-Infinity", "+1", "01", "1.", ".5", "0x10"}) {
        EXPECT_EQ(verdict(word), "json.malformed") << word;
    }
}

TEST(JsonTest, DoublesRoundTripExactly) {
    const std::uint64_t seed = 20231125;
    SeededRng rng(seed);
    for (int round = 0; round < 5'000; ++round) {
        const double value = static_cast<double>(rng.below(1U << 30)) / 1e7 - 40;
        std::array<char, 40> text{};
        std::snprintf(text.data(), text.size(), "%.17e", value);
        const Result<json::value> parsed = parse_json(text.data());
        ASSERT_TRUE(parsed) << text.data();
        ASSERT_EQ(parsed->as_double(), value) << text.data() << ", seed " << seed;
    }
}

TEST(JsonTest, BytesThatAreNotUnicodeAreRefused) {
    EXPECT_EQ(verdict("\"\xFF\""), "json.bad_utf8");
    EXPECT_EQ(verdict("\"\xC0\xAF\""), "json.bad_utf8");
    EXPECT_EQ(verdict("\"\xED\xA0\x80\""), "json.bad_utf8");
    EXPECT_EQ(verdict("{\"\xE9\x9B\":1}"), "json.bad_utf8");
    EXPECT_EQ(verdict(R"("\ud800\u0041")"), "json.bad_utf8");
    EXPECT_EQ(verdict(R"("\ud800")"), "json.malformed");  // Its second half is missing.
    EXPECT_EQ(verdict(R"("\udc00\ud800")"), "json.bad_utf8");
    EXPECT_EQ(verdict(R"("\ud83d\ude00")"), "ok");
}

TEST(JsonTest, NestingEndsAtTheLimit) {
    EXPECT_EQ(verdict(nested(json_depth_max)), "ok");
    EXPECT_EQ(verdict(nested(json_depth_max + 1)), "json.too_deep");
    EXPECT_EQ(verdict(nested(100'000)), "json.too_deep");
}

TEST(JsonTest, OnlyOneWholeValueIsAccepted) {
    for (const char* text : {"", " ", "{", "[1,]", "{}{}", "{} x", "nul", "'a'", "{a:1}",
                             "[1] // c", "\"a", "\"\t\"", "\xEF\xBB\xBF{}"}) {
        EXPECT_EQ(verdict(text), "json.malformed") << text;
    }
    EXPECT_EQ(verdict(std::string_view("{}\0", 3)), "json.malformed");
}

/// Whatever bytes come: read or refused, never a crash, and what is read is written and read again.
TEST(JsonTest, RandomBytesAreReadOrRefused) {
    const std::uint64_t seed = 7;
    SeededRng rng(seed);
    const std::string_view pieces = "{}[]\",:0123456789eE.-+ \\u00adtruefalsn\n\xE9\x9B\xB6";
    int accepted = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (std::uint64_t left = rng.below(12); left > 0; --left) {
            text += pieces[rng.below(pieces.size())];
        }
        const Result<json::value> parsed = parse_json(text);
        if (!parsed) continue;
        ++accepted;
        const Result<json::value> again = parse_json(json::serialize(*parsed));
        ASSERT_TRUE(again && *again == *parsed) << text << ", seed " << seed;
    }
    EXPECT_GT(accepted, 100);
}

}  // namespace
}  // namespace gig
