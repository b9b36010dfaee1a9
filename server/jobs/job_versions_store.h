#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "jobs/jobs.h"
#include "storage/database.h"

namespace gig::jobs {

/// One text that a job had, as it was handed in.
struct JobVersion {
    std::int64_t version;
    Time at;
    std::string body;      // JSON of POST /jobs.
    std::string findings;  // What its author was told, as JSON text.
};

/// The kept texts of one city's jobs, and the row that follows the newest.
class JobVersionsStore {
public:
    explicit JobVersionsStore(std::int64_t city) : city_(city) {}

    /// Newest first, at most `limit`, older than `before`.
    std::vector<JobVersion> of_job(storage::Reader& reader, JobId job, std::int64_t before,
                                   std::size_t limit) const;

    /// The text that counts now.
    JobVersion newest(storage::Reader& reader, JobId job) const;

    /// Keeps a new text and makes the job's row and its openings that have not begun follow it.
    /// `changed` has the new version's number.
    void add(storage::Transaction& transaction, const JobWithOpenings& changed, AccountId actor,
             const JobVersion& version) const;

private:
    std::int64_t city_;
};

}  // namespace gig::jobs
