#include "wording/folded_text.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace gig::wording {
namespace {

TEST(FoldedTextTest, OneSpellingForOneWord) {
    for (const char* spelling : {"押金", "押*金", "押 金", "押　金", "押➕金", "押.金", "押-金",
                                 "押\t金", "押\u200b金", "押💰金"}) {
        EXPECT_EQ(fold(spelling).text(), U"押金") << spelling;
    }
    EXPECT_EQ(fold("體檢費").text(), U"体检费");
    EXPECT_EQ(fold("農村來的請勿擾，攜帶數據").text(), U"农村来的请勿扰，携带数据");
    EXPECT_EQ(fold("乾元鎮").text(), U"乾元镇");  // A plain character of its own.
    EXPECT_EQ(fold("ＱＱ　１２３").text(), U"qq123");
    EXPECT_EQ(fold("③楼").text(), U"3楼");
}

TEST(FoldedTextTest, SignsThatAreReadAsAWordAreThatWord) {
    EXPECT_EQ(fold("限♀").text(), U"限女");
    EXPECT_EQ(fold("♂♀不限").text(), U"男女不限");
    EXPECT_EQ(fold("只要♂\uFE0F两名").text(), U"只要男两名");
    EXPECT_EQ(fold("男♂的").text(), U"男的");
    EXPECT_EQ(fold("♀女生").text(), U"女生");
    EXPECT_EQ(fold("男男女女").text(), U"男男女女");
    EXPECT_EQ(spell("限♀").text(), U"限女");
    EXPECT_EQ(fold("🈚\uFE0F押金").text(), U"无押金");
    EXPECT_EQ(fold("押🈶金").text(), U"押金");
    EXPECT_EQ(fold("cán疾").text(), U"can疾");
}

TEST(FoldedTextTest, SentencesStayApart) {
    EXPECT_EQ(fold("不收费！押金另议\n包餐、包住，日结").text(),
              U"不收费。押金另议。包餐、包住，日结");
}

TEST(FoldedTextTest, DigitsKeepTheirMarks) {
    EXPECT_EQ(fold("9:00-21:00").text(), U"9:00-21:00");
    EXPECT_EQ(fold("18～35岁").text(), U"18-35岁");
    EXPECT_EQ(fold("2.5天 - 3天").text(), U"2.5天3天");
}

TEST(FoldedTextTest, ItIsKnownWhereSomethingWasDropped) {
    const FoldedText folded = fold("押 金，男（女）");
    ASSERT_EQ(folded.text(), U"押金，男女");
    EXPECT_FALSE(folded.is_parted(0));
    EXPECT_TRUE(folded.is_parted(1));
    EXPECT_FALSE(folded.is_parted(2));  // The comma stayed.
    EXPECT_FALSE(folded.is_parted(3));
    EXPECT_TRUE(folded.is_parted(4));
    EXPECT_FALSE(folded.is_parted(5));
}

TEST(FoldedTextTest, EveryCharacterKnowsItsPlace) {
    const FoldedText folded = fold("要交 押＊*金。");
    ASSERT_EQ(folded.text(), U"要交押金。");
    EXPECT_EQ(folded.source(2, 4), (Span{3, 7}));
    EXPECT_EQ(folded.source(0, 1), (Span{0, 1}));
}

TEST(FoldedTextTest, AnyBytesAreTaken) {
    SeededRng rng(20261125);
    for (int round = 0; round < 2'000; ++round) {
        std::string bytes(rng.below(64), '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(rng.below(256));
        const FoldedText folded = fold(bytes);
        if (folded.text().empty()) continue;
        const Span all = folded.source(0, folded.text().size());
        EXPECT_LT(all.start, all.end);
        EXPECT_LE(all.end, bytes.size());
    }
}

}  // namespace
}  // namespace gig::wording
