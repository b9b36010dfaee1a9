#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "accounts/accounts_service.h"
#include "base/vault.h"
#include "events/events.h"
#include "storage/temporary_database.h"
#include "workers/certificates_service.h"
#include "workers/workers_service.h"

namespace gig::workers {

/// For tests: says what it is told to, and remembers what it was asked.
class ScriptedCertificateRegistry final : public CertificateRegistry {
public:
    CertificateAnswer ask(const CertificateQuestion& question) override {
        questions.push_back(question);
        const CertificateAnswer said = answer;
        if (meanwhile) meanwhile();
        return said;
    }

    CertificateAnswer answer = CertificateAnswer::confirmed;
    std::function<void()> meanwhile = {};
    std::vector<CertificateQuestion> questions;
};

/// For tests: this room over a real database, at midnight of Wednesday, 25 November 2026.
class WorkersHouse : public testing::Test {
protected:
    /// Whose staff look after the streets of the county 330502, and of all others.
    static constexpr MarketId near_market = MarketId(7);
    static constexpr MarketId far_market = MarketId(8);

    Actor worker() {
        const std::string number = std::to_string(++people_);
        const Result<accounts::Account> account = accounts_.create_for_demo(
            {*Phone::parse("120" + std::string(8 - number.size(), '0') + number),
             *accounts::DisplayName::parse("演示" + number),
             {{Role::worker}}});
        return {.account = account->id, .grants = {{Role::worker}}};
    }

    Actor staff_of(MarketId market) {
        Actor staff = worker();
        staff.grants = {{Role::market_staff, market.value()}};
        return staff;
    }

    /// A profile in which nothing is as it was at the start.
    static ProfileDraft draft() {
        using std::chrono::hours;
        const Time away = time_value("2026-12-01T08:00:00+08:00").value();
        Preferences preferences{.radius_m = 3'000,
                                .travel = {TravelMode::walk, 5},
                                .week_free = WeekFree::never(),
                                .away = {{away, away + hours(10)}},
                                .wishes = {"dishwasher", "room_attendant"},
                                .only_wished = true,
                                .pay_floor_fen = 2'400,
                                .settlements = {Settlement::day, Settlement::week},
                                .prefer_settlement = Settlement::day,
                                .skills = {"wok_cooking"},
                                .certificates = {"health"},
                                .night_ok = false,
                                .birth_date = std::chrono::year(1988) / 2 / 29,
                                .personalised = false};
        preferences.week_free.free(20);
        return {places::SourcePlace{30.868, 120.104, places::Crs::wgs84}, preferences};
    }

    template <typename T>
    static std::string code_of(const Result<T>& result) {
        return result ? "" : std::string(result.error().code);
    }
    Result<Profile> save(const Actor& actor, const ProfileDraft& draft) {
        return workers_.save_self(actor, draft, {});
    }
    std::int64_t count(storage::Sql sql) {
        return database_->ask(
            [&](storage::Reader& reader) { return reader.find(sql, {})->integer(0); });
    }
    std::vector<events::Event> events_after(std::int64_t sequence) {
        std::vector<events::Event> events;
        database_->read([&](storage::Reader& reader) {
            for (events::Recorded& recorded : events::read_after(reader, sequence)) {
                events.push_back(std::move(recorded.event));
            }
        });
        return events;
    }
    WorkersService workers_over(storage::Database& database) {
        return {database, clock_, *vault_, policy_, occupations_, regions_};
    }

    CertificatesService certificates_over(storage::Database& database,
                                          const WorkersService& workers) {
        return {database,     clock_,  *vault_,   policy_,  accounts_,
                occupations_, workers, registry_, markets()};
    }
    static MarketsAround markets() {
        return {.market_of =
                    [](const std::optional<std::string>& region_code) {
                        const bool near = region_code && region_code->starts_with("330502");
                        return std::optional(near ? near_market : far_market);
                    },
                .county_of = [](MarketId market) -> std::optional<std::int64_t> {
                    if (market == near_market) return 330502;
                    if (market == far_market) return 330521;
                    return std::nullopt;
                }};
    }

    ManualClock clock_{time_value("2026-11-25T00:00:00+08:00").value()};
    SystemRng rng_;
    accounts::Policy policy_ =
        accounts::Policy::load(GIG_SOURCE_DIR "/server/accounts/authz_matrix.csv");
    occupations::Occupations occupations_ =
        occupations::Occupations::load(GIG_SOURCE_DIR "/city/huzhou");
    places::Regions regions_ = places::Regions::load(GIG_SOURCE_DIR "/city/huzhou");
    storage::TemporaryDatabase database_;
    std::unique_ptr<Vault> vault_ =
        Vault::open_or_create(database_.folder() / "keys", CryptoProfile::intl, rng_);
    accounts::AccountsService accounts_{*database_, clock_, rng_, *vault_, policy_};
    WorkersService workers_ = workers_over(*database_);
    ScriptedCertificateRegistry registry_;
    CertificatesService certificates_ = certificates_over(*database_, workers_);

private:
    int people_ = 0;
};

}  // namespace gig::workers
