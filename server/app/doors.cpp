#include "app/doors.h"

#include <stdexcept>

#include "app/health_routes.h"
#include "base/time.h"
#include "storage/answers.h"

namespace gig::app {

namespace {

using std::chrono::seconds;

constexpr std::int64_t events_behind_max = 10'000;  // Before the index counts as not ready.

/// What storage's failures mean to a caller.
std::optional<Error> explain_failure(const std::exception& failure) {
    if (dynamic_cast<const storage::Full*>(&failure) != nullptr) {
        return Error{ErrorKind::storage_full, "storage.full"};
    }
    if (dynamic_cast<const storage::Broken*>(&failure) != nullptr) {
        return Error{.kind = ErrorKind::busy, .code = "storage.busy", .retry_after_seconds = 1};
    }
    return std::nullopt;
}

/// Which shifts keep a worker busy, for the room below that asks for it.
matching::AgreedShifts agreed_shifts(const engagements::EngagementsService& engagements,
                                     const Clock& clock) {
    return [&](storage::Reader& reader, AccountId worker) {
        std::vector<gigfair::Interval> shifts;
        for (const engagements::Intent& agreed : engagements.agreed(reader, worker, clock.now()))
            shifts.push_back({minute_of(agreed.start), minute_not_before(agreed.end)});
        return shifts;
    };
}

http::StaticFiles web_pages(const HouseSettings& settings) {
    http::StaticFiles files(settings.simulators ? R"(<meta name="gigfair-demo" content="1">)" : "");
    files.add_folder(settings.share / "web");
    files.add_folder(settings.share / "console", "/console");
    files.add_file("/city/schematic.geojson", settings.city_folder() / "schematic.geojson");
    return files;
}

}  // namespace

std::optional<http::AnswerBook::Kept> KeptAnswers::find(AccountId account, std::string_view key) {
    return database_.ask([&](storage::Reader& reader) -> std::optional<Kept> {
        const std::optional<storage::KeptAnswer> kept =
            storage::find_answer(reader, account, key, clock_.now());
        if (!kept) return std::nullopt;
        return Kept{kept->fingerprint, kept->answer};
    });
}

Doors::Doors(House& of, std::function<void(const std::string&)> on_reply_fault)
    : house(of),
      contract(http::Contract::load(house.settings.share / "openapi.json")),
      problems(house.settings.share / "problems"),
      index(house.jobs, house.employers, house.occupations, house.clock),
      search(index, house.clock),
      cursors(*house.vault),
      open_data(open_data_sources(), house.clock),
      job_changes(open_data_sources(), house.clock),
      ranking_rules(matching::RankingRules::load(house.settings.share / "ranking_rules.json")),
      personal_queries(house.workers, house.occupations, house.regions,
                       agreed_shifts(house.engagements, house.clock)),
      ranking_replay(house.database, ranking_rules),
      receipts(house.database, house.clock, house.rng, house.policy, *house.vault, ranking_replay),
      recommendations(recommendation_sources(), receipts),
      contests(contest_sources()),
      day_plans(recommendation_sources()),
      definitions(oversight::Definitions::load(house.settings.share / "figure_definitions.json")),
      figures(house.database, house.clock, house.policy, house.regions, house.markets),
      open_figures(figures, definitions, house.regions, house.markets, house.clock),
      import_door(house.jobs, house.posts, house.occupations, post_body_check(contract),
                  [this](const Error& error, http::Locale locale) {
                      return problems.summary(error, locale);
                  }),
      gate(house.database, house.clock, house.policy),
      answers(house.database, house.clock),
      files(web_pages(house.settings)),
      job_page(open_data_sources(), files.text_of("/index.html")),
      walk((add_routes(), walk_parts(std::move(on_reply_fault)))),
      sealer(house.database, house.vault->profile(), house.log),
      tasks(house.log) {
    index.rebuild(house.database);
    house.jobs.refresh_fill_history();
    follower.emplace(
        house.database, house.log, "matching", index.snapshot()->position,
        [this](const std::vector<events::Recorded>&) {
            house.database.read([&](storage::Reader& reader) { index.catch_up(reader); });
        });
    figures.rebuild();
    figures_follower.emplace(
        house.database, house.log, "oversight", figures.position(),
        [this](const std::vector<events::Recorded>& recorded) { figures.apply(recorded); });
    add_tasks();
    tasks.start();
}

std::vector<std::string> Doors::reasons_not_ready() const {
    std::vector<std::string> reasons;
    if (is_stopping) reasons.emplace_back("stopping");
    if (!follower || house.database.last_event() - follower->position() > events_behind_max) {
        reasons.emplace_back("index_behind");
    }
    const bool figures_behind =
        !figures_follower ||
        house.database.last_event() - figures_follower->position() > events_behind_max;
    if (figures_behind) reasons.emplace_back("figures_behind");
    return reasons;
}

http::WalkParts Doors::walk_parts(std::function<void(const std::string&)> on_reply_fault) {
    return {.router = router,
            .contract = contract,
            .problems = problems,
            .gate = gate,
            .answers = answers,
            .clock = house.clock,
            .log = house.log,
            .files = &files,
            .explain_failure = explain_failure,
            .on_reply_fault = std::move(on_reply_fault)};
}

matching::OpenDataSources Doors::open_data_sources() const {
    return {house.database, house.jobs, house.employers, house.occupations, house.markets};
}

matching::RecommendationSources Doors::recommendation_sources() const {
    return {house.database, house.clock,      house.policy,
            index,          personal_queries, ranking_rules,
            house.jobs,     house.employers,  house.occupations};
}

matching::ContestSources Doors::contest_sources() const {
    return {house.database, house.clock,      house.rng,      house.policy,
            *house.vault,   ranking_rules,    ranking_replay, receipts,
            house.workers,  personal_queries, house.markets};
}

void Doors::add_routes() {
    add_health_routes(router, contract, [this] { return reasons_not_ready(); });
    house.add_routes(router);
    import_door.add_routes(router);
    matching::add_routes(
        router, {search, cursors, house.regions, house.occupations, house.markets, house.clock});
    matching::add_routes(router, open_data, job_changes);
    matching::add_routes(router, job_page);
    matching::add_routes(
        router, matching::RecommendationsDoor{recommendations, day_plans, ranking_rules,
                                              house.occupations, house.markets, house.clock});
    matching::add_routes(
        router, matching::ReceiptsDoor{receipts, contests, house.occupations, house.clock});
    oversight::add_routes(router,
                          {figures, definitions, open_figures, house.regions, house.markets});

    const std::vector<std::string> faults = plan_faults(router, contract, house.policy);
    if (!faults.empty()) throw std::runtime_error(faults.front());
}

void Doors::add_tasks() {
    tasks.every(seconds(5), "expire_jobs", [this] { house.jobs.expire_due(); });
    tasks.every(seconds(600), "refresh_fill_history",
                [this] { house.jobs.refresh_fill_history(); });
    tasks.every(seconds(60), "lapse_employers", [this] { house.employer_checks.lapse_due(); });
    tasks.every(seconds(60), "close_barred_jobs", [this] { house.closings.close_barred(); });
    tasks.every(seconds(60), "ask_renewals", [this] { house.employer_checks.ask_renewals(); });
    tasks.every(seconds(5), "expire_intents", [this] { house.engagements.expire_due(); });
    tasks.every(seconds(30), "drop_started", [this] { index.drop_started(house.clock.now()); });
    tasks.every(seconds(60), "mark_overdue_reports", [this] { house.reports.mark_overdue(); });
    tasks.every(seconds(30), "drop_open_data", [this] { open_data.drop_old(); });
    tasks.every(seconds(60), "sweep_receipts", [this] { receipts.sweep(); });
    tasks.every(seconds(300), "sweep_accounts", [this] { house.accounts.sweep(); });
    tasks.every(seconds(300), "sweep_answers",
                [this] { storage::sweep_answers(house.database, house.clock.now()); });
}

jobs::BodyCheck post_body_check(const http::Contract& contract) {
    const http::Operation* operation = contract.find(http::Method::post, "/api/v1/jobs");
    return [operation](const json::value& body) -> Result<void> {
        const Result<json::value> checked =
            http::check_body(*operation, "application/json", json::serialize(body));
        if (!checked) return checked.error();
        return {};
    };
}

std::vector<std::string> plan_faults(const http::Router& router, const http::Contract& contract,
                                     const accounts::Policy& policy) {
    const http::ContractGaps gaps = contract.gaps(router);
    std::vector<std::string> faults;
    faults.reserve(gaps.routes_without_operation.size());
    for (const std::string& route : gaps.routes_without_operation) {
        faults.push_back("route without an operation in the contract: " + route);
    }
    for (const std::string& operation : gaps.operations_without_route) {
        // Simulators' doors are in the contract and stay shut where none run.
        if (operation.find("/simulators/") != std::string::npos) continue;
        faults.push_back("operation of the contract without a route: " + operation);
    }
    for (const std::string& difference : gaps.policies_that_differ) {
        faults.push_back("route and contract name different policies: " + difference);
    }
    for (const http::Route& route : router.routes()) {
        if (policy.knows(action_name(route.action))) continue;
        faults.push_back("route without a row in the matrix: " + route.pattern);
    }
    return faults;
}

}  // namespace gig::app
