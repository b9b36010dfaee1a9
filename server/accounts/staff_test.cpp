#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "accounts/accounts_house_test.h"
#include "accounts/staff_service.h"
#include "accounts/totp.h"

namespace gig::accounts {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

class StaffTest : public AccountsHouse {
protected:
    std::string refusal_of(const StaffService::Application& application) {
        return code_of(staff_->create(application));
    }
};

TEST_F(StaffTest, StaffSignInWithPasswordAndOneTimePassword) {
    const StaffMember member = hired("window.three");
    const Result<OpenedSession> opened = sign_in_staff(member);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->account.display_name, "Window 3");
    EXPECT_EQ(opened->account.phone_masked, std::nullopt);
    EXPECT_EQ(opened->account.grants, (std::vector<Grant>{{Role::market_staff, 77}}));
    EXPECT_EQ(count_events<events::StaffCreated>(), 1u);
    EXPECT_EQ(count_events<events::SessionOpened>(), 1u);
}

TEST_F(StaffTest, LoginsAreTheSameInCapitals) {
    StaffMember member = hired("window.three");
    member.login = " Window.THREE ";
    EXPECT_TRUE(sign_in_staff(member));
}

TEST_F(StaffTest, NoRefusalTellsWhichPartWasWrong) {
    const StaffMember member = hired("window.three");
    const StaffMember nobody{member.created, "nobody", member.secret};
    StaffMember other_secret = member;
    other_secret.secret = std::string(totp_secret_bytes, 'x');
    EXPECT_EQ(code_of(sign_in_staff(nobody)), "sign_in.staff_refused");
    EXPECT_EQ(code_of(sign_in_staff(member, "wrong password")), "sign_in.staff_refused");
    EXPECT_EQ(code_of(sign_in_staff(other_secret)), "sign_in.staff_refused");
    EXPECT_EQ(code_of(sign_in_staff(member, "")), "sign_in.staff_refused");
    EXPECT_EQ(count_events<events::SignInRefused>(), 4u);
}

TEST_F(StaffTest, AOneTimePasswordIsGoodOnce) {
    const StaffMember member = hired("window.three");
    EXPECT_TRUE(sign_in_staff(member));
    EXPECT_EQ(code_of(sign_in_staff(member)), "sign_in.staff_refused");
    clock_.advance(totp_step);
    EXPECT_TRUE(sign_in_staff(member));
}

TEST_F(StaffTest, AnEarlierStepIsNoGoodAfterALaterOne) {
    const StaffMember member = hired("window.three");
    const auto with_step = [&](std::int64_t step) {
        return staff_->sign_in({member.login, good_password, totp_code(member.secret, step),
                                Client::app, "192.0.2.1"});
    };
    EXPECT_EQ(code_of(with_step(step_now() + 2)), "sign_in.staff_refused");
    EXPECT_EQ(code_of(with_step(step_now() - 2)), "sign_in.staff_refused");
    EXPECT_TRUE(with_step(step_now() + 1));
    EXPECT_EQ(code_of(with_step(step_now())), "sign_in.staff_refused");
}

TEST_F(StaffTest, FiveFailuresLockForFifteenMinutes) {
    const StaffMember member = hired("window.three");
    for (int failure = 0; failure < 4; ++failure)
        (void)sign_in_staff(member, "wrong");
    EXPECT_TRUE(sign_in_staff(member));
    clock_.advance(totp_step);

    for (int failure = 0; failure < 5; ++failure) {
        EXPECT_EQ(code_of(sign_in_staff(member, "wrong")), "sign_in.staff_refused");
    }
    const Result<OpenedSession> locked = sign_in_staff(member);
    EXPECT_EQ(code_of(locked), "sign_in.locked");
    EXPECT_EQ(locked.error().kind, ErrorKind::too_many);
    EXPECT_EQ(locked.error().retry_after_seconds, 15 * 60);
    clock_.advance(lock_time - milliseconds(1));
    EXPECT_EQ(code_of(sign_in_staff(member)), "sign_in.locked");
    clock_.advance(milliseconds(1));
    EXPECT_TRUE(sign_in_staff(member));
}

TEST_F(StaffTest, AnUnknownLoginLocksAlike) {
    const StaffMember nobody{{AccountId(1), "", ""}, "nobody", "secret"};
    for (int failure = 0; failure < 5; ++failure) {
        EXPECT_EQ(code_of(sign_in_staff(nobody)), "sign_in.staff_refused");
    }
    EXPECT_EQ(code_of(sign_in_staff(nobody)), "sign_in.locked");
}

