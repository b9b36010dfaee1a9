#include "jobs/job_import_routes.h"

#include <sstream>

#include "jobs/jobs_json.h"

namespace gig::jobs {

namespace {

constexpr int retry_after_seconds = 5;
constexpr std::string_view csv_media = "text/csv";
constexpr std::string_view ndjson_media = "application/x-ndjson";

std::string_view name_of(ImportedLine::Outcome outcome) {
    switch (outcome) {
        case ImportedLine::Outcome::accepted:
            return "accepted";
        case ImportedLine::Outcome::repeated:
            return "repeated";
        case ImportedLine::Outcome::refused:
            return "refused";
    }
    return {};
}

}  // namespace

ImportDoor::ImportDoor(JobsService& jobs, const wording::PostReader& posts,
                       const occupations::Occupations& occupations, BodyCheck body_check,
                       ProblemOf problem_of)
    : jobs_(jobs),
      posts_(posts),
      occupations_(occupations),
      body_check_(std::move(body_check)),
      problem_of_(std::move(problem_of)) {}

http::Reply ImportDoor::import_file(const http::Call& call) {
    const std::unique_lock turn(turn_, std::try_to_lock);
    if (!turn) {
        return http::refused({ErrorKind::busy, "http.busy", {}, {}, retry_after_seconds}, call);
    }
    const bool commits = call.query.text("mode") == "commit";
    json::array lines;
    const ImportTotals totals = read(
        call,
        {.jobs = jobs_,
         .actor = call.actor,
         .body_check = body_check_,
         .mode = commits ? ImportMode::commit : ImportMode::dry_run,
         .report = [&](const ImportedLine& line) { lines.push_back(line_json(line, call.locale)); },
         .pace = Pace::counted,
         .lines_max = import_request_lines_max});
    return http::ok(json::object{{"mode", commits ? "commit" : "dry_run"},
                                 {"accepted", totals.accepted},
                                 {"repeated", totals.repeated},
                                 {"refused", totals.refused},
                                 {"ignored_columns", json::value_from(totals.ignored_columns)},
                                 {"lines", std::move(lines)}});
}

ImportTotals ImportDoor::read(const http::Call& call, const Import& import) const {
    const RowReading reading{posts_, occupations_, call.received_at};
    if (call.file.media == ndjson_media || call.file.media == csv_media) {
        std::istringstream bytes(call.file.bytes);
        if (call.file.media == ndjson_media) return import_jobs(bytes, import);
        return import_table(csv_rows(bytes), reading, import);
    }
    return import_table(xlsx_rows(call.file.bytes, upload_limits), reading, import);
}

json::object ImportDoor::line_json(const ImportedLine& line, http::Locale locale) const {
    const auto or_null = [](const auto& value, const auto& shown) {
        return value ? json::value(shown(*value)) : json::value(nullptr);
    };
    return {{"number", line.number},
            {"outcome", name_of(line.outcome)},
            {"job_id", or_null(line.job, [](JobId job) { return job.text(); })},
            {"state", or_null(line.state, [](JobState state) { return jobs::name_of(state); })},
            {"findings", findings_json(line.findings, locale)},
            {"problem",
             or_null(line.error, [&](const Error& error) { return problem_of_(error, locale); })}};
}

void ImportDoor::add_routes(http::Router& router) {
    router.post("/api/v1/jobs:import", Action::job_import,
                [this](const http::Call& call) { return import_file(call); });
}

}  // namespace gig::jobs
