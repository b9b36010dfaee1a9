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
    const bool speaks_for_itself =
        review.verdict == ReviewVerdict::approved || review.verdict == ReviewVerdict::restored;
    if (!speaks_for_itself && trimmed(review.remark).empty()) {
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
      store_(accounts::home_city),
      takedown_(accounts::home_city) {}

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
            JobWithOpenings found = jobs_.find(reader, job).value();
            const bool waits = found.job.state == JobState::in_review;
            listed.push_back({std::move(found), waits ? LookReason::waiting : LookReason::sampled,
                              store_.findings_of(reader, job), store_.of_job(reader, job)});
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
        const bool is_sampled = found->job.state == JobState::open && found->job.sampled_at;
        if (found->job.state != JobState::in_review && !is_sampled) {
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

        store_.add(transaction, id, actor.account, {review, now});
        events::record(transaction, now, actor.account,
                       events::JobReviewed{id, std::string(name_of(review.verdict))});
        if (is_sampled) {
            look_at_sampled(transaction, found->job, {actor.account, review.remark, now},
                            review.verdict);
        } else {
            decide_waiting(transaction, *found, actor, review, now);
        }
        return *std::move(found);
    });
}

void JobReviewsService::decide_waiting(storage::Transaction& transaction, JobWithOpenings& found,
                                       const Actor& actor, const Review& review, Time now) {
    if (review.verdict == ReviewVerdict::approved) open(transaction, found, actor, now);
    if (review.verdict == ReviewVerdict::refused) {
        jobs_.end(transaction, found.job.id, {JobState::rejected, now, review.remark});
        found.job.state = JobState::rejected;
    }
}

/// It is open already: approving leaves it so, refusing takes it down, a question leaves it drawn.
void JobReviewsService::look_at_sampled(storage::Transaction& transaction, Job& job,
                                        const TakedownWord& word, ReviewVerdict verdict) const {
    if (verdict == ReviewVerdict::asked) return;
    jobs_.looked_at(transaction, job.id);
    job.sampled_at.reset();
    if (verdict == ReviewVerdict::refused) takedown_.suspend(transaction, job, word);
}

Result<JobWithOpenings> JobReviewsService::suspend(const Actor& actor, JobId id,
                                                   const std::string& remark,
                                                   const Once<JobWithOpenings>& once) {
    return take_down_or_back(actor, id, {ReviewVerdict::suspended, remark}, once);
}

Result<JobWithOpenings> JobReviewsService::restore(const Actor& actor, JobId id,
                                                   const std::string& remark,
                                                   const Once<JobWithOpenings>& once) {
    return take_down_or_back(actor, id, {ReviewVerdict::restored, remark}, once);
}

Result<JobWithOpenings> JobReviewsService::take_down_or_back(const Actor& actor, JobId id,
                                                             const Review& review,
                                                             const Once<JobWithOpenings>& once) {
    const Result<void> fine = check_remark(review);
    if (!fine) return fine.error();

    const Time now = clock_.now();
    const bool suspends = review.verdict == ReviewVerdict::suspended;
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<JobWithOpenings> {
        std::optional<JobWithOpenings> found = jobs_.find(transaction, id);
        if (!found) return not_there();
        Job& job = found->job;
        const Result<void> allowed =
            policy_.authorize(actor, Action::job_takedown, object_of(job.review_market), now);
        if (!allowed) return allowed.error();
        if (job.state != (suspends ? JobState::open : JobState::suspended)) {
            return Error{ErrorKind::conflict, suspends ? "job.not_open" : "job.not_suspended"};
        }
        if (!suspends && job.expires_at <= now) return Error{ErrorKind::conflict, "job.over"};

        const TakedownWord word{actor.account, review.remark, now};
        if (suspends) takedown_.suspend(transaction, job, word);
        if (!suspends) takedown_.restore(transaction, job, word);
        return *std::move(found);
    });
}

void JobReviewsService::open(storage::Transaction& transaction, JobWithOpenings& found,
                             const Actor& actor, Time now) {
    Job& job = found.job;
    const bool is_first = !job.was_open;
    job.state = JobState::open;
    job.was_open = true;
    if (is_first) job.posted_at = now;
    jobs_.open(transaction, job.id, now);

    const occupations::Occupation* occupation = occupations_.find(job.occupation);
    // A catalogue may have lost it since; 0 is no occupation's number, and nothing filters by it.
    const std::uint32_t engine_id = occupation == nullptr ? 0 : occupation->engine_id;
    const events::Event event = is_first ? events::Event(opened_event(found, engine_id))
                                         : events::Event(changed_event(found));
    events::record(transaction, now, actor.account, event);
}

}  // namespace gig::jobs
