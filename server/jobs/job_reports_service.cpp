#include "jobs/job_reports_service.h"

#include "accounts/accounts.h"
#include "base/text.h"
#include "events/events.h"
#include "jobs/draft_checks.h"
#include "jobs/report_quotes.h"

namespace gig::jobs {

namespace {

/// What the employer reads where no person has written yet.
constexpr std::string_view suspended_by_reports =
    "多位求职者举报这条招工信息收费，已先下架，等工作人员核实。\n"
    "Several people reported that this post asks for money. It is hidden until staff have looked.";

constexpr std::chrono::hours report_window{24};

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

/// What was shown to the public, now or a while ago.
bool can_be_reported(const Job& job, Time now) {
    return job.was_open && now < job.expires_at + report_after_end_max;
}

const char* employer_field(const Resolution& resolution) {
    return resolution.remark_for_employer ? "/remark_for_employer" : "/remark";
}

const char* reporter_field(const Resolution& resolution) {
    return resolution.remark_for_reporter ? "/remark_for_reporter" : "/remark";
}

Result<void> check_remarks(const Resolution& resolution) {
    const bool needed =
        resolution.outcome == ReportOutcome::removed || resolution.remark_for_employer;
    if (needed && trimmed(resolution.told_employer()).empty()) {
        return Error{ErrorKind::invalid, "job.review_remark_missing", employer_field(resolution)};
    }
    const Result<void> shared = check_text(resolution.remark, remark_max, "/remark");
    if (!shared) return shared.error();
    const Result<void> reporter =
        check_text(resolution.told_reporter(), remark_max, reporter_field(resolution));
    if (!reporter) return reporter.error();
    return check_text(resolution.told_employer(), remark_max, employer_field(resolution));
}

/// Until the first of them is out of the window.
Error too_many_reports(Time first, Time now) {
    Error error{ErrorKind::too_many, "job.too_many_reports"};
    error.values.emplace_back("max", std::to_string(reports_per_day_max));
    const auto wait = std::chrono::ceil<std::chrono::seconds>(first + report_window - now);
    error.retry_after_seconds = static_cast<int>(wait.count());
    return error;
}

}  // namespace

JobReportsService::JobReportsService(storage::Database& database, const Clock& clock, Rng& rng,
                                     const accounts::Policy& policy, Vault& vault,
                                     MarketsAround markets)
    : database_(database),
      clock_(clock),
      rng_(rng),
      policy_(policy),
      vault_(vault),
      markets_(std::move(markets)),
      jobs_(accounts::home_city),
      store_(accounts::home_city),
      takedown_(accounts::home_city),
      reviews_(accounts::home_city) {}

Result<JobReport> JobReportsService::report(const Actor& actor, const NewReport& given,
                                            const Once<JobReport>& once) {
    const Time now = clock_.now();
    const Result<void> allowed = policy_.authorize(actor, Action::job_report_abuse, {}, now);
    if (!allowed) return allowed.error();
    if (given.text) {
        const Result<void> fine = check_text(*given.text, report_text_max, "/text");
        if (!fine) return fine.error();
    }
    const std::string reporter = reporter_of(actor, given.peer);
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<JobReport> {
        std::optional<JobWithOpenings> job = jobs_.find(transaction, given.job);
        if (!job || !can_be_reported(job->job, now)) return not_there();
        if (actor.account && store_.has_open(transaction, given.job, *actor.account)) {
            return Error{ErrorKind::conflict, "job.reported_already"};
        }
        const auto lately = store_.since(transaction, reporter, now - report_window);
        if (lately.count >= static_cast<std::int64_t>(reports_per_day_max)) {
            return too_many_reports(lately.first, now);
        }

        std::optional<MarketId> market = job->job.review_market;
        if (!market) market = markets_.nearest(job->job.place);
        if (!market) return not_there();  // A city without a market has nobody to look.
        const JobReport report{.id = ReportId::random(rng_),
                               .job = given.job,
                               .market = *market,
                               .reason = given.reason,
                               .at = now,
                               .due_at = now + markets_.looks.on(date_of(now)).report_due};
        JobReportsStore::Origin origin{reporter, actor.account, std::nullopt};
        if (given.text) origin.sealed_text = vault_.seal(*given.text, place_of(report));
        store_.insert(transaction, report, origin);
        events::record(
            transaction, now, actor.account,
            events::JobReported{report.id, report.job, std::string(name_of(report.reason))});
        suspend_where_many(transaction, *job, report);
        return report;
    });
}

