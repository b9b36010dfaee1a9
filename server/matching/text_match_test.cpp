#include "matching/text_match.h"

#include <gtest/gtest.h>

namespace gig::matching {
namespace {

TEST(TextMatchTest, FoldsCaseAndFullWidthForms) {
    EXPECT_EQ(folded("ABCxyz019"), "abcxyz019");
    EXPECT_EQ(folded("ＡＢＣｘｙｚ０１９！～　"), "abcxyz019!~ ");
    EXPECT_EQ(folded("洗碗工，日结"), "洗碗工,日结");
    EXPECT_EQ(folded("｟"), "｟");                      // U+FF5F, just beyond the forms.
    EXPECT_EQ(folded("\xEF\xBC\x80"), "\xEF\xBC\x80");  // U+FF00, just before them.
    EXPECT_EQ(folded(""), "");
}

TEST(TextMatchTest, WordsAreFoldedSortedAndDistinct) {
    EXPECT_EQ(words_of("  Day　洗碗 day\n"), (std::vector<std::string>{"day", "洗碗"}));
    EXPECT_TRUE(words_of(" 　\t").empty());
}

TEST(TextMatchTest, AllWordsMustOccur) {
    const std::string text = folded("晚餐洗碗工\nDishwasher");
    EXPECT_TRUE(has_all(text, words_of("洗碗 DISH")));
    EXPECT_FALSE(has_all(text, words_of("洗碗 cook")));
    EXPECT_FALSE(has_all(text, words_of("工 dishwasher x")));
    EXPECT_TRUE(has_all(text, {}));
    EXPECT_FALSE(has_all(text, {"工dish"}));
}

}  // namespace
}  // namespace gig::matching
