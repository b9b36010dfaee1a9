#include "jobs/job_reports_store.h"

#include "base/invariant.h"

#define GIG_REPORT_COLUMNS \
    "id, job, market, reason, at, due_at, overdue, outcome, remark, resolved_at"

namespace gig::jobs {

namespace {

constexpr std::int64_t open_of_job_max = 1'000;

JobReport report_in(const storage::Row& row) {
    const std::optional<ReportReason> reason = named<ReportReason>(row.text(3));
    invariant(reason.has_value());
    JobReport report{.id = row.id<ReportId>(0),
                     .job = row.id<JobId>(1),
                     .market = row.id<MarketId>(2),
                     .reason = *reason,
                     .at = row.time(4),
                     .due_at = row.time(5),
                     .overdue = row.flag(6),
                     .remark = row.optional_text(8),
                     .resolved_at = row.optional_time(9)};
    if (const std::optional<std::string> outcome = row.optional_text(7)) {
        report.outcome = named<ReportOutcome>(*outcome);
    }
    return report;
}

std::vector<JobReport> reports_in(const std::vector<storage::Row>& rows) {
    std::vector<JobReport> reports;
    reports.reserve(rows.size());
    for (const storage::Row& row : rows)
        reports.push_back(report_in(row));
    return reports;
}

}  // namespace

void JobReportsStore::insert(storage::Transaction& transaction, const JobReport& report,
                             const Origin& origin) const {
    transaction.execute(
        "INSERT INTO job_report (city, id, job, market, reporter, account, reason, text_enc, at, "
        "due_at, overdue) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
        {city_, report.id, report.job, report.market, origin.reporter, origin.account,
         name_of(report.reason), origin.sealed_text, report.at, report.due_at});
}

std::optional<JobReport> JobReportsStore::find(storage::Reader& reader, ReportId report) const {
    const std::optional<storage::Row> row =
        reader.find("SELECT " GIG_REPORT_COLUMNS " FROM job_report WHERE city = $1 AND id = $2",
                    {city_, report});
    if (!row) return std::nullopt;
    return report_in(*row);
}

std::optional<storage::Blob> JobReportsStore::sealed_text(storage::Reader& reader,
                                                          ReportId report) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT text_enc FROM job_report WHERE city = $1 AND id = $2 AND text_enc IS NOT NULL",
        {city_, report});
    if (!row) return std::nullopt;
    return row->blob(0);
}

bool JobReportsStore::has_open(storage::Reader& reader, JobId job, AccountId account) const {
    return reader
        .find(
            "SELECT 1 FROM job_report WHERE city = $1 AND job = $2 AND account = $3 "
            "AND outcome IS NULL",
            {city_, job, account})
        .has_value();
}

JobReportsStore::Lately JobReportsStore::since(storage::Reader& reader, std::string_view reporter,
                                               Time since) const {
    const storage::Row row = reader
                                 .find(
                                     "SELECT count(*), coalesce(min(at), $3) FROM job_report "
                                     "WHERE city = $1 AND reporter = $2 AND at > $3",
                                     {city_, reporter, since})
                                 .value();
    return {row.integer(0), row.time(1)};
}

std::int64_t JobReportsStore::count_open(storage::Reader& reader, JobId job) const {
    return reader
        .find("SELECT count(*) FROM job_report WHERE city = $1 AND job = $2 AND outcome IS NULL",
              {city_, job})
        ->integer(0);
}

std::int64_t JobReportsStore::count_accounts(storage::Reader& reader, JobId job,
                                             ReportReason reason) const {
    return reader
        .find(
            "SELECT count(DISTINCT account) FROM job_report WHERE city = $1 AND job = $2 "
            "AND reason = $3 AND outcome IS NULL AND account IS NOT NULL",
            {city_, job, name_of(reason)})
        ->integer(0);
}

std::vector<JobReport> JobReportsStore::open_at(storage::Reader& reader, MarketId market,
                                                const std::optional<JobReport>& after,
                                                std::size_t limit) const {
    const Time due_after = after ? after->due_at : Time::min();
    const ReportId id_after = after ? after->id : ReportId(-1);
    return reports_in(
        reader.query("SELECT " GIG_REPORT_COLUMNS
                     " FROM job_report WHERE city = $1 AND market = $2 AND outcome IS NULL "
                     "AND (due_at, id) > ($3, $4) ORDER BY due_at, id LIMIT $5",
                     {city_, market, due_after, id_after, static_cast<std::int64_t>(limit)}));
}

std::vector<JobReport> JobReportsStore::of_reporter(storage::Reader& reader,
                                                    std::string_view reporter,
                                                    const std::optional<JobReport>& after,
                                                    std::size_t limit) const {
    const Time at_before = after ? after->at : Time::max();
    const ReportId id_before = after ? after->id : ReportId(0);
    return reports_in(
        reader.query("SELECT " GIG_REPORT_COLUMNS
                     " FROM job_report WHERE city = $1 AND reporter = $2 "
                     "AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5",
                     {city_, reporter, at_before, id_before, static_cast<std::int64_t>(limit)}));
}

std::optional<JobReport> JobReportsStore::find_of(storage::Reader& reader, ReportId report,
                                                  std::string_view reporter) const {
    const std::optional<storage::Row> row =
        reader.find("SELECT " GIG_REPORT_COLUMNS
                    " FROM job_report WHERE city = $1 AND id = $2 AND reporter = $3",
                    {city_, report, reporter});
    if (!row) return std::nullopt;
    return report_in(*row);
}

std::vector<JobReport> JobReportsStore::open_of_job(storage::Reader& reader, JobId job) const {
    return reports_in(reader.query("SELECT " GIG_REPORT_COLUMNS
                                   " FROM job_report WHERE city = $1 AND job = $2 "
                                   "AND outcome IS NULL ORDER BY due_at, id LIMIT $3",
                                   {city_, job, open_of_job_max}));
}

void JobReportsStore::resolve(storage::Transaction& transaction, ReportId report, AccountId actor,
                              const Resolution& resolution, Time at) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE job_report SET outcome = $1, remark = $2, resolved_at = $3, resolved_by = $4, "
        "remark_for_employer = $5 WHERE city = $6 AND id = $7 AND outcome IS NULL",
        {name_of(resolution.outcome), resolution.told_reporter(), at, actor,
         resolution.remark_for_employer, city_, report});
    invariant(changed == 1);
}

std::vector<ReportId> JobReportsStore::due(storage::Reader& reader, Time now,
                                           std::size_t limit) const {
    std::vector<ReportId> reports;
    for (const storage::Row& row :
         reader.query("SELECT id FROM job_report WHERE city = $1 AND due_at <= $2 "
                      "AND outcome IS NULL AND overdue = 0 ORDER BY due_at, id LIMIT $3",
                      {city_, now, static_cast<std::int64_t>(limit)})) {
        reports.push_back(row.id<ReportId>(0));
    }
    return reports;
}

void JobReportsStore::mark_overdue(storage::Transaction& transaction, ReportId report) const {
    transaction.execute("UPDATE job_report SET overdue = 1 WHERE city = $1 AND id = $2",
                        {city_, report});
}

}  // namespace gig::jobs
