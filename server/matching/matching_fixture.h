#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jobs/jobs_fixture.h"
#include "markets/markets.h"
#include "matching/index_check.h"
#include "matching/opening_index.h"
#include "matching/search_service.h"

namespace gig::matching {

/// For tests: the house up to this room, at midnight of Wednesday, 25 November 2026.
class MatchingHouse : public jobs::JobsHouse {
protected:
    /// A job of one shift, tomorrow from the given hour on, at Donghu and some metres north of it.
    jobs::JobDraft shift(const std::string& title, int metres_north = 0, int hour = 17) const {
        using std::chrono::hours;
        jobs::JobDraft job = draft(title);
        job.relation = Relation::task_term;  // Lets a shift be long.
        const Time start = tomorrow() + hours(hour);
        job.shifts = {{start, start + hours(4), 2}};
        job.place =
            places::SourcePlace{30.868 + metres_north / 111'195.08, 120.104, places::Crs::wgs84};
        job.address = "北门1号";  // Names no county, so that a test may move the place.
        job.expires_at = start;
        return job;
    }

    Time tomorrow() const { return midnight(date_of(clock_.now())) + std::chrono::hours(24); }

    JobId published(const jobs::JobDraft& job) { return published_by(employer_, job); }
    JobId published_by(const Actor& actor, const jobs::JobDraft& job) {
        const Result<jobs::Published> made = market_jobs_.publish(actor, job, {});
        invariant(made && made->state == jobs::JobState::open);
        return made->job;
    }
    void close(JobId job) { ASSERT_TRUE(market_jobs_.close(employer_, job, "", {})); }

    /// What a follower does, on this thread.
    void follow() {
        database_->read([&](storage::Reader& reader) { index_.catch_up(reader); });
    }

    Search nearby() const {
        return {.home = *GeoPoint::from_degrees(30.868, 120.104),
                .from = clock_.now(),
                .to = clock_.now() + dates_default};
    }

    /// The titles of one page, or of the first hundred.
    std::string titles(const Search& search) const {
        std::string text;
        for (const Found& found : search_.find(search, std::nullopt, found_max).items) {
            text += found.opening->card->title + " ";
        }
        return text;
    }

    std::optional<std::string> difference() {
        return database_->ask([&](storage::Reader& reader) {
            IndexCheck check(market_jobs_, CardMaker(market_jobs_, employers_, occupations_));
            return check.first_difference(*index_.snapshot(), reader, clock_.now());
        });
    }

    markets::MarketDirectory markets_ =
        markets::MarketDirectory::load(GIG_SOURCE_DIR "/city/huzhou");
    jobs::JobsService market_jobs_ =
        jobs_over(*database_, {.name_of = [this](MarketId id) -> std::optional<std::string> {
                                   const markets::Market* market = markets_.find(id);
                                   if (market == nullptr) return std::nullopt;
                                   return market->name;
                               },
                               .nearest = [](const auto&) { return known_market; },
                               .looks = looks(0)});
    OpeningIndex index_{market_jobs_, employers_, occupations_, clock_};
    SearchService search_{index_, clock_};
    Actor employer_ = employer_member();
};

}  // namespace gig::matching
