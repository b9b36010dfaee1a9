#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "accounts/accounts_service.h"
#include "base/vault.h"
#include "employers/employer_checks_service.h"
#include "employers/employers_service.h"
#include "events/events.h"
#include "storage/temporary_database.h"

namespace gig::employers {

/// A registry that answers what a test says.
class ScriptedRegistry final : public Registry {
public:
    RegistryAnswer ask(const RegistryQuestion& question) override {
        ++asked;
        return answer(question);
    }

    LicenceAnswer ask_licence(const LicenceQuestion& question) override {
        ++asked;
        return licence_answer(question);
    }

    std::atomic<int> asked = 0;
    std::function<LicenceAnswer(const LicenceQuestion&)> licence_answer =
        [](const LicenceQuestion&) { return LicenceAnswer::valid; };
    std::function<RegistryAnswer(const RegistryQuestion&)> answer = [](const RegistryQuestion&) {
        return RegistryAnswer::match;
    };
};

/// For tests: this room over a real database, early on 25 November 2026.
class EmployersHouse : public testing::Test {
protected:
    using Application = EmployersService::Application;

    static constexpr MarketId known_market{77};
    static constexpr std::int64_t known_county = 330502;

    static CityAround city_around() {
        return {.terms = load_check_terms(std::filesystem::path(GIG_SOURCE_DIR) / "city/huzhou"),
                .market_of = [](const auto&) { return known_market; },
                .county_of = [](MarketId market) -> std::optional<std::int64_t> {
                    if (market != known_market) return std::nullopt;
                    return known_county;
                }};
    }

    /// A worker of the demo, as they would be after signing in.
    Actor person(int number) {
        const std::string tail = std::to_string(number);
        const Result<accounts::Account> account = accounts_.create_for_demo(
            {*Phone::parse("120" + std::string(8 - tail.size(), '0') + tail),
             *accounts::DisplayName::parse("示例"),
             {{Role::worker}}});
        return Actor{account->id, std::nullopt, account->grants};
    }
    /// The same person on their next request.
    Actor again(const Actor& actor) {
        Actor next = actor;
        next.grants = database_->ask(
            [&](storage::Reader& reader) { return accounts::grants_of(reader, *actor.account); });
        return next;
    }

    static CreditCode credit_code(int number) {
        const std::string tail = std::to_string(number);
        return *CreditCode::complete("91000000" + std::string(9 - tail.size(), '0') + tail);
    }
    static Application firm(int number = 1) {
        return {EmployerKind::firm, "示例包装厂", credit_code(number), std::nullopt};
    }
    static Application household() {
        return {EmployerKind::household, "示例家庭", std::nullopt, std::nullopt};
    }
    static Licence licence(Date expires_on,
                           LicenceKind kind = LicenceKind::human_resources_service) {
        return {kind, "示例330500" + date_text(expires_on), "示例区人力社保局", expires_on};
    }
    static Application agency(int number = 1, Date expires_on = std::chrono::year(2029) / 6 / 30) {
        return {.kind = EmployerKind::agency,
                .name = "示例人力资源有限公司",
                .credit_code = credit_code(number),
                .region_code = std::nullopt,
                .licences = {licence(expires_on)}};
    }

    /// One of the staff of a market; each number is another person.
    static Actor staff(int number, Role role = Role::market_staff,
                       std::int64_t scope = known_market.value()) {
        return {.account = AccountId(9'000 + number), .grants = {{role, scope}}};
    }
    Result<EmployerChecksService::Seen> approve(const Actor& actor, EmployerId employer,
                                                const std::string& remark = {}) {
        return checks_.decide(actor, employer, {CheckVerdict::approved, remark}, {});
    }
    Result<EmployerChecksService::Seen> refuse(const Actor& actor, EmployerId employer) {
        return checks_.decide(actor, employer, {CheckVerdict::refused, "许可证与原件不符"}, {});
    }
    /// "verified", "awaiting_second", or the code of the refusal.
    static std::string said(const Result<EmployerChecksService::Seen>& result) {
        if (!result) return code_of(result);
        return std::string(name_of(result->file.employer.state));
    }
    Employer verified_agency(const Application& application) {
        const Employer employer = *apply(person(1), application);
        EXPECT_EQ(said(approve(staff(1), employer.id)), "awaiting_second");
        EXPECT_EQ(said(approve(staff(2), employer.id)), "verified");
        return *employers_.find(employer.id);
    }
    std::vector<std::string> waiting() {
        std::vector<std::string> reasons;
        const auto listed = checks_.waiting(staff(1), known_market, std::nullopt, checks_list_max);
        for (const auto& each : *listed) {
            reasons.emplace_back(name_of(each.seen.file.waiting->reason));
        }
        return reasons;
    }
    /// To the start of that civil day.
    void go_to(Date date) { clock_.advance(midnight(date) - clock_.now()); }
    /// The same, and what the house does by itself then.
    void day_comes(Date date) {
        go_to(date);
        checks_.lapse_due();
        checks_.ask_renewals();
    }

    void registry_says(RegistryAnswer answer) {
        registry_.answer = [answer](const RegistryQuestion&) { return answer; };
    }

    template <typename T>
    static std::string code_of(const Result<T>& result) {
        return result ? "" : std::string(result.error().code);
    }
    /// "verified", "refused employer.ceased", or the code of the refusal.
    static std::string said(const Result<Employer>& result) {
        if (!result) return code_of(result);
        const std::string reason = result->reason ? " " + *result->reason : "";
        return std::string(name_of(result->state)) + reason;
    }
    Result<Employer> apply(const Actor& actor, const Application& application) {
        return employers_.apply(actor, application, {});
    }
    template <typename Kind>
    std::vector<Kind> events_of() {
        std::vector<Kind> found;
        database_->read([&](storage::Reader& reader) {
            for (const events::Recorded& each : events::read_after(reader, 0)) {
                const auto* const event = std::get_if<Kind>(&each.event);
                if (event != nullptr) found.push_back(*event);
            }
        });
        return found;
    }

    storage::TemporaryDatabase database_;
    ManualClock clock_{Time(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25))};
    SystemRng rng_;
    accounts::Policy policy_ = accounts::Policy::load(std::filesystem::path(GIG_SOURCE_DIR) /
                                                      "server/accounts/authz_matrix.csv");
    std::unique_ptr<Vault> vault_ =
        Vault::open_or_create(database_.folder() / "keys", CryptoProfile::intl, rng_);
    accounts::AccountsService accounts_{*database_, clock_, rng_, *vault_, policy_};
    ScriptedRegistry registry_;
    EmployersService employers_{*database_, clock_, rng_, policy_, registry_, city_around()};
    EmployerChecksService checks_{*database_, clock_, policy_, employers_};
};

}  // namespace gig::employers
