#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "jobs/job_reviews_store.h"
#include "jobs/jobs_store.h"

namespace gig::jobs {

/// Who takes a job down or puts it back, and the words for its employer.
struct TakedownWord {
    std::optional<AccountId> actor;  // Nothing: the house, because many reported it.
    std::string remark;
    Time at;
};

/// Takes an open job down and puts it back, in a caller's transaction: the row, the look that
/// stays, and the event that takes its openings out of the lists.
class JobTakedown {
public:
    explicit JobTakedown(std::int64_t city) : jobs_(city), reviews_(city) {}

    /// The job is open.
    void suspend(storage::Transaction& transaction, Job& job, const TakedownWord& word) const;

    /// The job is suspended and not over.
    void restore(storage::Transaction& transaction, Job& job, const TakedownWord& word) const;

    /// Whether nobody of the staff took it down, but the reports did.
    bool is_by_reports(storage::Reader& reader, JobId job) const;

private:
    JobsStore jobs_;
    JobReviewsStore reviews_;
};

}  // namespace gig::jobs
