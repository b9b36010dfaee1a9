#include "base/vault.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/cipher.h"
#include "base/file.h"

namespace gig {
namespace {

namespace fs = std::filesystem;

constexpr SealPlace place{"account", "phone", 42, 42};

/// Each test twice, once per profile, in an empty folder.
class VaultTest : public testing::TestWithParam<CryptoProfile> {
protected:
    VaultTest() { fs::remove_all(root_); }
    ~VaultTest() override { fs::remove_all(root_); }

    std::unique_ptr<Vault> create() { return Vault::create(folder(), GetParam(), rng_); }
    fs::path folder() const { return root_ / "data" / "keys"; }

    std::string refusal_to_open() {
        try {
            Vault::open_or_create(folder(), GetParam(), rng_);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "opened";
    }

    SystemRng rng_;

private:
    fs::path root_ =
        fs::path(testing::TempDir()) / ("gigfair_vault_test_" + std::to_string(SystemRng().next()));
};

INSTANTIATE_TEST_SUITE_P(BothProfiles, VaultTest,
                         testing::Values(CryptoProfile::intl, CryptoProfile::sm));

TEST_P(VaultTest, WhatIsSealedOpensAlsoAfterARestart) {
    const std::vector<std::uint8_t> envelope = create()->seal("13812345678", place);
    const auto vault = Vault::open(folder(), rng_);
    EXPECT_EQ(vault->profile(), GetParam());
    EXPECT_EQ(vault->unseal(envelope, place), "13812345678");
    for (const std::string& plain :
         {std::string(), std::string(1, '\0'), std::string(70'000, 'x')}) {
        EXPECT_EQ(vault->unseal(vault->seal(plain, place), place), plain);
    }
}

TEST_P(VaultTest, ASealedValueShowsNothingAndNeverRepeats) {
    const auto vault = create();
    const auto first = vault->seal("13812345678", place);
    const auto second = vault->seal("13812345678", place);
    EXPECT_NE(first, second);
    EXPECT_EQ(std::string(first.begin(), first.end()).find("1381"), std::string::npos);
}

TEST_P(VaultTest, EveryChangedBitIsRefused) {
    const auto vault = create();
    const std::vector<std::uint8_t> envelope = vault->seal("13812345678", place);
    for (std::size_t bit = 0; bit < envelope.size() * 8; ++bit) {
        std::vector<std::uint8_t> changed = envelope;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1 << bit % 8);
        ASSERT_THROW(vault->unseal(changed, place), std::runtime_error) << "bit " << bit;
    }
    for (std::size_t size = 0; size < envelope.size(); ++size) {
        const std::vector<std::uint8_t> cut(envelope.begin(),
                                            envelope.begin() + static_cast<std::ptrdiff_t>(size));
        ASSERT_THROW(vault->unseal(cut, place), std::runtime_error) << "cut to " << size;
    }
}

TEST_P(VaultTest, AValueMovedToAnotherPlaceIsRefused) {
    const auto vault = create();
    int refused = 0;
    for (std::int64_t row = 0; row < 1'000; ++row) {
        const auto envelope = vault->seal("x", {"account", "phone", row, row});
        try {
            static_cast<void>(vault->unseal(envelope, {"account", "phone", row + 1, row}));
        } catch (const std::runtime_error&) {
            ++refused;
        }
    }
    EXPECT_EQ(refused, 1'000);
    const auto envelope = vault->seal("x", place);
    EXPECT_THROW(vault->unseal(envelope, {"accounts", "phone", 42, 42}), std::runtime_error);
    EXPECT_THROW(vault->unseal(envelope, {"account", "name", 42, 42}), std::runtime_error);
    EXPECT_THROW(vault->unseal(envelope, {"account", "phone", 42, 43}), std::runtime_error);
}

TEST_P(VaultTest, OtherKeysOpenNothingAndIndexOtherwise) {
    const auto vault = create();
    const auto envelope = vault->seal("x", place);
    const std::string index = vault->index("phone/1", "13812345678");
    fs::remove_all(folder());
    const auto other = create();
    EXPECT_THROW(other->unseal(envelope, place), std::runtime_error);
    EXPECT_NE(other->index("phone/1", "13812345678"), index);
}

TEST_P(VaultTest, TheIndexFindsEqualValuesOfOnePurpose) {
    const std::string index = create()->index("phone/1", "13812345678");
    const auto vault = Vault::open(folder(), rng_);
    EXPECT_EQ(index.size(), 32U);
    EXPECT_EQ(vault->index("phone/1", "13812345678"), index);
    EXPECT_NE(vault->index("phone/1", "13812345679"), index);
    EXPECT_NE(vault->index("phone/2", "13812345678"), index);
}

TEST_P(VaultTest, NewKeysAreNeverMadeOverOldOnes) {
    create();
    EXPECT_THROW(create(), std::runtime_error);
    const std::string before = read_file(folder() / "seal.key");
    Vault::open_or_create(folder(), GetParam(), rng_);
    EXPECT_EQ(read_file(folder() / "seal.key"), before);
}

TEST_P(VaultTest, KeysAreTheirOwnersAlone) {
    create();
    for (const char* name : {"seal.key", "index.key"}) {
        EXPECT_EQ(fs::status(folder() / name).permissions(),
                  fs::perms::owner_read | fs::perms::owner_write);
    }
    EXPECT_EQ(fs::status(folder()).permissions(), fs::perms::owner_all);
    fs::permissions(folder() / "index.key", fs::perms::others_read, fs::perm_options::add);
    EXPECT_NE(refusal_to_open().find("index.key may be read by others"), std::string::npos);
}

TEST_P(VaultTest, APartOfASetIsRefused) {
    create();
    fs::remove(folder() / "seal.key");
    EXPECT_NE(refusal_to_open().find("seal.key is missing"), std::string::npos);
    EXPECT_THROW(Vault::open(folder() / "nowhere", rng_), std::runtime_error);
}

TEST_P(VaultTest, DamagedKeysAreRefused) {
    create();
    const fs::path file = folder() / "seal.key";
    const std::string whole = read_file(file);
    std::vector<std::string> damaged = {"", "\n", whole + "x", whole.substr(0, whole.size() - 1)};
    for (std::size_t position = 0; position < whole.size(); ++position) {
        damaged.push_back(whole);
        damaged.back()[position] = whole[position] == '0' ? '1' : '0';
    }
    for (const std::string& text : damaged) {
        std::ofstream(file, std::ios::trunc) << text;
        ASSERT_NE(refusal_to_open().find("seal.key is damaged"), std::string::npos) << text;
    }
    std::ofstream(file, std::ios::trunc) << read_file(folder() / "index.key");
    EXPECT_NE(refusal_to_open().find("seal.key is damaged"), std::string::npos);
}

TEST_P(VaultTest, HalfOfAnAbandonedAttemptIsNoSet) {
    fs::create_directories(folder().string() + ".new");
    std::ofstream(folder().string() + ".new/seal.key") << "half";
    fs::create_directories(folder());
    EXPECT_FALSE(Vault::exists(folder()));
    EXPECT_EQ(create()->unseal(Vault::open(folder(), rng_)->seal("x", place), place), "x");
    EXPECT_FALSE(fs::exists(folder().string() + ".new"));
}

TEST(VaultProfilesTest, KeysOfTwoProfilesDontMix) {
    SystemRng rng;
    const fs::path root =
        fs::path(testing::TempDir()) / ("gigfair_vault_mix_" + std::to_string(rng.next()));
    Vault::create(root / "a", CryptoProfile::intl, rng);
    Vault::create(root / "b", CryptoProfile::sm, rng);
    fs::remove(root / "a" / "index.key");
    fs::copy(root / "b" / "index.key", root / "a" / "index.key");
    EXPECT_THROW(Vault::open(root / "a", rng), std::runtime_error);
    fs::remove_all(root);
}

TEST(CipherTest, TheStandardsExamplesComeOutRight) {
    EXPECT_NO_THROW(check_known_answers());
}

}  // namespace
}  // namespace gig
