#include "jobs/job_reviews_store.h"

#include <algorithm>

namespace gig::jobs {

void JobReviewsStore::add(storage::Transaction& transaction, JobId job,
                          std::optional<AccountId> actor, const KeptReview& review) const {
    transaction.execute(
        "INSERT INTO job_review (city, job, number, at, actor, verdict, remark) "
        "SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 FROM job_review "
        "WHERE city = $1 AND job = $2",
        {city_, job, review.at, actor, name_of(review.review.verdict), review.review.remark});
}

std::vector<KeptReview> JobReviewsStore::of_job(storage::Reader& reader, JobId job) const {
    std::vector<KeptReview> reviews;
    for (const storage::Row& row :
         reader.query("SELECT verdict, remark, at FROM job_review WHERE city = $1 AND job = $2 "
                      "ORDER BY number DESC LIMIT $3",
                      {city_, job, static_cast<std::int64_t>(reviews_per_job_max)})) {
        const std::optional<ReviewVerdict> verdict = named<ReviewVerdict>(row.text(0));
        invariant(verdict.has_value());
        reviews.push_back({{*verdict, row.text(1)}, row.time(2)});
    }
    std::ranges::reverse(reviews);
    return reviews;
}

std::vector<JobId> JobReviewsStore::waiting(storage::Reader& reader, MarketId market,
                                            const std::optional<Job>& after,
                                            std::size_t limit) const {
    const Time time_after = after ? after->created_at : Time::min();
    const JobId id_after = after ? after->id : JobId(-1);
    std::vector<JobId> jobs;
    for (const storage::Row& row :
         reader.query("SELECT id FROM job WHERE city = $1 AND review_market = $2 "
                      "AND (state = 'in_review' OR (state = 'open' AND sampled_at IS NOT NULL)) "
                      "AND (created_at, id) > ($3, $4) ORDER BY created_at, id LIMIT $5",
                      {city_, market, time_after, id_after, static_cast<std::int64_t>(limit)})) {
        jobs.emplace_back(row.integer(0));
    }
    return jobs;
}

bool JobReviewsStore::was_suspended_by_house(storage::Reader& reader, JobId job) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT actor FROM job_review WHERE city = $1 AND job = $2 AND verdict = 'suspended' "
        "ORDER BY number DESC LIMIT 1",
        {city_, job});
    return row && row->is_null(0);
}

std::string JobReviewsStore::findings_of(storage::Reader& reader, JobId job) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT findings FROM job_version WHERE city = $1 AND job = $2 "
        "ORDER BY version DESC LIMIT 1",
        {city_, job});
    invariant(row.has_value());  // A job is never without its first version.
    return row->text(0);
}

}  // namespace gig::jobs