/// One person alone, however often, takes nothing down.
void JobReportsService::suspend_where_many(storage::Transaction& transaction, JobWithOpenings& job,
                                           const JobReport& report) const {
    if (report.reason != ReportReason::asks_for_money || job.job.state != JobState::open) return;
    const std::int64_t reporters = store_.count_accounts(transaction, job.job.id, report.reason);
    if (reporters < markets_.looks.on(date_of(report.at)).reporters_to_suspend) return;
    takedown_.suspend(transaction, job.job,
                      {std::nullopt, std::string(suspended_by_reports), report.at});
}

Result<JobReport> JobReportsService::find(ReportId id) const {
    const std::optional<JobReport> found =
        database_.ask([&](storage::Reader& reader) { return store_.find(reader, id); });
    if (!found) return not_there();
    return *found;
}

Result<std::vector<OwnJobReport>> JobReportsService::own_of(const Actor& actor,
                                                            std::optional<ReportId> after,
                                                            std::size_t limit) const {
    invariant(limit >= 1 && limit <= list_max);
    const Result<void> allowed = policy_.authorize(actor, Action::job_report_read_own,
                                                   {.owner = actor.account}, clock_.now());
    if (!allowed) return allowed.error();

    const std::string reporter = reporter_of(actor, "");
    using Listed = Result<std::vector<OwnJobReport>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        std::optional<JobReport> position;
        if (after) {
            position = store_.find_of(reader, *after, reporter);
            if (!position) return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
        }
        std::vector<OwnJobReport> listed;
        for (JobReport& report : store_.of_reporter(reader, reporter, position, limit)) {
            const Job job = jobs_.find(reader, report.job).value().job;
            std::optional<std::string> title;
            if (job.state != JobState::in_review) title = job.title;
            listed.push_back({std::move(report), std::move(title), job.state});
        }
        return listed;
    });
}

Result<std::vector<FiledJobReport>> JobReportsService::open_at(const Actor& actor, MarketId market,
                                                               std::optional<ReportId> after,
                                                               std::size_t limit) const {
    invariant(limit >= 1 && limit <= list_max);
    const Result<void> allowed =
        policy_.authorize(actor, Action::job_takedown, {.market = market}, clock_.now());
    if (!allowed) return allowed.error();

    using Listed = Result<std::vector<FiledJobReport>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        std::optional<JobReport> position;
        if (after) {
            position = store_.find(reader, *after);
            if (!position || position->market != market) {
                return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            }
        }
        std::vector<FiledJobReport> listed;
        for (const JobReport& report : store_.open_at(reader, market, position, limit))
            listed.push_back(filed(reader, report));
        return listed;
    });
}

Result<JobReport> JobReportsService::resolve(const Actor& actor, ReportId id,
                                             const Resolution& resolution,
                                             const Once<JobReport>& once) {
    const Result<void> fine = check_remarks(resolution);
    if (!fine) return fine.error();

    const Time now = clock_.now();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<JobReport> {
        const std::optional<JobReport> found = store_.find(transaction, id);
        if (!found) return not_there();
        const Result<void> allowed =
            policy_.authorize(actor, Action::job_takedown, {.market = found->market}, now);
        if (!allowed) return allowed.error();
        if (found->outcome) return Error{ErrorKind::conflict, "job.report_resolved_already"};

        std::vector<JobReport> answered{*found};
        if (resolution.outcome == ReportOutcome::removed) {
            answered = store_.open_of_job(transaction, found->job);
        }
        const Result<void> discreet = check_quotes(transaction, resolution, id, answered);
        if (!discreet) return discreet.error();
        for (const JobReport& report : answered) {
            store_.resolve(transaction, report.id, *actor.account, resolution, now);
            events::record(
                transaction, now, actor.account,
                events::JobReportResolved{report.id, std::string(name_of(resolution.outcome))});
        }
        JobWithOpenings job = jobs_.find(transaction, found->job).value();
        act_on(transaction, actor, job, resolution, now);
        return store_.find(transaction, id).value();
    });
}

