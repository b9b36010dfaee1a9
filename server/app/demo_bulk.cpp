#include "app/demo_bulk.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "app/demo_city.h"
#include "base/json.h"
#include "events/events.h"
#include "jobs/draft_checks.h"
#include "jobs/job_body.h"
#include "jobs/jobs_store.h"
#include "jobs/posted_job.h"

namespace gig::app {

namespace {

constexpr std::int32_t people_per_draw = 20'000;

// Acts of their own would wait for the disk a million times; in a large one SQLite walks what the
// act has changed so far at the end of every statement.
constexpr std::size_t posts_together = 100;

}  // namespace

void DemoBulk::post(int count, Date first, std::uint64_t seed) {
    int posted = 0;
    for (std::uint64_t round = 0; posted < count; ++round) {
        const Date date(std::chrono::sys_days(first) +
                        std::chrono::days(static_cast<int>(round % demo_days)));
        const WantedJobs wanted{.date = date, .people = people_per_draw, .meal_jobs = 0};
        std::vector<DemoJob> drawn = draw_.jobs_of(seed ^ (round + 1) * 0x9E3779B97F4A7C15, wanted);
        drawn.resize(std::min(drawn.size(), static_cast<std::size_t>(count - posted)));
        const std::span<const DemoJob> jobs(drawn);
        for (std::size_t next = 0; next < jobs.size(); next += posts_together) {
            write(jobs.subspan(next, std::min(posts_together, jobs.size() - next)));
        }
        posted += static_cast<int>(jobs.size());
    }
}

/// All in one act.
void DemoBulk::write(std::span<const DemoJob> jobs) {
    std::vector<DemoPosters::Poster> posters;
    posters.reserve(jobs.size());
    for (const DemoJob& job : jobs)
        posters.push_back(posters_.of(job));
    rooms_.database.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        for (std::size_t at = 0; at < jobs.size(); ++at)
            write(transaction, jobs[at], posters[at]);
        return true;
    });
}

void DemoBulk::write(storage::Transaction& transaction, const DemoJob& job,
                     const DemoPosters::Poster& poster) {
    const jobs::JobsStore store(accounts::home_city);
    const Time now = rooms_.clock.now();
    const jobs::JobDraft& draft = job.draft;
    jobs::JobWithOpenings posted =
        jobs::posted_job(draft, poster.employer, jobs::certificates_mask(draft, occupations_), now);
    posted.job.id = JobId::random(rng_);
    posted.job.place = *places::to_wgs84(*draft.place);
    posted.job.place_source = draft.place->crs;
    posted.job.region_code = job.street;
    posted.job.review_market = rooms_.markets.nearest(*posted.job.place)->id;
    posted.job.market = posted.job.review_market;
    posted.job.state = jobs::JobState::open;
    posted.job.was_open = true;

    std::uint32_t engine_id = store.take_engine_ids(transaction, posted.openings.size());
    for (jobs::Opening& opening : posted.openings) {
        opening.id = OpeningId::random(rng_);
        opening.job = posted.job.id;
        opening.engine_id = engine_id++;
    }
    store.insert(
        transaction, posted,
        {*poster.actor.account, std::nullopt, json::serialize(jobs::body_of(draft)), "[]"});
    events::record(transaction, now, poster.actor.account,
                   jobs::opened_event(posted, occupations_.find(draft.occupation)->engine_id));
}

}  // namespace gig::app
