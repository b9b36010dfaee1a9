#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "accounts/accounts_service.h"
#include "accounts/reveal.h"
#include "accounts/session_gate.h"
#include "accounts/sign_in_service.h"
#include "accounts/sms_simulator.h"
#include "accounts/staff_service.h"
#include "accounts/totp.h"
#include "base/vault.h"
#include "events/events.h"
#include "storage/temporary_database.h"

namespace gig::accounts {

/// For tests: this room over a real database, with the SMS simulator, early on 25 November 2026.
class AccountsHouse : public testing::Test {
protected:
    AccountsHouse() { open_rooms(); }

    /// As a restart would: nothing but the database and the keys stays.
    void restart() {
        staff_.reset();
        database_.reopen();
        open_rooms();
    }

    static std::string digits(int number) {
        const std::string tail = std::to_string(number);
        return "120" + std::string(8 - tail.size(), '0') + tail;
    }
    static Phone phone(int number) { return *Phone::parse(digits(number)); }

    template <typename T>
    static std::string code_of(const Result<T>& result) {
        return result ? "" : std::string(result.error().code);
    }

    Result<CodeSent> ask_for_code(int number, const std::string& source = "192.0.2.1") {
        return sign_in_->send_code({phone(number), source}, {});
    }
    std::string newest_code(int number) { return sms_.messages(digits(number)).back().code; }
    static std::string other_code(const std::string& code) {
        return code == "000000" ? "000001" : "000000";
    }
    Result<OpenedSession> try_code(int number, const std::string& code) {
        return sign_in_->sign_in({phone(number), code, Client::app});
    }

    /// A person who signs in; asks for a code as often as the limits have it.
    OpenedSession signed_in(int number, Client client = Client::app) {
        clock_.advance(std::chrono::minutes(1));
        EXPECT_TRUE(ask_for_code(number, "source of " + digits(number)));
        Result<OpenedSession> opened =
            sign_in_->sign_in({phone(number), newest_code(number), client});
        EXPECT_EQ(code_of(opened), "");
        return *std::move(opened);
    }

    Result<Actor> actor_by_bearer(const std::string& token) {
        return gate_->identify({std::nullopt, token, std::nullopt, true});
    }

    struct StaffMember {
        StaffService::Created created;
        std::string login;
        std::string secret;
    };

    static constexpr const char* good_password = "four winds over the lake";

    StaffService::Application application(const std::string& login) const {
        return {login, *DisplayName::parse("Window 3"), good_password, {Role::market_staff, 77}};
    }

    /// The bytes that a base-32 text stands for.
    static std::string from_base32(const std::string& text) {
        const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string bytes;
        unsigned pending = 0;
        int bits = 0;
        for (const char character : text) {
            pending = (pending << 5 | static_cast<unsigned>(alphabet.find(character))) & 0xFFFFU;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes += static_cast<char>(pending >> bits & 0xFFU);
        }
        return bytes;
    }

    StaffMember hired(const std::string& login) {
        const Result<StaffService::Created> created = staff_->create(application(login));
        EXPECT_EQ(code_of(created), "");
        return {*created, login, from_base32(created->totp_secret)};
    }
    std::int64_t step_now() const {
        return std::chrono::floor<std::chrono::seconds>(clock_.now().time_since_epoch()) /
               totp_step;
    }
    Result<OpenedSession> sign_in_staff(const StaffMember& member,
                                        const std::string& password = good_password,
                                        const std::string& source = "192.0.2.1") {
        return staff_->sign_in(
            {member.login, password, totp_code(member.secret, step_now()), Client::app, source});
    }

    std::vector<events::Event> events_after(std::int64_t sequence) {
        std::vector<events::Event> found;
        database_->read([&](storage::Reader& reader) {
            for (const events::Recorded& each : events::read_after(reader, sequence)) {
                found.push_back(each.event);
            }
        });
        return found;
    }
    template <typename Kind>
    std::size_t count_events() {
        const std::vector<events::Event> all = events_after(0);
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [](const events::Event& event) { return std::holds_alternative<Kind>(event); }));
    }

    /// What the operator may do to the tables by hand, where the house has no door for it yet.
    void execute(storage::Sql sql, const storage::Parameters& parameters) {
        database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
            EXPECT_GT(transaction.execute(sql, parameters), 0);
            return true;
        });
    }
    std::int64_t number(storage::Sql sql, const storage::Parameters& parameters = {}) {
        return database_->ask(
            [&](storage::Reader& reader) { return reader.find(sql, parameters)->integer(0); });
    }

    storage::TemporaryDatabase database_;
    ManualClock clock_{Time(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25))};
    SystemRng rng_;
    Policy policy_ =
        Policy::load(std::filesystem::path(GIG_SOURCE_DIR) / "server/accounts/authz_matrix.csv");
    std::unique_ptr<Vault> vault_ =
        Vault::open_or_create(database_.folder() / "keys", CryptoProfile::intl, rng_);
    SmsSimulator sms_{clock_, rng_};
    std::unique_ptr<SignInService> sign_in_;
    std::unique_ptr<AccountsService> accounts_;
    std::unique_ptr<StaffService> staff_;
    std::unique_ptr<SessionGate> gate_;
    std::unique_ptr<Reveal> reveal_;

private:
    void open_rooms() {
        sign_in_ = std::make_unique<SignInService>(*database_, clock_, rng_, *vault_, sms_);
        accounts_ = std::make_unique<AccountsService>(*database_, clock_, rng_, *vault_, policy_);
        staff_ = std::make_unique<StaffService>(*database_, clock_, rng_, *vault_);
        gate_ = std::make_unique<SessionGate>(*database_, clock_, policy_);
        reveal_ = std::make_unique<Reveal>(*database_, clock_, *vault_, policy_);
    }
};

}  // namespace gig::accounts
