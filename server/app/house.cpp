#include "app/house.h"

#include <stdexcept>

#include "accounts/accounts_routes.h"
#include "employers/employer_checks_routes.h"
#include "employers/employers_routes.h"
#include "employers/registry_simulator.h"
#include "jobs/job_reports_routes.h"
#include "jobs/job_reviews_routes.h"
#include "jobs/jobs_routes.h"
#include "jobs/read_text.h"
#include "jobs/read_text_routes.h"
#include "jobs/rule_warnings_routes.h"
#include "markets/markets_routes.h"
#include "occupations/occupations_routes.h"
#include "places/places_routes.h"
#include "storage/migrations.h"
#include "workers/certificate_registry_simulator.h"
#include "workers/certificates_routes.h"
#include "workers/workers_routes.h"

namespace gig::app {

namespace fs = std::filesystem;

namespace {

/// Stands where no gateway is configured: nobody gets a code, and everybody is told so.
class NoSmsGateway final : public accounts::SmsGateway {
public:
    accounts::SmsOutcome send(const accounts::SmsMessage&) override {
        return accounts::SmsOutcome::unavailable;
    }
};

/// Stands where no registry is configured: employers stay pending.
class NoRegistry final : public employers::Registry {
public:
    employers::RegistryAnswer ask(const employers::RegistryQuestion&) override {
        return employers::RegistryAnswer::unavailable;
    }
    employers::LicenceAnswer ask_licence(const employers::LicenceQuestion&) override {
        return employers::LicenceAnswer::unavailable;
    }
};

/// The same for certificates: they wait for the market's staff.
class NoCertificateRegistry final : public workers::CertificateRegistry {
public:
    workers::CertificateAnswer ask(const workers::CertificateQuestion&) override {
        return workers::CertificateAnswer::unreachable;
    }
};

/// How often simulators misbehave with --simulator-faults, in 1,000 messages.
constexpr accounts::SmsFaults usual_sms_faults{
    .delayed = 200, .duplicated = 100, .dropped = 50, .refused = 20, .unavailable = 50};

accounts::SmsFaults sms_faults(const HouseSettings& settings) {
    return settings.simulator_faults ? usual_sms_faults : accounts::SmsFaults{};
}

std::unique_ptr<employers::Registry> registry_for(const HouseSettings& settings) {
    if (settings.simulators) return std::make_unique<employers::RegistrySimulator>();
    return std::make_unique<NoRegistry>();
}

std::unique_ptr<workers::CertificateRegistry> certificate_registry_for(
    const HouseSettings& settings) {
    if (settings.simulators) return std::make_unique<workers::CertificateRegistrySimulator>();
    return std::make_unique<NoCertificateRegistry>();
}

std::optional<std::string> market_name(const markets::MarketDirectory& markets, MarketId id) {
    const markets::Market* market = markets.find(id);
    if (market == nullptr) return std::nullopt;
    return market->name;
}

/// Remote work has no place: it is looked after in the middle of the city.
std::optional<MarketId> nearest_market(const markets::MarketDirectory& markets,
                                       const places::Regions& regions,
                                       const std::optional<GeoPoint>& place) {
    const markets::Market* market = markets.nearest(place ? *place : *regions.city().centre);
    if (market == nullptr) return std::nullopt;
    return market->id;
}

/// Who lives or employs somewhere is looked after where the jobs of that street are.
std::optional<MarketId> market_of_street(const markets::MarketDirectory& markets,
                                         const places::Regions& regions,
                                         const std::optional<std::string>& region_code) {
    const places::Region* street = region_code ? regions.find(*region_code) : nullptr;
    return nearest_market(markets, regions, street ? street->centre : std::nullopt);
}

std::optional<std::int64_t> county_of_market(const markets::MarketDirectory& markets, MarketId id) {
    const markets::Market* market = markets.find(id);
    if (market == nullptr) return std::nullopt;
    return places::county_of(market->region_code);
}

/// New keys only for a folder without a database: beside one they would make its phones unreadable.
std::unique_ptr<Vault> open_vault(const HouseSettings& settings, Rng& rng) {
    if (Vault::exists(settings.keys_folder())) return Vault::open(settings.keys_folder(), rng);
    if (fs::exists(settings.database_file())) {
        throw std::runtime_error(
            settings.keys_folder().string() +
            " is gone, and the database beside it needs its keys: restore them "
            "from their backup");
    }
    fs::create_directories(settings.data);
    return Vault::create(settings.keys_folder(), settings.crypto_if_new, rng);
}

storage::SqliteOptions database_options(const HouseSettings& settings, const Clock& clock) {
    if (settings.access == storage::Access::read_write) {
        storage::migrate(settings.database_file(), settings.share / "migrations", clock.now());
    }
    return {.file = settings.database_file(), .access = settings.access};
}

}  // namespace

House::House(HouseSettings wanted, Ground ground)
    : settings(std::move(wanted)),
      clock(ground.clock),
      rng(ground.rng),
      log(ground.log),
      policy(accounts::Policy::load(settings.share / "authz_matrix.csv")),
      regions(places::Regions::load(settings.city_folder())),
      occupations(occupations::Occupations::load(settings.city_folder())),
      markets(markets::MarketDirectory::load(settings.city_folder())),
      rules(rules::Rules::load(settings.share / "rules", settings.city_folder())),
      posts(jobs::post_reader(settings.share / "wording", occupations)),
      vault(open_vault(settings, rng)),
      database(database_options(settings, clock), log),
      groups(settings.grouped ? std::make_unique<storage::GroupedDatabase>(database) : nullptr),
      store(groups ? static_cast<storage::Database&>(*groups) : database),
      sms_simulator(settings.simulators
                        ? std::make_unique<accounts::SmsSimulator>(clock, rng, sms_faults(settings))
                        : nullptr),
      no_sms(std::make_unique<NoSmsGateway>()),
      registry(registry_for(settings)),
      certificate_registry(certificate_registry_for(settings)),
      accounts(store, clock, rng, *vault, policy),
      sign_in(store, clock, rng, *vault,
              sms_simulator ? static_cast<accounts::SmsGateway&>(*sms_simulator) : *no_sms),
      staff(store, clock, rng, *vault),
      employers(
          store, clock, rng, policy, *registry,
          {.terms = employers::load_check_terms(settings.city_folder()),
           .market_of =
               [this](const auto& street) { return market_of_street(markets, regions, street); },
           .county_of = [this](MarketId market) { return county_of_market(markets, market); }}),
      employer_checks(store, clock, policy, employers),
      jobs(store, clock, rng, policy, employers, occupations, regions, {rules, posts},
           markets_around()),
      reviews(store, clock, policy, employers, occupations),
      closings(store, clock, employers),
      reports(store, clock, rng, policy, *vault, markets_around()),
      workers(store, clock, *vault, policy, occupations, regions),
      certificates(
          store, clock, *vault, policy, accounts, occupations, workers, *certificate_registry,
          {.market_of =
               [this](const auto& street) { return market_of_street(markets, regions, street); },
           .county_of = [this](MarketId market) { return county_of_market(markets, market); }}),
      engagements(store, clock, rng, policy, rules, workers, jobs),
      desk(store, clock, rng, policy, markets) {}

jobs::MarketsAround House::markets_around() const {
    return {
        .name_of = [this](MarketId market) { return market_name(markets, market); },
        .nearest = [this](const auto& place) { return nearest_market(markets, regions, place); },
        .looks = jobs::load_look_terms(settings.city_folder())};
}

void House::add_routes(http::Router& router) {
    accounts::add_routes(router, accounts, sign_in, staff);
    if (sms_simulator) accounts::add_simulator_routes(router, *sms_simulator);
    places::add_routes(router, regions);
    occupations::add_routes(router, occupations);
    markets::add_routes(router, markets, clock);
    employers::add_routes(router, {employers, accounts, regions});
    employers::add_check_routes(router, employer_checks);
    jobs::add_routes(router, jobs, employers, occupations, rules);
    jobs::add_read_text_routes(router, posts, rules);
    jobs::add_review_routes(router, reviews, jobs, employers, occupations);
    jobs::add_report_routes(router, reports, jobs, employers, occupations);
    jobs::add_rule_warnings_routes(router, rules);
    workers::add_routes(router, workers);
    workers::add_certificate_routes(router, certificates, occupations);
}

}  // namespace gig::app
