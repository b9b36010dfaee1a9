#include <gtest/gtest.h>

#include <iostream>

#include "accounts/accounts_house_test.h"
#include "base/file.h"

namespace gig::accounts {
namespace {

namespace fs = std::filesystem;

/// SECURITY T24: what lies on the disk tells nobody whose phone is whose.
class SecrecyTest : public AccountsHouse {
protected:
    /// How often any of the texts stands in the files of the house, its keys apart.
    std::size_t hits_on_disk(const std::vector<std::string>& secrets) {
        std::size_t hits = 0;
        for (const fs::directory_entry& entry : fs::directory_iterator(database_.folder())) {
            if (!entry.is_regular_file()) continue;
            const std::string bytes = read_file(entry.path());
            bytes_read_ += bytes.size();
            for (const std::string& secret : secrets) {
                if (bytes.find(secret) == std::string::npos) continue;
                ++hits;
                ADD_FAILURE_AT(entry.path().c_str(), 0) << "holds " << secret;
            }
        }
        return hits;
    }

    std::size_t bytes_read_ = 0;
};

TEST_F(SecrecyTest, NoPhoneNameCodeOrTokenLiesOnTheDisk) {
    constexpr int people = 120;
    std::vector<std::string> secrets;
    for (int number = 1; number <= people; ++number) {
        const std::string name = "Person " + std::to_string(number) + " of the demo";
        ASSERT_TRUE(accounts_->create_for_demo(
            {phone(number), *DisplayName::parse(name), {{Role::worker}}}));
        const OpenedSession opened = signed_in(number, Client::browser);
        const Result<ShownPhone> shown =
            reveal_->phone_of(*gate_->identify({opened.token, std::nullopt, std::nullopt, false}),
                              opened.account.id, {});
        ASSERT_EQ(shown->text, digits(number));
        secrets.insert(secrets.end(), {digits(number), name, opened.token, opened.csrf_token});
    }
    const StaffMember member = hired("window.three");
    ASSERT_TRUE(sign_in_staff(member));
    secrets.insert(secrets.end(), {good_password, member.secret, member.created.totp_secret,
                                   "192.0.2.1", "Window 3"});

    const std::size_t hits = hits_on_disk(secrets);
    EXPECT_EQ(hits, 0u);
    EXPECT_EQ(database_.log().text().find("120000"), std::string::npos);
    EXPECT_GT(bytes_read_, 100'000u);
    std::cout << "secrecy: " << secrets.size() << " secrets sought in " << bytes_read_
              << " bytes of database and write-ahead log: " << hits << " hits\n";
}

TEST_F(SecrecyTest, TheSearchWouldFindAPhoneInTheDatabase) {
    execute("INSERT INTO rate_mark (city, id, kind, subject, at) VALUES (1, 1, 'x', $1, 1)",
            {digits(1)});
    bool found = false;
    for (const fs::directory_entry& entry : fs::directory_iterator(database_.folder())) {
        if (!entry.is_regular_file()) continue;
        found |= read_file(entry.path()).find(digits(1)) != std::string::npos;
    }
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace gig::accounts