TEST_F(StaffTest, NobodyElseIsLockedOutByIt) {
    const StaffMember member = hired("window.three");
    for (int failure = 0; failure < 5; ++failure) {
        (void)sign_in_staff(member, "wrong", "198.51.100.9");
    }
    EXPECT_EQ(code_of(sign_in_staff(member, good_password, "198.51.100.9")), "sign_in.locked");
    EXPECT_TRUE(sign_in_staff(member, good_password, "192.0.2.1"));
}

TEST_F(StaffTest, OneSourceTriesAtMostTwentyLogins) {
    const StaffMember member = hired("window.three");
    for (int failure = 0; failure < 20; ++failure) {
        const StaffMember nobody{member.created, "nobody-" + std::to_string(failure),
                                 member.secret};
        EXPECT_EQ(code_of(sign_in_staff(nobody)), "sign_in.staff_refused");
    }
    EXPECT_EQ(code_of(sign_in_staff(member)), "sign_in.locked");
    EXPECT_TRUE(sign_in_staff(member, good_password, "192.0.2.2"));
}

TEST_F(StaffTest, OneLoginIsTriedFromAtMostFiftySources) {
    const StaffMember member = hired("window.three");
    for (int failure = 0; failure < 50; ++failure) {
        const std::string source = "198.51.100." + std::to_string(failure);
        EXPECT_EQ(code_of(sign_in_staff(member, "wrong", source)), "sign_in.staff_refused");
    }
    EXPECT_EQ(code_of(sign_in_staff(member)), "sign_in.locked");
}

TEST_F(StaffTest, FailuresFarApartDoNotAddUp) {
    const StaffMember member = hired("window.three");
    for (int failure = 0; failure < 7; ++failure) {
        EXPECT_EQ(code_of(sign_in_staff(member, "wrong")), "sign_in.staff_refused");
        clock_.advance(lock_memory);
    }
}

TEST_F(StaffTest, GuessesSentAtOnceGetNoMoreTries) {
    const StaffMember member = hired("window.three");
    std::atomic<int> refused = 0;
    std::vector<std::thread> guessers;
    guessers.reserve(12);
    for (int guesser = 0; guesser < 12; ++guesser) {
        guessers.emplace_back(
            [&] { refused += code_of(sign_in_staff(member, "wrong")) == "sign_in.staff_refused"; });
    }
    for (std::thread& guesser : guessers)
        guesser.join();
    EXPECT_EQ(refused.load(), 5);
}

TEST_F(StaffTest, TooManyAtOnceAreAskedToWait) {
    const StaffMember member = hired("window.three");
    std::atomic<int> busy = 0;
    std::atomic<int> answered = 0;
    std::vector<std::thread> crowd;
    crowd.reserve(60);
    for (int person = 0; person < 60; ++person) {
        crowd.emplace_back([&, person] {
            const std::string source = "198.51.100." + std::to_string(person);
            const std::string code = code_of(sign_in_staff(member, "wrong", source));
            busy += code == "sign_in.busy";
            answered += code == "sign_in.staff_refused";
        });
    }
    for (std::thread& person : crowd)
        person.join();
    EXPECT_GT(busy.load(), 0);
    EXPECT_GE(answered.load(), static_cast<int>(password_checks_waiting_max));
    EXPECT_EQ(busy.load() + answered.load(), 60);
}

TEST_F(StaffTest, AFrozenStaffAccountStaysOutside) {
    const StaffMember member = hired("window.three");
    execute("UPDATE account SET state = 'frozen' WHERE id = $1", {member.created.account});
    EXPECT_EQ(code_of(sign_in_staff(member)), "sign_in.staff_refused");
}

TEST_F(StaffTest, ApplicationsAreChecked) {
    StaffService::Application proper = application("window.three");
    const auto with = [&](auto change) {
        StaffService::Application changed = proper;
        change(changed);
        return refusal_of(changed);
    };
    using Application = StaffService::Application;
    for (const std::string login : {"ab", "Window", "a b c", "窗口三", ""}) {
        EXPECT_EQ(with([&](Application& each) { each.login = login; }), "staff.login_malformed");
    }
    EXPECT_EQ(with([](Application& each) { each.login = std::string(65, 'a'); }),
              "staff.login_malformed");
    EXPECT_EQ(with([](Application& each) { each.login = std::string(64, 'a'); }), "");
    EXPECT_EQ(with([](Application& each) { each.password = "eleven char"; }),
              "staff.password_too_short");
    EXPECT_EQ(with([](Application& each) { each.password = "\xFF twelve chars"; }),
              "staff.password_too_short");
    EXPECT_EQ(with([](Application& each) { each.password = std::string(513, 'a'); }),
              "staff.password_too_long");
    EXPECT_EQ(with([](Application& each) { each.password = "my Window.Three key"; }),
              "staff.password_has_login");
    EXPECT_EQ(with([](Application& each) { each.grant = {Role::worker}; }), "staff.role_not_staff");
    EXPECT_EQ(with([](Application& each) { each.grant.scope = 0; }), "staff.scope_missing");
    EXPECT_EQ(with([](Application& each) {
                  each.grant = {Role::auditor, 5};
              }),
              "staff.scope_not_needed");
    EXPECT_EQ(refusal_of(proper), "");
    EXPECT_EQ(refusal_of(proper), "staff.login_taken");
}