void JobReportsService::act_on(storage::Transaction& transaction, const Actor& actor,
                               JobWithOpenings& found, const Resolution& resolution,
                               Time now) const {
    Job& job = found.job;
    const TakedownWord word{actor.account, resolution.told_employer(), now};
    if (resolution.outcome == ReportOutcome::removed && job.state == JobState::open) {
        takedown_.suspend(transaction, job, word);
        return;
    }
    const bool may_come_back = job.state == JobState::suspended && job.expires_at > now &&
                               takedown_.is_by_reports(transaction, job.id);
    if (resolution.outcome == ReportOutcome::no_breach && may_come_back) {
        takedown_.restore(transaction, job, word);
        return;
    }
    const bool stays_down =
        resolution.outcome == ReportOutcome::removed && job.state == JobState::suspended;
    if (!stays_down && !resolution.remark_for_employer) return;
    reviews_.add(transaction, job.id, actor.account,
                 {{ReviewVerdict::remarked, resolution.told_employer()}, now});
}

std::size_t JobReportsService::mark_overdue() {
    const Time now = clock_.now();
    const auto due = [&](storage::Reader& reader) {
        return store_.due(reader, now, overdue_batch_max);
    };
    if (database_.ask(due).empty()) return 0;

    std::size_t marked = 0;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        const std::vector<ReportId> reports = due(transaction);
        for (const ReportId report : reports) {
            store_.mark_overdue(transaction, report);
            events::record(transaction, now, std::nullopt, events::JobReportOverdue{report});
        }
        marked = reports.size();
        return marked > 0;
    });
    return marked;
}

std::string JobReportsService::reporter_of(const Actor& actor, const std::string& peer) const {
    const std::string who = actor.account ? "account:" + actor.account->text() : "address:" + peer;
    return vault_.index("reporter/1", who);
}

SealPlace JobReportsService::place_of(const JobReport& report) const {
    // Sealed for the house: nobody's key, because who reported is nobody's business.
    return {"job_report", "text_enc", report.id.value(), 0};
}

FiledJobReport JobReportsService::filed(storage::Reader& reader, const JobReport& report) const {
    FiledJobReport filed{.report = report,
                         .text = text_of(reader, report),
                         .open_reports = store_.count_open(reader, report.job),
                         .job = jobs_.find(reader, report.job).value()};
    return filed;
}

std::optional<std::string> JobReportsService::text_of(storage::Reader& reader,
                                                      const JobReport& report) const {
    const std::optional<storage::Blob> sealed = store_.sealed_text(reader, report.id);
    if (!sealed) return std::nullopt;
    return vault_.unseal(*sealed, place_of(report));
}

/// Nobody but its author reads what a report says, not even a line of it.
Result<void> JobReportsService::check_quotes(storage::Reader& reader, const Resolution& resolution,
                                             ReportId of,
                                             const std::vector<JobReport>& answered) const {
    const auto refusal = [](const char* field) {
        return Error{ErrorKind::invalid, "job.remark_quotes_report", field};
    };
    for (const JobReport& report : answered) {
        const std::optional<std::string> text = text_of(reader, report);
        if (!text) continue;
        if (quotes(resolution.told_employer(), *text)) return refusal(employer_field(resolution));
        const bool others_read = report.id != of || answered.size() > 1;
        if (others_read && quotes(resolution.told_reporter(), *text)) {
            return refusal(reporter_field(resolution));
        }
    }
    return {};
}

}  // namespace gig::jobs
