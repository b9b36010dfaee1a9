#pragma once

#include <set>
#include <string>
#include <vector>

#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"
#include "markets/markets.h"
#include "oversight/figures_service.h"

namespace gig::oversight {

/// For tests: the house up to jobs, with the city's own markets, and the figures over its log.
class FiguresHouse : public jobs::JobsHouse {
protected:
    static constexpr County wuxing = 330502;

    JobId posted(const Actor& employer, jobs::JobDraft draft) {
        const Result<jobs::Published> made = city_jobs_.publish(employer, draft, {});
        invariant(made.has_value());
        return made->job;
    }

    /// For what no room of this floor does: the event alone, as its room will record it.
    void happens(const events::Event& event) {
        database_->write(storage::Purpose::act, [&](storage::Transaction& transaction) {
            events::record(transaction, clock_.now(), std::nullopt, event);
            return true;
        });
    }

    /// What a follower does, on this thread.
    void follow() {
        figures_.apply(database_->ask([&](storage::Reader& reader) {
            return events::read_after(reader, figures_.position());
        }));
    }

    std::int64_t total(Metric metric, const Slice& slice = {}) const {
        return figures_.figure(metric, slice, Step::month)->figure.total;
    }

    Actor holding(Role role, std::int64_t scope) const {
        return {.account = AccountId(11), .grants = {{role, scope}}};
    }

    markets::MarketDirectory markets_ =
        markets::MarketDirectory::load(GIG_SOURCE_DIR "/city/huzhou");
    MarketId donghu_ = markets::market_id_of("donghu");
    jobs::JobsService city_jobs_ =
        jobs_over(*database_, {.name_of = [this](MarketId id) -> std::optional<std::string> {
                                   const markets::Market* market = markets_.find(id);
                                   if (market == nullptr) return std::nullopt;
                                   return market->name;
                               },
                               .nearest = [this](const auto&) { return donghu_; }});
    jobs::JobReviewsService reviews_{*database_, clock_, policy_, occupations_};
    FiguresService figures_{*database_, clock_, policy_, regions_, markets_};
};

}  // namespace gig::oversight
