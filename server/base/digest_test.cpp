#include "base/digest.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace gig {
namespace {

std::vector<std::uint8_t> random_bytes(SeededRng& rng, std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    rng.fill(std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

TEST(DigestTest, DigestsAreThoseOfTheStandards) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sm3("abc")),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string abcd;
    for (int count = 0; count < 16; ++count) {
        abcd += "abcd";
    }
    EXPECT_EQ(to_hex(sm3(abcd)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    const std::vector<std::uint8_t> key(20, 0x0b);
    EXPECT_EQ(to_hex(hmac_sha256(key, "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

/// HMAC by its definition: the outer digest over the inner one.
TEST(DigestTest, HmacSm3IsTheHmacOfSm3) {
    SeededRng rng(1);
    const std::vector<std::uint8_t> key = random_bytes(rng, 32);
    std::string inner(64, '\x36');
    std::string outer(64, '\x5c');
    for (std::size_t index = 0; index < key.size(); ++index) {
        inner[index] = static_cast<char>(inner[index] ^ static_cast<char>(key[index]));
        outer[index] = static_cast<char>(outer[index] ^ static_cast<char>(key[index]));
    }
    const Digest within = sm3(inner + "13812345678");
    EXPECT_EQ(hmac_sm3(key, "13812345678"), sm3(outer + std::string(text_of(within))));
}

TEST(DigestTest, TextsOfBytesRoundTrip) {
    const std::uint64_t seed = 23;
    SeededRng rng(seed);
    for (std::size_t size = 0; size < 200; ++size) {
        const std::vector<std::uint8_t> bytes = random_bytes(rng, size);
        ASSERT_EQ(from_hex(to_hex(bytes)), bytes) << "seed " << seed;
        ASSERT_EQ(from_base64url(to_base64url(bytes)), bytes) << "seed " << seed;
    }
    EXPECT_EQ(to_base64url(bytes_of("\xFB\xFF")), "-_8");
    EXPECT_EQ(to_base64url(bytes_of("foobar")), "Zm9vYmFy");
}

TEST(DigestTest, OnlyTheCanonicalTextIsRead) {
    for (const char* text : {"a", "0g", "AB", " 0"}) {
        EXPECT_FALSE(from_hex(text)) << text;
    }
    for (const char* text : {"A", "-_9", "Zg==", "Z+8", "Zm9v\n"}) {
        EXPECT_FALSE(from_base64url(text)) << text;
    }
}

TEST(DigestTest, EqualTextsAreEqual) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace gig
