#include "base/id.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace gig {
namespace {

TEST(IdTest, TextAndValueRoundTrip) {
    const std::uint64_t seed = 11;
    SeededRng rng(seed);
    std::set<std::string> seen;
    for (int round = 0; round < 10'000; ++round) {
        const JobId id = JobId::random(rng);
        ASSERT_GE(id.value(), 0);
        ASSERT_EQ(id.text().size(), 13U);
        ASSERT_EQ(JobId::parse(id.text()), id) << "seed " << seed;
        seen.insert(id.text());
    }
    EXPECT_EQ(seen.size(), 10'000U);
}

TEST(IdTest, TheEndsOfTheRangeHaveTexts) {
    EXPECT_EQ(id_text(0), "0000000000000");
    const std::int64_t last = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(id_text(last), "7zzzzzzzzzzzz");
    EXPECT_EQ(id_value("7zzzzzzzzzzzz"), last);
    EXPECT_EQ(id_value("8000000000000"), std::nullopt);
    EXPECT_EQ(id_value("zzzzzzzzzzzzz"), std::nullopt);
}

TEST(IdTest, OnlyTheCanonicalTextIsAnId) {
    for (const char* text :
         {"", "000000000000", "00000000000000", "000000000000O", "000000000000i", "000000000000l",
          "000000000000u", "00000000000 0", "000000000000A", "-000000000001", "０００００"}) {
        EXPECT_EQ(id_value(text), std::nullopt) << text;
    }
}

TEST(RngTest, BelowIsUniformEnoughAndStaysBelow) {
    SeededRng rng(3);
    std::array<int, 6> counts{};
    for (int round = 0; round < 60'000; ++round) {
        ++counts.at(rng.below(6));
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, 10'000, 500);
    }
}

TEST(RngTest, TheSeedRepeatsAndTheSystemDoesNot) {
    SeededRng first(5);
    SeededRng second(5);
    EXPECT_EQ(first.next(), second.next());
    SystemRng system;
    EXPECT_NE(system.next(), system.next());
}

}  // namespace
}  // namespace gig
