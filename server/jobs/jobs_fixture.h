#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "accounts/accounts_service.h"
#include "base/time.h"
#include "base/vault.h"
#include "employers/employer_checks_service.h"
#include "employers/employers_service.h"
#include "events/events.h"
#include "jobs/jobs_service.h"
#include "jobs/read_text.h"
#include "storage/temporary_database.h"

namespace gig::jobs {

/// A registry whose answer a test sets.
class KnownRegistry final : public employers::Registry {
public:
    employers::RegistryAnswer ask(const employers::RegistryQuestion&) override { return answer; }
    employers::LicenceAnswer ask_licence(const employers::LicenceQuestion&) override {
        return employers::LicenceAnswer::valid;
    }

    employers::RegistryAnswer answer = employers::RegistryAnswer::match;
};

/// For tests: the house up to this room, over a real database in a temporary folder, at midnight
/// of Wednesday, 25 November 2026.
class JobsHouse : public testing::Test {
protected:
    static constexpr MarketId known_market{77};

    /// A new person with a new employer, verified or still pending.
    Actor employer_member(bool verified = true) {
        const std::string number = std::to_string(++people_);
        const Result<Phone> phone =
            Phone::parse("120" + std::string(8 - number.size(), '0') + number);
        const accounts::AccountsService::DemoPerson person{
            *phone, *accounts::DisplayName::parse("演示" + number),
            std::vector<Grant>{{Role::worker}}};
        const Result<accounts::Account> account = accounts_.create_for_demo(person);
        registry_.answer =
            verified ? employers::RegistryAnswer::match : employers::RegistryAnswer::unavailable;
        Actor actor{.account = account->id, .grants = {{Role::worker}}};
        const employers::EmployersService::Application application{
            employers::EmployerKind::household, "演示用工方" + number, std::nullopt, std::nullopt};
        const Result<employers::Employer> employer = employers_.apply(actor, application, {});
        invariant(employer && employer->verified() == verified);
        actor.grants = {{Role::employer_member, employer->id.value()}};
        return actor;
    }

    using Licence = employers::Licence;
    using LicenceKind = employers::LicenceKind;

    static Licence licence(LicenceKind kind, Date expires_on) {
        return {kind, "示例" + date_text(expires_on), "示例区人力社保局", expires_on};
    }

    /// A member of an agency that two of the staff have approved, or nobody yet.
    Actor agency_member(std::vector<Licence> licences, bool approved = true) {
        Actor actor = employer_member();
        registry_.answer = employers::RegistryAnswer::match;
        const employers::EmployersService::Application application{
            .kind = employers::EmployerKind::agency,
            .name = "示例人力资源有限公司",
            .credit_code = credit_code(people_),
            .region_code = std::nullopt,
            .licences = std::move(licences)};
        actor.grants = {{Role::worker}};
        const Result<employers::Employer> agency = employers_.apply(actor, application, {});
        actor.grants = {{Role::agency, agency->id.value()}};
        if (approved) approve(agency->id);
        return actor;
    }
    /// One whose licences last for years.
    Actor agency_member() {
        const Date later = std::chrono::year(2029) / 1 / 1;
        return agency_member({licence(LicenceKind::human_resources_service, later),
                              licence(LicenceKind::labour_dispatch, later)});
    }

    static employers::CreditCode credit_code(int number) {
        return *employers::CreditCode::complete("91330500" + std::to_string(100'000'000 + number));
    }

    void approve(EmployerId agency) {
        for (const std::int64_t person : {901, 902}) {
            Actor actor = staff_of(known_market);
            actor.account = AccountId(person);
            const auto word =
                checks_.decide(actor, agency, {employers::CheckVerdict::approved, ""}, {});
            EXPECT_TRUE(word) << word.error().code;
        }
    }

    /// Read once: packs are large.
    static const rules::Rules& city_rules() {
        static const rules::Rules rules =
            rules::Rules::load(GIG_SOURCE_DIR "/server/rules/packs", GIG_SOURCE_DIR "/city/huzhou");
        return rules;
    }

    static const wording::PostReader& city_reader() {
        static const wording::PostReader reader =
            post_reader(GIG_SOURCE_DIR "/server/wording",
                        occupations::Occupations::load(GIG_SOURCE_DIR "/city/huzhou"));
        return reader;
    }

    static EmployerId employer_of(const Actor& actor) { return EmployerId(actor.grants[0].scope); }
    static Actor visitor() { return {}; }
    static Actor worker() { return {.account = AccountId(9), .grants = {{Role::worker}}}; }

