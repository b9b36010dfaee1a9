#include "jobs/job_reviews_service.h"

#include "accounts/accounts.h"
#include "base/text.h"
#include "events/events.h"
#include "jobs/draft_checks.h"
#include "jobs/employer_bars.h"
#include "jobs/posted_job.h"

namespace gig::jobs {

namespace {

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

/// Whose staff may decide. Empty for a job from before there was a queue, so nobody's.
accounts::Object object_of(const std::optional<MarketId>& market) {
    return {.market = market};
}

Result<void> check_remark(const Review& review) {
    if (review.verdict != ReviewVerdict::approved && trimmed(review.remark).empty()) {
        return Error{ErrorKind::invalid, "job.review_remark_missing", "/remark"};
    }
    return check_text(review.remark, remark_max, "/remark");
}

}  // namespace

JobReviewsService::JobReviewsService(storage::Database& database, const Clock& clock,
                                     const accounts::Policy& policy,
                                     const employers::EmployersService& employers,
                                     const occupations::Occupations& occupations)
    : database_(database),
      clock_(clock),
      policy_(policy),
      employers_(employers),
      occupations_(occupations),
      jobs_(accounts::home_city),
      store_(accounts::home_city) {}

Result<std::vector<WaitingJob>> JobReviewsService::waiting(const Actor& actor, MarketId market,
                                                           std::optional<JobId> after,
                                                           std::size_t limit) const {
    invariant(limit >= 1 && limit <= list_max);
    const Result<void> allowed =
        policy_.authorize(actor, Action::job_approve, object_of(market), clock_.now());
    if (!allowed) return allowed.error();

    using Listed = Result<std::vector<WaitingJob>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        std::optional<Job> position;
        if (after) {
            const std::optional<JobWithOpenings> found = jobs_.find(reader, *after);
            if (!found || found->job.review_market != market) {
                return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            }
            position = found->job;
        }
        std::vector<WaitingJob> listed;
        for (const JobId job : store_.waiting(reader, market, position, limit)) {
            listed.push_back({jobs_.find(reader, job).value(), store_.findings_of(reader, job),
                              store_.of_job(reader, job)});
        }
        return listed;
    });
}

Result<JobWithOpenings> JobReviewsService::decide(const Actor& actor, JobId id,
                                                  const Review& review,
                                                  const Once<JobWithOpenings>& once) {
    const Result<void> fine = check_remark(review);
    if (!fine) return fine.error();

    const Time now = clock_.now();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<JobWithOpenings> {
        std::optional<JobWithOpenings> found = jobs_.find(transaction, id);
        if (!found) return not_there();
        const Result<void> allowed =
            policy_.authorize(actor, Action::job_approve, object_of(found->job.review_market), now);
        if (!allowed) return allowed.error();
        if (found->job.state != JobState::in_review) {
            return Error{ErrorKind::conflict, "job.not_in_review"};
        }
        const bool asked_too_often =
            review.verdict == ReviewVerdict::asked &&
            store_.of_job(transaction, id).size() + 1 >= reviews_per_job_max;
        if (asked_too_often) return Error{ErrorKind::conflict, "job.asked_too_often"};
        if (review.verdict == ReviewVerdict::approved && found->job.expires_at <= now) {
            return Error{ErrorKind::conflict, "job.over"};
        }
        if (review.verdict == ReviewVerdict::approved) {
            const Result<void> may =
                may_post(employers_.find_in(transaction, found->job.employer).value(),
                         found->job.relation, date_of(now));
            if (!may) return may.error();
        }

        store_.add(transaction, id, *actor.account, {review, now});
        events::record(transaction, now, actor.account,
                       events::JobReviewed{id, std::string(name_of(review.verdict))});
        if (review.verdict == ReviewVerdict::approved) open(transaction, *found, actor, now);
        if (review.verdict == ReviewVerdict::refused) {
            jobs_.end(transaction, id, {JobState::rejected, now, review.remark});
            found->job.state = JobState::rejected;
        }
        return *std::move(found);
    });
}

void JobReviewsService::open(storage::Transaction& transaction, JobWithOpenings& found,
                             const Actor& actor, Time now) {
    Job& job = found.job;
    job.state = JobState::open;
    job.was_open = true;
    job.posted_at = now;
    jobs_.open(transaction, job.id, now);

    const occupations::Occupation* occupation = occupations_.find(job.occupation);
    // A catalogue may have lost it since; 0 is no occupation's number, and nothing filters by it.
    const std::uint32_t engine_id = occupation == nullptr ? 0 : occupation->engine_id;
    events::record(transaction, now, actor.account, opened_event(found, engine_id));
}

}  // namespace gig::jobs
