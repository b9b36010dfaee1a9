#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "accounts/accounts_service.h"
#include "base/clock.h"
#include "desk/desk_service.h"
#include "employers/employer_checks_service.h"
#include "employers/employers_service.h"
#include "engagements/engagements_service.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_service.h"
#include "markets/markets.h"
#include "workers/workers_service.h"

namespace gig::app {

/// The rooms through which the demo city comes into being: the same doors that real people use.
struct DemoRooms {
    accounts::AccountsService& accounts;
    employers::EmployersService& employers;
    employers::EmployerChecksService& employer_checks;
    jobs::JobsService& jobs;
    jobs::JobReviewsService& reviews;
    workers::WorkersService& workers;
    engagements::EngagementsService& engagements;
    desk::DeskService& desk;
    storage::Database& database;
    const places::Regions& regions;
    const markets::MarketDirectory& markets;
    ManualClock& clock;  // Of these rooms: the city's past is written with it.

    /// Runs something whose acts may commit as one.
    std::function<void(const std::function<void()>&)> together;

    /// Who sits at the windows of each market.
    std::map<MarketId, AccountId> window_staff = {};
};

/// What must not be refused: the demo city is made of things that everybody may do.
template <typename T>
T must(Result<T> result, std::string_view what) {
    if (!result) {
        throw std::runtime_error("the demo city could not be made: " + std::string(what) + ": " +
                                 std::string(result.error().code) + " " + result.error().field);
    }
    return *std::move(result);
}

}  // namespace gig::app
