#include "matching/open_data_routes.h"

namespace gig::matching {

namespace {

/// How a taker learns where to go on: the lines are jobs alone.
constexpr const char* position_header = "Gigfair-Position";
constexpr const char* lines_type = "application/x-ndjson";

http::Reply give_snapshot(OpenData& open_data, const http::Call& call) {
    const Result<OpenData::Snapshot> snapshot = open_data.snapshot(call.locale);
    if (!snapshot) return http::refused(snapshot.error(), call);
    return {.content_type = lines_type,
            .shared_body = snapshot->lines,
            .headers = {{position_header, std::to_string(snapshot->position)}}};
}

http::Reply give_changes(const JobChanges& changes, const http::Call& call) {
    const std::int64_t since = call.query.integer("since").value_or(0);
    Result<JobChanges::Page> page = changes.after(since, call.locale);
    if (!page) return http::refused(page.error(), call);
    return {.body = std::move(page->lines),
            .content_type = lines_type,
            .headers = {{position_header, std::to_string(page->position)}}};
}

}  // namespace

void add_routes(http::Router& router, OpenData& open_data, const JobChanges& changes) {
    router.get("/open/jobs", Action::job_search,
               [&open_data](const http::Call& call) { return give_snapshot(open_data, call); });
    router.get("/open/jobs/changes", Action::job_search,
               [&changes](const http::Call& call) { return give_changes(changes, call); });
}

}  // namespace gig::matching
