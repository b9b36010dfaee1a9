#pragma once

#include <atomic>

#include "accounts/session_gate.h"
#include "app/house.h"
#include "events/follower.h"
#include "events/sealer.h"
#include "http/contract.h"
#include "http/gate.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/static_files.h"
#include "http/walk.h"
#include "jobs/job_import_routes.h"
#include "matching/contests_service.h"
#include "matching/job_page.h"
#include "matching/matching_routes.h"
#include "matching/open_data_routes.h"
#include "matching/opening_cursor.h"
#include "matching/opening_index.h"
#include "matching/receipts_routes.h"
#include "matching/recommendations_routes.h"
#include "matching/search_service.h"
#include "oversight/figures_routes.h"
#include "scheduler/scheduler.h"

namespace gig::app {

/// The answers that storage kept, as the front hall asks for them.
class KeptAnswers final : public http::AnswerBook {
public:
    KeptAnswers(storage::Database& database, const Clock& clock)
        : database_(database), clock_(clock) {}

    std::optional<Kept> find(AccountId account, std::string_view key) override;

private:
    storage::Database& database_;
    const Clock& clock_;
};

/// Everything between a House and its front hall: the index that follows the log, the routes, the
/// contract they are held against, and the threads that keep the house in order.
///
/// Throws std::runtime_error where routes, contract and matrix differ.
struct Doors {
    /// `on_reply_fault` is told of every answer that the contract doesn't allow; tests set it.
    explicit Doors(House& house, std::function<void(const std::string&)> on_reply_fault = {});

    /// No longer ready from now on; requests are still answered.
    void announce_stop() { is_stopping = true; }

    std::vector<std::string> reasons_not_ready() const;

    House& house;
    http::Contract contract;
    http::Problems problems;

    matching::OpeningIndex index;
    matching::SearchService search;
    matching::OpeningCursors cursors;
    matching::OpenData open_data;
    matching::JobChanges job_changes;
    matching::RankingRules ranking_rules;
    matching::PersonalQueries personal_queries;
    matching::RankingReplay ranking_replay;
    matching::ReceiptsService receipts;
    matching::RecommendationsService recommendations;
    matching::ContestsService contests;
    matching::DayPlansService day_plans;

    oversight::Definitions definitions;
    oversight::FiguresService figures;
    oversight::OpenFigures open_figures;

    jobs::ImportDoor import_door;

    accounts::SessionGate gate;
    KeptAnswers answers;
    http::StaticFiles files;
    matching::JobPage job_page;
    http::Router router;
    http::Walk walk;

    std::atomic<bool> is_stopping = false;
    std::optional<events::Follower> follower;
    std::optional<events::Follower> figures_follower;
    events::Sealer sealer;
    scheduler::Scheduler tasks;

private:
    http::WalkParts walk_parts(std::function<void(const std::string&)> on_reply_fault);
    matching::OpenDataSources open_data_sources() const;
    matching::RecommendationSources recommendation_sources() const;
    matching::ContestSources contest_sources() const;
    void add_routes();
    void add_tasks();
};

/// The contract's own check of a POST /jobs body, for bodies that come in files. The contract must
/// outlive it.
jobs::BodyCheck post_body_check(const http::Contract& contract);

/// Every difference between routes, contract and matrix, a line each.
std::vector<std::string> plan_faults(const http::Router& router, const http::Contract& contract,
                                     const accounts::Policy& policy);

}  // namespace gig::app
