#include "base/text.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace gig {
namespace {

/// The textbook encoding, as a second opinion. Surrogates too, so that it can be wrong on purpose.
std::string encoded(std::uint32_t point) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), tail(0)};
    if (point < 0x10000) return {static_cast<char>(0xE0 | point >> 12), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0)};
}

TEST(TextTest, EveryCodePointButSurrogatesIsUtf8) {
    for (std::uint32_t point = 0; point <= 0x110000; ++point) {
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        ASSERT_EQ(is_utf8(encoded(point)), !surrogate && point <= 0x10FFFF) << point;
    }
}

TEST(TextTest, RandomTextIsUtf8UntilAByteIsBroken) {
    const std::uint64_t seed = 99;
    SeededRng rng(seed);
    for (int round = 0; round < 2'000; ++round) {
        std::string text;
        const std::uint64_t length = 1 + rng.below(20);
        for (std::uint64_t count = 0; count < length; ++count) {
            const auto point = static_cast<std::uint32_t>(rng.below(0x10FFFF));
            text += encoded(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
        }
        ASSERT_TRUE(is_utf8(text)) << "seed " << seed << ", round " << round;
        ASSERT_EQ(code_points(text), length);
        text[rng.below(text.size())] = static_cast<char>(0xF8 + rng.below(8));
        ASSERT_FALSE(is_utf8(text)) << "seed " << seed << ", round " << round;
    }
}

TEST(TextTest, OverlongAndCutFormsAreNotUtf8) {
    for (const char* text : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\x80",
                             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE9\x9B", "\xC2"}) {
        EXPECT_FALSE(is_utf8(text));
    }
}

TEST(TextTest, WhiteSpaceIsTrimmedAtBothEnds) {
    EXPECT_EQ(trimmed(" \t　零工 市场　\r\n"), "零工 市场");
    EXPECT_EQ(trimmed("　 　"), "");
}

TEST(TextTest, WhatMisleadsTheEyeIsFound) {
    EXPECT_FALSE(has_hidden_characters("两行\n一个\t表，表情👩‍🌾"));
    for (const char* text : {"a\x01", "a\x7F", "\u202Egnp.exe", "a\u200Bb", "\u2066", "\uFEFF"}) {
        EXPECT_TRUE(has_hidden_characters(text));
    }
}

}  // namespace
}  // namespace gig
