#pragma once

#include <string>
#include <vector>

#include "desk/desk_service.h"
#include "engagements/engagements_service.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"
#include "markets/markets.h"
#include "oversight/figures_service.h"
#include "workers/workers_service.h"

namespace gig::oversight {

/// For tests: every room whose acts a figure counts, with the city's own markets, and the figures
/// over their log.
class FiguresHouse : public jobs::JobsHouse {
protected:
    static constexpr County wuxing = 330502;

    JobId posted(const Actor& employer, jobs::JobDraft draft) {
        const Result<jobs::Published> made = city_jobs_.publish(employer, draft, {});
        invariant(made.has_value());
        return made->job;
    }

    /// Somebody without a profile.
    Actor person() {
        const std::string number = std::to_string(50'000'000 + ++seekers_);
        const Result<accounts::Account> account =
            accounts_.create_for_demo({*Phone::parse("120" + number),
                                       *accounts::DisplayName::parse("演示求职者"),
                                       {{Role::worker}}});
        return {.account = account->id, .grants = {{Role::worker}}};
    }

    /// Saves a profile with which the actor may wash dishes; lives at Donghu or gives no home.
    void save_profile(const Actor& actor, bool with_home) {
        workers::ProfileDraft profile;
        profile.preferences.birth_date = std::chrono::year{1990} / 3 / 1;
        profile.preferences.certificates = {"health"};
        if (with_home) profile.home = places::SourcePlace{30.868, 120.104, places::Crs::wgs84};
        invariant(workers_.save_self(actor, profile, {}).has_value());
    }

    Actor seeker() {
        const Actor actor = person();
        save_profile(actor, true);
        return actor;
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
                               .nearest = [this](const auto&) { return donghu_; },
                               .looks = looks(0)});
    jobs::JobReviewsService reviews_{*database_, clock_, policy_, employers_, occupations_};
    workers::WorkersService workers_{*database_, clock_, *vault_, policy_, occupations_, regions_};
    engagements::EngagementsService engagements_{*database_, clock_,   rng_,      policy_,
                                                 rules_,     workers_, city_jobs_};
    desk::DeskService desk_{*database_, clock_, rng_, policy_, markets_};
    FiguresService figures_{*database_, clock_, policy_, regions_, markets_};
    int seekers_ = 0;
};

}  // namespace gig::oversight
