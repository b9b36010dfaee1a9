#include "rules/pattern.h"

#include <gtest/gtest.h>

#include <string>

#include "base/rng.h"

namespace gig::rules {
namespace {

/// What the pattern finds in the text: `[begin,end)` of each place.
std::string found_by(const std::string& pattern, std::string_view text) {
    Vocabulary vocabulary;
    vocabulary.name("fee", {"(报名|服装)费", "押金"});
    const Pattern parsed = Pattern::parse(pattern, vocabulary);
    vocabulary.close();
    const wording::FoldedText folded = wording::fold(text);
    const Reading reading = vocabulary.read(folded);
    std::string places;
    for (const Match& match : parsed.find(reading))
        places += "[" + std::to_string(match.begin) + "," + std::to_string(match.end) + ")";
    return places;
}

TEST(PatternTest, WordsChoicesAndNames) {
    EXPECT_EQ(found_by("押金", "要押金，还要押 金"), "[1,3)[6,8)");
    EXPECT_EQ(found_by("(扣|押)身份证", "扣身份证押身份证"), "[0,4)[4,8)");
    EXPECT_EQ(found_by("{fee}", "报名费和押金"), "[0,3)[4,6)");
    EXPECT_EQ(found_by("交({fee}|钱)", "交钱交押金"), "[0,2)[2,5)");
    EXPECT_EQ(found_by("不(要|)钱", "不要钱不钱"), "[0,3)[3,5)");
    EXPECT_EQ(found_by("押金", "保证"), "");
}

TEST(PatternTest, GapsStayInTheirClauseOrSentence) {
    EXPECT_EQ(found_by("交<3>钱", "交一点钱"), "[0,4)");
    EXPECT_EQ(found_by("交<1>钱", "交一点钱"), "");
    EXPECT_EQ(found_by("交<6>钱", "交，给钱"), "");
    EXPECT_EQ(found_by("交[6]钱", "交，给钱"), "[0,4)");
    EXPECT_EQ(found_by("交[6]钱", "交。给钱"), "");
    EXPECT_EQ(found_by("交<6>钱", "交钱钱"), "[0,2)");  // The nearest end.
}

TEST(PatternTest, NumbersAreReadInFiguresAndInWords) {
    EXPECT_EQ(found_by("{n}元", "二百元，30元"), "[0,3)[4,7)");
    EXPECT_EQ(found_by("{10..15}岁", "16岁、十四岁、9岁、15岁"), "[4,7)[11,14)");
    EXPECT_EQ(found_by("{16..40}(-|到){20..59}岁", "18-35岁，二十到四十岁"), "[0,6)[7,13)");
}

TEST(PatternTest, ACircumflexIsABreak) {
    EXPECT_EQ(found_by("^男^", "搬运，男，能熬夜"), "[3,4)");
    EXPECT_EQ(found_by("^男^", "搬运 男 能熬夜"), "[2,3)");
    EXPECT_EQ(found_by("^男^", "搬运（男）"), "[2,3)");
    EXPECT_EQ(found_by("^男^", "招男工"), "");
    EXPECT_EQ(found_by("要<4>^男", "要的是 男"), "[0,4)");
}

TEST(PatternTest, FindsWhatANaiveSearchFinds) {
    // Random words over three letters against the plain way of looking: each begin, shortest end.
    SeededRng rng(20261128);
    const auto letters = [&](std::uint64_t size) {
        std::string text;
        for (; size > 0; --size)
            text += "abc"[rng.below(3)];
        return text;
    };
    for (int round = 0; round < 300; ++round) {
        const std::string first = letters(1 + rng.below(2));
        const std::string second = letters(1 + rng.below(3));
        const std::size_t gap = 1 + rng.below(4);
        const std::string text = letters(rng.below(30));
        std::string expected;
        for (std::size_t begin = 0; begin < text.size(); ++begin) {
            if (text.compare(begin, first.size(), first) != 0) continue;
            const std::size_t at = text.find(second, begin + first.size());
            if (at == std::string::npos || at > begin + first.size() + gap) continue;
            expected +=
                "[" + std::to_string(begin) + "," + std::to_string(at + second.size()) + ")";
        }
        EXPECT_EQ(found_by(first + "<" + std::to_string(gap) + ">" + second, text), expected)
            << first << gap << second << " in " << text;
    }
}

TEST(PatternTest, ABreakAfterAPartThatMayBeMissingStaysWithTheOneBefore) {
    EXPECT_EQ(found_by("报名{20..300}(元|块|)^", "报名50元"), "[0,5)");
    EXPECT_EQ(found_by("报名{20..300}(元|块|)^", "报名50"), "[0,4)");
    EXPECT_EQ(found_by("报名{20..300}(元|块|)^", "报名50人"), "");
}

TEST(PatternTest, AHostileTextIsAnswered) {
    std::string text;
    for (int count = 0; count < 4'000; ++count)
        text += "押";
    EXPECT_FALSE(found_by("押<40>押<40>押<40>押", text).empty());
}

}  // namespace
}  // namespace gig::rules