TEST_F(StaffTest, PasswordsOfTwelveAndOf512BytesWork) {
    for (const std::size_t bytes : {password_characters_min, password_bytes_max}) {
        StaffService::Application application = this->application("staff-" + std::to_string(bytes));
        application.password = std::string(bytes, 'p');
        const Result<StaffService::Created> created = staff_->create(application);
        ASSERT_TRUE(created);
        const StaffMember member{*created, application.login, from_base32(created->totp_secret)};
        EXPECT_TRUE(sign_in_staff(member, application.password));
        clock_.advance(totp_step);
        EXPECT_EQ(code_of(sign_in_staff(member, application.password + "p")),
                  "sign_in.staff_refused");
    }
}

TEST_F(StaffTest, PowersOverTheCityAreApart) {
    StaffService::Application application = this->application("city.office");
    application.grant = {Role::city_admin};
    const AccountId account = staff_->create(application)->account;
    const auto granted = [&](Role role) {
        Result<void> outcome;
        database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
            outcome = grant_role(transaction, {account, {role}, clock_.now()});
            return outcome.has_value();
        });
        return code_of(outcome);
    };
    EXPECT_EQ(granted(Role::auditor), "role.powers_are_separate");
    EXPECT_EQ(granted(Role::system_admin), "role.powers_are_separate");
    EXPECT_EQ(granted(Role::city_admin), "");  // Held already.
    EXPECT_EQ(granted(Role::union_rep), "");
}

TEST_F(StaffTest, AnAccountHoldsFiftyGrants) {
    const AccountId account = signed_in(1).account.id;
    const auto granted = [&](std::int64_t employer) {
        Result<void> outcome;
        database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
            outcome =
                grant_role(transaction, {account, {Role::employer_member, employer}, clock_.now()});
            return outcome.has_value();
        });
        return code_of(outcome);
    };
    for (std::int64_t employer = 1; employer < 50; ++employer)
        EXPECT_EQ(granted(employer), "");
    EXPECT_EQ(granted(50), "role.too_many");
    EXPECT_EQ(granted(49), "");  // Held already.
}

TEST(TotpTest, AnswersWhatTheStandardPrints) {
    // RFC 6238, appendix B, SHA-1, the last 6 of its 8 digits.
    const std::string secret = "12345678901234567890";
    const std::vector<std::pair<std::int64_t, std::string>> expected{
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'111'111'111, "050471"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"},
        {20'000'000'000, "353130"},
    };
    for (const auto& [seconds, code] : expected) {
        EXPECT_EQ(totp_code(secret, seconds / totp_step.count()), code) << seconds;
    }
}

TEST(TotpTest, Base32AnswersWhatTheStandardPrints) {
    // RFC 4648, section 10, without its padding.
    EXPECT_EQ(to_base32(""), "");
    EXPECT_EQ(to_base32("f"), "MY");
    EXPECT_EQ(to_base32("fo"), "MZXQ");
    EXPECT_EQ(to_base32("foo"), "MZXW6");
    EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
    EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
    EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
}

TEST(PasswordTest, BothProfilesKnowTheirOwnPasswordsOnly) {
    SystemRng rng;
    for (const CryptoProfile profile : {CryptoProfile::intl, CryptoProfile::sm}) {
        const storage::TemporaryFolder folder;
        const storage::TemporaryFolder other_folder;
        const auto vault = Vault::create(folder.path() / "keys", profile, rng);
        const auto other_vault = Vault::create(other_folder.path() / "keys", profile, rng);
        const std::string hash = hash_password("four winds over the lake", *vault, rng);

        EXPECT_TRUE(hash.starts_with(profile == CryptoProfile::intl ? "$argon2id$v=19$m=19456,t=2"
                                                                    : "$pbkdf2-sm3$200000$"))
            << hash;
        EXPECT_NE(hash, hash_password("four winds over the lake", *vault, rng));
        EXPECT_TRUE(password_fits("four winds over the lake", hash, *vault));
        EXPECT_FALSE(password_fits("four winds over the lakes", hash, *vault));
        EXPECT_FALSE(password_fits("", hash, *vault));
        EXPECT_FALSE(password_fits("four winds over the lake", hash, *other_vault));
        EXPECT_FALSE(password_fits("four winds over the lake", "not a hash", *vault));
    }
}

}  // namespace
}  // namespace gig::accounts
