#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/rng.h"
#include "base/vault.h"
#include "jobs/job_reports.h"
#include "jobs/job_reports_store.h"
#include "jobs/job_takedown.h"
#include "jobs/jobs_service.h"
#include "storage/database.h"

namespace gig::jobs {

inline constexpr std::size_t overdue_batch_max = 500;

/// What the public says of jobs, and what the staff make of it.
///
/// Every report is due to be looked at within the term's time (LookTerms). Enough signed-in people
/// who say that a job asks for money take it down until a person looked; whoever isn't signed in
/// only rings the bell. Who reported is known to nobody: a keyed digest tells the same from
/// another. Safe from any thread where the Rng is.
class JobReportsService {
public:
    JobReportsService(storage::Database& database, const Clock& clock, Rng& rng,
                      const accounts::Policy& policy, Vault& vault, MarketsAround markets);

    /// Anybody may. Refusals: http.not_found of a job that was never open or ended over
    /// report_after_end_max ago; job.reported_already while an earlier report of theirs is open;
    /// job.too_many_reports above reports_per_day_max; those of check_text().
    Result<JobReport> report(const Actor& actor, const NewReport& report,
                             const Once<JobReport>& once);

    /// For whoever knows the id, which can't be guessed. http.not_found.
    Result<JobReport> find(ReportId report) const;

    /// What the actor reported while signed in, newest first, at most `limit` (1..list_max), after
    /// the given one. query.bad_cursor where that is none of theirs.
    Result<std::vector<OwnJobReport>> own_of(const Actor& actor, std::optional<ReportId> after,
                                             std::size_t limit) const;

    /// What waits at a market, the soonest due first, at most `limit` (1..list_max).
    Result<std::vector<FiledJobReport>> open_at(const Actor& actor, MarketId market,
                                                std::optional<ReportId> after,
                                                std::size_t limit) const;

    /// `removed` takes the job down and answers every open report of it; `no_breach` puts back
    /// what the reports alone had taken down. The employer reads its words beside the job, as a
    /// review; it learns neither who reported nor when nor why. Refusals: http.not_found,
    /// job.report_resolved_already, job.review_remark_missing (removed needs words for the
    /// employer), job.remark_quotes_report (words for somebody else than its author that repeat a
    /// report), those of check_text().
    Result<JobReport> resolve(const Actor& actor, ReportId report, const Resolution& resolution,
                              const Once<JobReport>& once);

    /// Marks what nobody looked at in time. Called by the scheduler. Returns how many.
    std::size_t mark_overdue();

private:
    std::string reporter_of(const Actor& actor, const std::string& peer) const;
    std::optional<std::string> text_of(storage::Reader& reader, const JobReport& report) const;
    Result<void> check_quotes(storage::Reader& reader, const Resolution& resolution, ReportId of,
                              const std::vector<JobReport>& answered) const;
    SealPlace place_of(const JobReport& report) const;
    void suspend_where_many(storage::Transaction& transaction, JobWithOpenings& job,
                            const JobReport& report) const;
    void act_on(storage::Transaction& transaction, const Actor& actor, JobWithOpenings& job,
                const Resolution& resolution, Time now) const;
    FiledJobReport filed(storage::Reader& reader, const JobReport& report) const;

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    Vault& vault_;
    MarketsAround markets_;
    JobsStore jobs_;
    JobReportsStore store_;
    JobTakedown takedown_;
    JobReviewsStore reviews_;
};

}  // namespace gig::jobs
