#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jobs/job_reports.h"
#include "storage/database.h"

namespace gig::jobs {

/// The table of reports of one city. Knows SQL and nothing of the rules.
class JobReportsStore {
public:
    explicit JobReportsStore(std::int64_t city) : city_(city) {}

    /// What the row keeps beside the report itself.
    struct Origin {
        std::string reporter;  // Keyed digest.
        std::optional<AccountId> account;
        std::optional<storage::Blob> sealed_text;
    };
    void insert(storage::Transaction& transaction, const JobReport& report,
                const Origin& origin) const;

    std::optional<JobReport> find(storage::Reader& reader, ReportId report) const;
    std::optional<storage::Blob> sealed_text(storage::Reader& reader, ReportId report) const;

    bool has_open(storage::Reader& reader, JobId job, AccountId account) const;

    /// How many reports of one reporter are newer than `since`, and when the first of them came.
    struct Lately {
        std::int64_t count;
        Time first;
    };
    Lately since(storage::Reader& reader, std::string_view reporter, Time since) const;
    std::int64_t count_open(storage::Reader& reader, JobId job) const;

    /// How many accounts have an open report of that reason on the job.
    std::int64_t count_accounts(storage::Reader& reader, JobId job, ReportReason reason) const;

    /// Open reports of a market, the soonest due first.
    std::vector<JobReport> open_at(storage::Reader& reader, MarketId market,
                                   const std::optional<JobReport>& after, std::size_t limit) const;
    /// Of one reporter, newest first, older than the given one.
    std::vector<JobReport> of_reporter(storage::Reader& reader, std::string_view reporter,
                                       const std::optional<JobReport>& after,
                                       std::size_t limit) const;

    /// That one of that reporter.
    std::optional<JobReport> find_of(storage::Reader& reader, ReportId report,
                                     std::string_view reporter) const;

    std::vector<JobReport> open_of_job(storage::Reader& reader, JobId job) const;

    void resolve(storage::Transaction& transaction, ReportId report, AccountId actor,
                 const Resolution& resolution, Time at) const;

    /// Open reports whose time is over and that nobody marked yet.
    std::vector<ReportId> due(storage::Reader& reader, Time now, std::size_t limit) const;
    void mark_overdue(storage::Transaction& transaction, ReportId report) const;

private:
    std::int64_t city_;
};

}  // namespace gig::jobs
