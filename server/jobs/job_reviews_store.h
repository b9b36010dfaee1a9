#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jobs/job_reviews.h"
#include "jobs/jobs_store.h"
#include "storage/database.h"

namespace gig::jobs {

/// The table of reviews of one city.
class JobReviewsStore {
public:
    explicit JobReviewsStore(std::int64_t city) : city_(city) {}

    void add(storage::Transaction& transaction, JobId job, std::optional<AccountId> actor,
             const KeptReview& review) const;

    /// The newest reviews_per_job_max, oldest first.
    std::vector<KeptReview> of_job(storage::Reader& reader, JobId job) const;

    /// The ids of what waits at a market, longest first.
    std::vector<JobId> waiting(storage::Reader& reader, MarketId market,
                               const std::optional<Job>& after, std::size_t limit) const;

    /// Whether its newest suspension was nobody's of the staff.
    bool was_suspended_by_house(storage::Reader& reader, JobId job) const;

    std::string findings_of(storage::Reader& reader, JobId job) const;

private:
    std::int64_t city_;
};

}  // namespace gig::jobs
