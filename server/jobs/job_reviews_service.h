#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "employers/employers_service.h"
#include "jobs/job_reviews.h"
#include "jobs/job_reviews_store.h"
#include "jobs/job_takedown.h"
#include "jobs/jobs_service.h"
#include "jobs/jobs_store.h"
#include "occupations/occupations.h"
#include "storage/database.h"

namespace gig::jobs {

/// The queue of jobs that wait for a person, and the person's word.
///
/// A market's staff see and decide what waits at their own market (job.approve), and nothing else:
/// another market's queue looks empty of paths, http.not_found. Every look leaves a row that is
/// never changed. Safe from any thread.
class JobReviewsService {
public:
    JobReviewsService(storage::Database& database, const Clock& clock,
                      const accounts::Policy& policy, const employers::EmployersService& employers,
                      const occupations::Occupations& occupations);

    /// What waits at a market, longest first, at most `limit` (1..list_max), after the given job.
    /// query.bad_cursor where that one isn't of this market.
    Result<std::vector<WaitingJob>> waiting(const Actor& actor, MarketId market,
                                            std::optional<JobId> after, std::size_t limit) const;

    /// Approving opens the job at once; refusing ends it; asking leaves it waiting, with the
    /// question where its employer sees it. Of a job that was drawn though it is open, approving
    /// ends the look and refusing takes it down. Refusals: http.not_found; job.not_in_review where
    /// another was faster; job.review_remark_missing without words for a refusal or question;
    /// job.over where its last shift has begun; those of may_post() and check_text().
    Result<JobWithOpenings> decide(const Actor& actor, JobId job, const Review& review,
                                   const Once<JobWithOpenings>& once);

    /// Takes an open job down, or puts a suspended one back (job.takedown). Refusals:
    /// http.not_found; job.not_open, job.not_suspended where another was faster; job.over;
    /// job.review_remark_missing without words for a suspension; those of check_text().
    Result<JobWithOpenings> suspend(const Actor& actor, JobId job, const std::string& remark,
                                    const Once<JobWithOpenings>& once);
    Result<JobWithOpenings> restore(const Actor& actor, JobId job, const std::string& remark,
                                    const Once<JobWithOpenings>& once);

private:
    Result<JobWithOpenings> take_down_or_back(const Actor& actor, JobId job, const Review& review,
                                              const Once<JobWithOpenings>& once);
    void decide_waiting(storage::Transaction& transaction, JobWithOpenings& found,
                        const Actor& actor, const Review& review, Time now);
    void look_at_sampled(storage::Transaction& transaction, Job& job, const TakedownWord& word,
                         ReviewVerdict verdict) const;
    void open(storage::Transaction& transaction, JobWithOpenings& job, const Actor& actor,
              Time now);

    storage::Database& database_;
    const Clock& clock_;
    const accounts::Policy& policy_;
    const employers::EmployersService& employers_;
    const occupations::Occupations& occupations_;
    JobsStore jobs_;
    JobReviewsStore store_;
    JobTakedown takedown_;
};

}  // namespace gig::jobs
