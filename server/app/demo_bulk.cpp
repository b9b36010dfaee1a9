#include "app/demo_bulk.h"

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
constexpr int posts_together = 2'000;

}  // namespace

void DemoBulk::post(int count, Date first, std::uint64_t seed) {
    int posted = 0;
    for (std::uint64_t round = 0; posted < count; ++round) {
        const Date date(std::chrono::sys_days(first) +
                        std::chrono::days(static_cast<int>(round % demo_days)));
        const WantedJobs wanted{.date = date, .people = people_per_draw, .meal_jobs = 0};
        const std::vector<DemoJob> drawn =
            draw_.jobs_of(seed ^ (round + 1) * 0x9E3779B97F4A7C15, wanted);
        for (std::size_t next = 0; next < drawn.size() && posted < count;) {
            rooms_.together([&] {
                for (int together = 0;
                     together < posts_together && next < drawn.size() && posted < count;
                     ++together, ++next, ++posted) {
                    write(drawn[next], posters_.of(drawn[next]));
                }
            });
        }
    }
}

void DemoBulk::write(const DemoJob& job, const DemoPosters::Poster& poster) {
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

    rooms_.database.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
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
        return true;
    });
}

}  // namespace gig::app