    /// A member of the market's staff who has just shown a second factor.
    Actor staff_of(MarketId market) const {
        return {.account = AccountId(10),
                .grants = {{Role::market_staff, market.value()}},
                .stepped_up_at = clock_.now()};
    }

    /// A job of two evening shifts, tomorrow and the day after, that breaks no rule.
    JobDraft draft(std::string title = "晚餐洗碗工") const {
        using std::chrono::hours;
        const Time tomorrow = midnight(date_of(clock_.now())) + hours(24);
        return {.title = std::move(title),
                .occupation = "dishwasher",
                .description = "洗碗、收台，包一餐。",
                .place = places::SourcePlace{30.868, 120.104, places::Crs::wgs84},
                .address = "月河街道1号",
                .pay = {Money{2'500}, PayUnit::hour},
                .settlement = Settlement::day,
                .relation = Relation::part_time,
                .shifts = {{tomorrow + hours(17), tomorrow + hours(21), 2},
                           {tomorrow + hours(41), tomorrow + hours(45), 2}},
                .requirements = {.certificates = {"health"}},
                .injury_cover = {InjuryCoverKind::commercial},
                .expires_at = tomorrow + hours(41)};
    }

    /// The same by an agency, for a firm.
    JobDraft for_others(std::string title = "晚餐洗碗工") const {
        JobDraft posted = draft(std::move(title));
        posted.user_enterprise = UserEnterprise{"示例餐饮有限公司"};
        return posted;
    }

    JobId published(const Actor& actor, const JobDraft& draft) {
        const Result<Published> made = jobs_.publish(actor, draft, {});
        invariant(made.has_value());
        return made->job;
    }

    JobWithOpenings kept(JobId job) {
        return database_->ask(
            [&](storage::Reader& reader) { return jobs_.find_in(reader, job).value(); });
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

    std::int64_t count(storage::Sql sql) {
        return database_->ask(
            [&](storage::Reader& reader) { return reader.find(sql, {})->integer(0); });
    }

    template <typename T>
    static std::string code_of(const Result<T>& result) {
        return result ? "" : std::string(result.error().code);
    }

    /// Nothing is sampled but where a test says so.
    static LookTerms looks(std::int32_t sampled_permille) {
        return LookTerms({{.valid_from = *date_value("2026-01-01"),
                           .valid_to = std::nullopt,
                           .sampled_permille = sampled_permille,
                           .report_due = std::chrono::hours(24),
                           .reporters_to_suspend = 3}});
    }

    static MarketsAround known_markets() {
        return {.name_of = [](MarketId market) -> std::optional<std::string> {
                    if (market != known_market) return std::nullopt;
                    return "演示零工市场";
                },
                .nearest = [](const auto&) { return known_market; },
                .looks = looks(0)};
    }

    static employers::CityAround city_around() {
        return {.terms = employers::load_check_terms(GIG_SOURCE_DIR "/city/huzhou"),
                .market_of = [](const auto&) { return known_market; },
                .county_of = [](MarketId) { return std::optional<std::int64_t>(330502); }};
    }

    /// The room's service over another database or other markets.
    JobsService jobs_over(storage::Database& database, MarketsAround markets) {
        return {database,          clock_,       rng_,     policy_,
                employers_,        occupations_, regions_, {rules_, reader_},
                std::move(markets)};
    }

    ManualClock clock_{time_value("2026-11-25T00:00:00+08:00").value()};
    SystemRng rng_;
    accounts::Policy policy_ =
        accounts::Policy::load(GIG_SOURCE_DIR "/server/accounts/authz_matrix.csv");
    occupations::Occupations occupations_ =
        occupations::Occupations::load(GIG_SOURCE_DIR "/city/huzhou");
    places::Regions regions_ = places::Regions::load(GIG_SOURCE_DIR "/city/huzhou");
    const rules::Rules& rules_ = city_rules();
    const wording::PostReader& reader_ = city_reader();
    KnownRegistry registry_;
    storage::TemporaryDatabase database_;
    std::unique_ptr<Vault> vault_ =
        Vault::open_or_create(database_.folder() / "keys", CryptoProfile::intl, rng_);
    accounts::AccountsService accounts_{*database_, clock_, rng_, *vault_, policy_};
    employers::EmployersService employers_{*database_, clock_,    rng_,
                                           policy_,    registry_, city_around()};
    employers::EmployerChecksService checks_{*database_, clock_, policy_, employers_};
    JobsService jobs_ = jobs_over(*database_, known_markets());
    int people_ = 0;
};

}  // namespace gig::jobs
