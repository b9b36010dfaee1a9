#include "app/office.h"

#include <fstream>
#include <iostream>

#include "app/doors.h"
#include "http/contract.h"
#include "http/problem.h"
#include "jobs/job_import.h"

namespace gig::app {

namespace {

constexpr std::size_t generated_password_ids = 2;

/// Says what became of one line, as a person reads it: number, outcome, why.
void print_line(const jobs::ImportedLine& line, const http::Problems& problems) {
    std::cout << "line " << line.number << ": ";
    switch (line.outcome) {
        case jobs::ImportedLine::Outcome::accepted:
            std::cout << "accepted, " << jobs::name_of(*line.state);
            break;
        case jobs::ImportedLine::Outcome::repeated:
            std::cout << "imported before, nothing made";
            break;
        case jobs::ImportedLine::Outcome::refused: {
            const Error& error = *line.error;
            const json::value problem =
                json::parse(problems.body(error, http::Locale::zh_cn, "import", {}));
            std::cout << "refused, " << error.code << " " << error.field << ": "
                      << problem.at("detail").as_string().c_str();
            break;
        }
    }
    for (const jobs::Finding& finding : line.findings) {
        std::cout << "; warning " << finding.rule << " " << finding.field;
    }
    std::cout << "\n";
}

/// The file's ending says how it is read.
jobs::ImportTotals import_by_kind(const std::filesystem::path& file, std::istream& stream,
                                  const jobs::RowReading& reading, const jobs::Import& import) {
    if (file.extension() == ".csv") return import_table(jobs::csv_rows(stream), reading, import);
    if (file.extension() == ".xlsx") return import_table(jobs::xlsx_rows(file), reading, import);
    return import_jobs(stream, import);
}

Actor member_of(House& house, EmployerId employer) {
    const Grant membership{Role::employer_member, employer.value()};
    const std::optional<AccountId> owner = house.database.ask(
        [&](storage::Reader& reader) { return accounts::first_holder_of(reader, membership); });
    if (!owner) throw std::runtime_error("--employer: there is no employer " + employer.text());
    return {.account = owner, .grants = {membership}};
}

}  // namespace

int import_file(const Options& options, const HouseSettings& settings, Log& log) {
    std::ifstream lines(options.import_file, std::ios::binary);
    if (!lines) throw std::runtime_error("can't read " + options.import_file.string());
    const std::optional<EmployerId> employer = EmployerId::parse(options.import_employer);
    if (!employer) throw std::runtime_error("--employer is no id: " + options.import_employer);

    const SystemClock clock;
    SystemRng rng;
    House house(settings, {clock, rng, log});
    const Actor actor = member_of(house, *employer);
    const http::Contract contract = http::Contract::load(settings.share / "openapi.json");
    const http::Problems problems(settings.share / "problems");

    const jobs::Import import{
        .jobs = house.jobs,
        .actor = actor,
        .body_check = post_body_check(contract),
        .mode = options.import_commit ? jobs::ImportMode::commit : jobs::ImportMode::dry_run,
        .report = [&](const jobs::ImportedLine& line) { print_line(line, problems); }};
    const jobs::RowReading reading{house.posts, house.occupations, clock.now()};
    const jobs::ImportTotals totals = import_by_kind(options.import_file, lines, reading, import);
    for (const std::string& column : totals.ignored_columns)
        std::cout << "column not read: " << column << "\n";
    std::cout << (options.import_commit ? "published: " : "dry run, nothing published: ")
              << totals.accepted << " accepted, " << totals.repeated << " repeated, "
              << totals.refused << " refused\n";
    return totals.refused == 0 ? exit_done : exit_unusable;
}

int create_staff(const Options& options, House& house) {
    const std::optional<Role> role = role_named(options.staff_role);
    if (!role) throw std::runtime_error("--role is none of the matrix: " + options.staff_role);

    Grant grant{*role};
    if (accounts::scope_kind_of(*role) == accounts::ScopeKind::market) {
        grant.scope = markets::market_id_of(options.staff_scope).value();
        if (house.markets.find(MarketId(grant.scope)) == nullptr) {
            throw std::runtime_error("--scope is no market's key: " + options.staff_scope);
        }
    } else if (accounts::scope_kind_of(*role) == accounts::ScopeKind::county) {
        if (house.regions.find(options.staff_scope) == nullptr) {
            throw std::runtime_error("--scope is no county's code: " + options.staff_scope);
        }
        grant.scope = std::stoll(options.staff_scope);
    }

    std::string password;
    for (std::size_t part = 0; part < generated_password_ids; ++part) {
        password += id_text(static_cast<std::int64_t>(house.rng.next() >> 1));
    }
    const Result<accounts::DisplayName> name = accounts::DisplayName::parse(options.staff_login);
    if (!name) throw std::runtime_error("--login can't be a name");
    const Result<accounts::StaffService::Created> created =
        house.staff.create({options.staff_login, *name, password, grant});
    if (!created) throw std::runtime_error(std::string(created.error().code));

    std::cout << "login        " << options.staff_login << "\n"
              << "password     " << password << "\n"
              << "TOTP secret  " << created->totp_secret << "\n"
              << "for a QR     " << created->totp_uri << "\n";
    return exit_done;
}

}  // namespace gig::app
