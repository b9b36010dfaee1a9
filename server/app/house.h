#pragma once

#include <filesystem>
#include <memory>

#include "accounts/accounts_service.h"
#include "accounts/authorize.h"
#include "accounts/sign_in_service.h"
#include "accounts/sms_simulator.h"
#include "accounts/staff_service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/vault.h"
#include "desk/desk_service.h"
#include "employers/employer_checks_service.h"
#include "employers/employers_service.h"
#include "employers/registry.h"
#include "engagements/engagements_service.h"
#include "http/router.h"
#include "jobs/job_closings.h"
#include "jobs/job_reports_service.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_service.h"
#include "markets/markets.h"
#include "occupations/occupations.h"
#include "places/places.h"
#include "rules/rules.h"
#include "storage/grouped_database.h"
#include "storage/sqlite_database.h"
#include "wording/post_text.h"
#include "workers/certificate_registry.h"
#include "workers/certificates_service.h"
#include "workers/workers_service.h"

namespace gig::app {

struct HouseSettings {
    std::filesystem::path share;
    std::filesystem::path data;
    std::string city = "huzhou";
    CryptoProfile crypto_if_new = CryptoProfile::intl;
    storage::Access access = storage::Access::read_write;
    bool simulators = false;
    bool simulator_faults = false;
    bool grouped = false;  // Many acts may commit as one: for making a demo city.

    std::filesystem::path city_folder() const { return share / "city" / city; }
    std::filesystem::path database_file() const { return data / "city.db"; }
    std::filesystem::path keys_folder() const { return data / "keys"; }
};

/// What every House stands on, wherever it gets its time and its chance from.
struct Ground {
    const Clock& clock;
    Rng& rng;
    Log& log;
};

/// The rooms of one city over one database, built from the ground up and torn down in reverse.
///
/// Everybody is known here and nowhere else. Without a front hall and without threads of its own
/// beyond the database's: `serve` adds those.
struct House {
    /// Makes the folder where it is missing, brings the database to this version and opens the
    /// keys. Throws std::runtime_error with one line where the folder can't be used.
    House(HouseSettings wanted, Ground ground);

    void add_routes(http::Router& router);

    HouseSettings settings;
    const Clock& clock;
    Rng& rng;
    Log& log;

    accounts::Policy policy;
    places::Regions regions;
    occupations::Occupations occupations;
    markets::MarketDirectory markets;
    rules::Rules rules;
    wording::PostReader posts;

    std::unique_ptr<Vault> vault;
    storage::SqliteDatabase database;
    std::unique_ptr<storage::GroupedDatabase> groups;  // Only where acts may be grouped.
    storage::Database& store;                          // What the rooms act on.

    std::unique_ptr<accounts::SmsSimulator> sms_simulator;  // Only where simulators run.
    std::unique_ptr<accounts::SmsGateway> no_sms;           // Stands in where they don't.
    std::unique_ptr<employers::Registry> registry;
    std::unique_ptr<workers::CertificateRegistry> certificate_registry;

    accounts::AccountsService accounts;
    accounts::SignInService sign_in;
    accounts::StaffService staff;
    employers::EmployersService employers;
    employers::EmployerChecksService employer_checks;
    jobs::JobsService jobs;
    jobs::JobReviewsService reviews;
    jobs::JobClosings closings;
    jobs::JobReportsService reports;
    workers::WorkersService workers;
    workers::CertificatesService certificates;
    engagements::EngagementsService engagements;
    desk::DeskService desk;

private:
    jobs::MarketsAround markets_around() const;
};

}  // namespace gig::app
