#include "base/phone.h"

#include <gtest/gtest.h>

namespace gig {
namespace {

std::string masked(std::string_view text) {
    const Result<Phone> phone = Phone::parse(text);
    return phone ? phone->masked() : std::string(phone.error().code);
}

TEST(PhoneTest, TheUsualWaysToWriteANumberAreRead) {
    for (const char* text :
         {"13812345678", "+8613812345678", "+86 138 1234 5678", "0086-138-1234-5678",
          "8613812345678", "　138-1234-5678 ", "86 13812345678"}) {
        EXPECT_EQ(masked(text), "138****5678") << text;
    }
    EXPECT_EQ(masked("12000000001"), "120****0001");
    EXPECT_EQ(masked("19912345678"), "199****5678");
}

TEST(PhoneTest, OtherNumbersAreRefused) {
    for (const char* text :
         {"", "1381234567", "138123456789", "12112345678", "11012345678", "02112345678",
          "+13812345678", "+85291234567", "+008613812345678", "008613812345678 1", "1381234567a",
          "１３８１２３４５６７８", "(138)12345678", "13812345678;", "138 1234 567"}) {
        EXPECT_EQ(masked(text), "phone.malformed") << text;
    }
    EXPECT_EQ(masked("1 3 8 1 2 3 4 5 6 7 8" + std::string(60, ' ')), "phone.malformed");
}

TEST(PhoneTest, EqualNumbersAreEqualHoweverWritten) {
    EXPECT_EQ(*Phone::parse("+86 138 1234 5678"), *Phone::parse("13812345678"));
    EXPECT_FALSE(*Phone::parse("13812345678") == *Phone::parse("13812345679"));
}

}  // namespace
}  // namespace gig
