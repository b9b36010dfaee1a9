#include "jobs/job_reports_routes.h"

#include "base/time.h"
#include "jobs/doors.h"
#include "jobs/jobs_json.h"

namespace gig::jobs {

namespace {

struct ReportDesk {
    JobReportsService& reports;
    const employers::EmployersService& employers;
    Names names;

    http::Reply create(const http::Call& call) const;
    http::Reply show(const http::Call& call) const;
    http::Reply list_own(const http::Call& call) const;
    http::Reply list(const http::Call& call) const;
    http::Reply resolve(const http::Call& call) const;

    json::object filed_json(const FiledJobReport& filed, const http::Call& call) const;
};

std::optional<std::string> text_of(const json::object& body, std::string_view name) {
    const json::value* text = body.if_contains(name);
    if (text == nullptr) return std::nullopt;
    return std::string(text->as_string());
}

json::value optional_time_json(const std::optional<Time>& time) {
    return time ? json::value(time_text(*time)) : json::value(nullptr);
}

json::object report_json(const JobReport& report) {
    json::value outcome(nullptr);
    if (report.outcome) outcome = name_of(*report.outcome);
    return {{"report_id", report.id.text()},
            {"job_id", report.job.text()},
            {"reason", name_of(report.reason)},
            {"at", time_text(report.at)},
            {"due_at", time_text(report.due_at)},
            {"outcome", std::move(outcome)},
            {"remark", report.remark ? json::value(*report.remark) : json::value(nullptr)},
            {"resolved_at", optional_time_json(report.resolved_at)}};
}

json::object own_report_json(const OwnJobReport& own) {
    return {{"report", report_json(own.report)},
            {"job_title", own.job_title ? json::value(*own.job_title) : json::value(nullptr)},
            {"job_state", name_of(own.job_state)}};
}

json::object ReportDesk::filed_json(const FiledJobReport& filed, const http::Call& call) const {
    const Reading reading{call.locale, places::Crs::wgs84, call.received_at, true};
    return {{"report", report_json(filed.report)},
            {"text", filed.text ? json::value(*filed.text) : json::value(nullptr)},
            {"overdue", filed.report.overdue},
            {"open_reports", filed.open_reports},
            {"job", job_json(filed.job, employer_of(employers, filed.job.job), names, reading)}};
}

http::Reply ReportDesk::create(const http::Call& call) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    const json::object& body = call.body.as_object();
    const std::optional<ReportReason> reason = named<ReportReason>(body.at("reason").as_string());
    invariant(reason.has_value());  // The contract lists them.

    const auto reply_of = [](const JobReport& report) {
        return http::created(report_json(report));
    };
    const Result<JobReport> made =
        reports.report(call.actor, {*id, *reason, text_of(body, "text"), call.peer},
                       once_of<JobReport>(call, reply_of));
    if (!made) return refusal(made.error(), call);
    return reply_of(*made);
}

http::Reply ReportDesk::show(const http::Call& call) const {
    const std::optional<ReportId> id = call.path_id<ReportId>("id");
    if (!id) return http::not_found(call);
    const Result<JobReport> found = reports.find(*id);
    if (!found) return refusal(found.error(), call);
    return http::ok(report_json(*found));
}

http::Reply ReportDesk::list_own(const http::Call& call) const {
    const std::string list = "own-reports-";
    const Result<std::optional<ReportId>> after = position_in<ReportId>(call, list);
    if (!after) return refusal(after.error(), call);

    const std::size_t limit = limit_of(call);
    const Result<std::vector<OwnJobReport>> listed = reports.own_of(call.actor, *after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const OwnJobReport& own : *listed) {
        if (items.size() == limit) {
            next_cursor = list + std::prev(&own)->report.id.text();
            break;
        }
        items.push_back(own_report_json(own));
    }
    return page(std::move(items), next_cursor);
}

http::Reply ReportDesk::list(const http::Call& call) const {
    const std::optional<MarketId> market = call.path_id<MarketId>("id");
    if (!market) return http::not_found(call);
    const std::string list = "reports-" + market->text() + "-";
    const Result<std::optional<ReportId>> after = position_in<ReportId>(call, list);
    if (!after) return refusal(after.error(), call);

    const std::size_t limit = limit_of(call);
    const Result<std::vector<FiledJobReport>> listed =
        reports.open_at(call.actor, *market, *after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const FiledJobReport& filed : *listed) {
        if (items.size() == limit) {
            next_cursor = list + std::prev(&filed)->report.id.text();
            break;
        }
        items.push_back(filed_json(filed, call));
    }
    return page(std::move(items), next_cursor);
}

http::Reply ReportDesk::resolve(const http::Call& call) const {
    const std::optional<ReportId> id = call.path_id<ReportId>("id");
    if (!id) return http::not_found(call);
    const json::object& body = call.body.as_object();
    const std::optional<ReportOutcome> outcome =
        named<ReportOutcome>(body.at("outcome").as_string());
    invariant(outcome.has_value());  // The contract lists them.

    const auto reply_of = [](const JobReport& report) { return http::ok(report_json(report)); };
    const Result<JobReport> resolved = reports.resolve(
        call.actor, *id,
        {*outcome, text_of(body, "remark").value_or(""), text_of(body, "remark_for_reporter"),
         text_of(body, "remark_for_employer")},
        once_of<JobReport>(call, reply_of));
    if (!resolved) return refusal(resolved.error(), call);
    return reply_of(*resolved);
}

}  // namespace

void add_report_routes(http::Router& router, JobReportsService& reports, JobsService& jobs,
                       const employers::EmployersService& employers,
                       const occupations::Occupations& occupations) {
    const ReportDesk desk{reports, employers, {jobs, occupations}};
    router.post("/api/v1/jobs/{id}:report", Action::job_report_abuse,
                [desk](const http::Call& call) { return desk.create(call); });
    router.get("/api/v1/reports/{id}", Action::job_report_abuse,
               [desk](const http::Call& call) { return desk.show(call); });
    router.get("/api/v1/me/reports", Action::job_report_read_own,
               [desk](const http::Call& call) { return desk.list_own(call); });
    router.get("/api/v1/markets/{id}/reports", Action::job_takedown,
               [desk](const http::Call& call) { return desk.list(call); });
    router.post("/api/v1/reports/{id}:resolve", Action::job_takedown,
                [desk](const http::Call& call) { return desk.resolve(call); });
}

}  // namespace gig::jobs
