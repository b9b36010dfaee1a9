#include "rules/number_words.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace gig::rules {
namespace {

TEST(NumberWordsTest, FiguresAndWordsAreOneNumber) {
    const std::pair<const char32_t*, std::int64_t> numbers[] = {
        {U"200", 200},    {U"2.5万", 25'000},  {U"3k", 3'000},         {U"二百", 200},
        {U"一百二", 120}, {U"一万五", 15'000}, {U"两千零五十", 2'050}, {U"一百零二", 102},
        {U"三佰", 300},   {U"伍仟", 5'000},    {U"十四", 14},          {U"三十五", 35},
        {U"三五百", 300}, {U"十四五", 14},     {U"千", 1'000},         {U"十万", 100'000},
        {U"0", 0},        {U"四五", 4},        {U"二零二六", 2'026}};
    for (const auto& [text, value] : numbers) {
        const std::vector<NumberAt> found = numbers_in(text);
        ASSERT_EQ(found.size(), 1u) << value;
        EXPECT_EQ(found[0].value, value);
        EXPECT_EQ(found[0].begin, 0u);
        EXPECT_EQ(found[0].end, std::u32string_view(text).size()) << value;
    }
}

TEST(NumberWordsTest, EachStandsAtItsPlace) {
    const std::vector<NumberAt> found = numbers_in(U"押三百，18-35岁");
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].begin, 1u);
    EXPECT_EQ(found[0].end, 3u);
    EXPECT_EQ(found[1].value, 18);
    EXPECT_EQ(found[2].value, 35);
    EXPECT_TRUE(numbers_in(U"没有数字").empty());
}

TEST(NumberWordsTest, WhatIsTooLargeCountsAsTheLargest) {
    const std::u32string many(400, U'9');
    ASSERT_EQ(numbers_in(many).size(), 1u);
    EXPECT_EQ(numbers_in(many)[0].value, number_max);
    EXPECT_EQ(numbers_in(std::u32string(400, U'万')).back().value, number_max);
    SeededRng rng(20261128);
    constexpr std::u32string_view letters = U"零一两三九十百千万0129.kw天";
    for (int round = 0; round < 2'000; ++round) {
        std::u32string text;
        for (std::uint64_t size = rng.below(60); size > 0; --size)
            text.push_back(letters[rng.below(letters.size())]);
        for (const NumberAt& number : numbers_in(text)) {
            EXPECT_GE(number.value, 0);
            EXPECT_LE(number.value, number_max);
            EXPECT_LT(number.begin, number.end);
        }
    }
}

}  // namespace
}  // namespace gig::rules
