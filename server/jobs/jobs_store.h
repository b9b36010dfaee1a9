#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "jobs/jobs.h"
#include "storage/database.h"

namespace gig::jobs {

/// The job tables of one city. Knows SQL and nothing of the rules.
class JobsStore {
public:
    /// `city` is the store's key of everything in that city, such as 330500.
    explicit JobsStore(std::int64_t city) : city_(city) {}

    /// What the row keeps beside the job itself.
    struct Origin {
        AccountId created_by;
        std::optional<std::string> import_digest;
        std::string body;      // The first version's text.
        std::string findings;  // What its author was told, as JSON text.
    };
    void insert(storage::Transaction& transaction, const JobWithOpenings& job,
                const Origin& origin) const;

    /// `count` new engine ids in a row; returns the first. Throws storage::Broken where the 32
    /// bits are used up.
    std::uint32_t take_engine_ids(storage::Transaction& transaction, std::size_t count) const;

    void open(storage::Transaction& transaction, JobId job, Time at) const;

    struct Ending {
        JobState state;
        Time at;
        std::optional<std::string> reason = std::nullopt;
    };
    void end(storage::Transaction& transaction, JobId job, const Ending& ending) const;

    /// Puts back what was open before it ended.
    void restore(storage::Transaction& transaction, JobId job) const;

    /// A person looked at what was drawn.
    void looked_at(storage::Transaction& transaction, JobId job) const;

    std::optional<JobWithOpenings> find(storage::Reader& reader, JobId job) const;
    std::optional<OpeningOfJob> find_opening(storage::Reader& reader, OpeningId opening) const;

    /// One place less is left; there must be one.
    void take_place(storage::Transaction& transaction, OpeningId opening) const;

    /// The job that a line of an imported file became, by the account that imported it.
    std::optional<Job> find_imported(storage::Reader& reader, AccountId account,
                                     std::string_view digest) const;

    /// Whether the employer has a living job of that title with a shift that overlaps one of
    /// these.
    bool has_overlapping(storage::Reader& reader, const JobDraft& draft, EmployerId employer) const;

    struct Listing {
        std::optional<JobState> state;
        std::optional<JobId> after;
        std::size_t limit;
    };
    /// Newest first.
    std::vector<Job> of_employer(storage::Reader& reader, EmployerId employer,
                                 const Listing& listing) const;
    std::optional<Time> created_at(storage::Reader& reader, JobId job) const;
    std::vector<Opening> openings_of(storage::Reader& reader, JobId job) const;

    /// The open jobs with the lowest ids above `after`, at most `limit`.
    std::vector<Job> open_after(storage::Reader& reader, JobId after, std::size_t limit) const;

    /// The openings of the open jobs in (after, last] that start later than `now`, by job.
    std::vector<Opening> live_openings(storage::Reader& reader, JobId after, JobId last,
                                       Time now) const;

    /// The employers with the lowest ids above `after` that have living jobs.
    std::vector<EmployerId> employers_after(storage::Reader& reader, EmployerId after,
                                            std::size_t limit) const;

    struct LivingJob {
        JobId id;
        Relation relation;
    };
    /// An employer's living jobs, oldest first; at most storage::rows_max.
    std::vector<LivingJob> living_of(storage::Reader& reader, EmployerId employer) const;

    /// Living jobs that are over, longest over first.
    std::vector<JobId> due(storage::Reader& reader, Time now, std::size_t limit) const;

    /// The kept text of one version.
    std::optional<std::string> version_text(storage::Reader& reader, JobId job,
                                            std::int64_t version) const;

private:
    void insert_job(storage::Transaction& transaction, const JobWithOpenings& job,
                    const Origin& origin) const;
    void insert_opening(storage::Transaction& transaction, const Opening& opening) const;

    std::int64_t city_;
};

}  // namespace gig::jobs
