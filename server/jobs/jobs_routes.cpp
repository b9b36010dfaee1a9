#include "jobs/jobs_routes.h"

#include <charconv>

#include "base/time.h"
#include "jobs/doors.h"
#include "jobs/job_body.h"
#include "jobs/jobs_json.h"

namespace gig::jobs {

namespace {

/// The room's services, as its handlers use them.
struct Door {
    JobsService& jobs;
    const employers::EmployersService& employers;
    const rules::Rules& rules;
    Names names;

    http::Reply create(const http::Call& call) const;
    http::Reply check(const http::Call& call) const;
    http::Reply look(const http::Call& call) const;
    http::Reply publish_refusal(const Error& error, const JobDraft& draft,
                                const http::Call& call) const;
    http::Reply show(const http::Call& call) const;
    http::Reply list_openings(const http::Call& call) const;
    http::Reply list_own(const http::Call& call) const;
    http::Reply close(const http::Call& call) const;
    http::Reply change(const http::Call& call) const;
    http::Reply list_versions(const http::Call& call) const;
};

places::Crs crs_of(const http::Call& call) {
    const std::optional<std::string> name = call.query.text("crs");
    return name ? places::crs_named(*name).value_or(places::Crs::wgs84) : places::Crs::wgs84;
}

std::string etag_of(std::int64_t version) {
    return "\"" + std::to_string(version) + "\"";
}

/// The version that If-Match names: nothing where it names none, 0 where it can't be one of ours.
std::optional<std::int64_t> version_in(const std::optional<std::string>& if_match) {
    if (!if_match || *if_match == "*") return std::nullopt;
    if (if_match->size() < 3) return 0;
    std::int64_t version = 0;
    std::from_chars(if_match->data() + 1, if_match->data() + if_match->size() - 1, version);
    return etag_of(version) == *if_match ? version : 0;
}

http::Reply Door::create(const http::Call& call) const {
    const Result<JobDraft> draft = draft_of(call.body);
    if (!draft) return refusal(draft.error(), call);

    const auto reply_of = [locale = call.locale](const Published& published) {
        return http::created(published_json(published, locale));
    };
    const Result<Published> published =
        jobs.publish(call.actor, *draft, once_of<Published>(call, reply_of));
    if (!published) return publish_refusal(published.error(), *draft, call);
    return reply_of(*published);
}

/// A post that breaks rules is told which, and where.
http::Reply Door::publish_refusal(const Error& error, const JobDraft& draft,
                                  const http::Call& call) const {
    if (error.code != "job.breaks_rules") return refusal(error, call);
    const Result<Checked> checked = jobs.look_over(call.actor, draft);
    if (!checked) return refusal(checked.error(), call);
    return http::refused(error, call, findings_json(checked->findings, call.locale));
}

http::Reply Door::check(const http::Call& call) const {
    const Result<JobDraft> draft = draft_of(call.body);
    if (!draft) return refusal(draft.error(), call);
    const Result<Checked> checked = jobs.look_over(call.actor, *draft);
    if (!checked) return refusal(checked.error(), call);
    const json::value fill = checked->expected_fill
                                 ? json::value(expected_fill_json(*checked->expected_fill))
                                 : json::value(nullptr);
    return http::ok(json::object{{"findings", findings_json(checked->findings, call.locale)},
                                 {"hourly_fen", checked->hourly_fen},
                                 {"labour_cost", labour_cost_json(checked->cost, call.locale)},
                                 {"expected_fill", fill}});
}

http::Reply Door::look(const http::Call& call) const {
    const std::string text(call.body.at("text").as_string());
    json::array licences;
    for (const rules::Licence& licence : rules.licences_for(text)) {
        const bool english = call.locale == http::Locale::en;
        licences.push_back(
            json::object{{"name", english ? licence.name.en : licence.name.zh},
                         {"reason", english ? licence.reason.en : licence.reason.zh}});
    }
    return http::ok(json::object{
        {"findings", findings_json(rules.check_text(text, call.received_at), call.locale)},
        {"licences", std::move(licences)}});
}

http::Reply Door::show(const http::Call& call) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    const Result<JobWithOpenings> found = jobs.find(call.actor, *id);
    if (!found) return refusal(found.error(), call);

    const Reading reading{call.locale, crs_of(call), call.received_at,
                          jobs.sees_all_of(call.actor, found->job)};
    http::Reply reply =
        http::ok(job_json(*found, employer_of(employers, found->job), names, reading));
    reply.headers.emplace_back("ETag", etag_of(found->job.version));
    return reply;
}

http::Reply Door::list_openings(const http::Call& call) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    const Result<JobWithOpenings> found = jobs.find(call.actor, *id);
    if (!found) return refusal(found.error(), call);
    const std::string list = "openings-" + id->text() + "-";
    const Result<std::optional<OpeningId>> after = position_in<OpeningId>(call, list);
    if (!after) return refusal(after.error(), call);

    auto next = found->openings.begin();
    if (*after) {
        next = std::ranges::find(found->openings, **after, &Opening::id);
        if (next == found->openings.end()) return refusal(bad_cursor(), call);
        ++next;
    }
    json::array items;
    std::optional<std::string> next_cursor;
    for (; next != found->openings.end(); ++next) {
        if (items.size() == limit_of(call)) {
            next_cursor = list + std::prev(next)->id.text();
            break;
        }
        items.push_back(opening_json(*next, found->job.state, call.received_at));
    }
    return page(std::move(items), next_cursor);
}

http::Reply Door::list_own(const http::Call& call) const {
    std::optional<JobState> state;
    const std::optional<std::string> name = call.query.text("state");
    if (name) state = named<JobState>(*name);
    const std::string list = "own-" + name.value_or("all") + "-";
    const Result<std::optional<JobId>> after = position_in<JobId>(call, list);
    if (!after) return refusal(after.error(), call);

    const std::size_t limit = limit_of(call);
    const Result<std::vector<JobWithOpenings>> listed =
        jobs.of_employers(call.actor, state, *after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const JobWithOpenings& found : *listed) {
        if (items.size() == limit) {
            next_cursor = list + std::prev(&found)->job.id.text();
            break;
        }
        items.push_back(own_job_json(found, jobs.reviews_of(found.job.id), names,
                                     {call.locale, places::Crs::wgs84, call.received_at, true}));
    }
    return page(std::move(items), next_cursor);
}

http::Reply Door::close(const http::Call& call) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    std::string reason;
    if (const json::object* body = call.body.if_object(); body != nullptr) {
        if (const json::value* given = body->if_contains("reason")) reason = given->as_string();
    }

    // What the answer names is looked up before the act: inside of it the writer would wait.
    const Result<JobWithOpenings> found = jobs.find(call.actor, *id);
    if (!found) return refusal(found.error(), call);
    const Reading reading{call.locale, crs_of(call), call.received_at, true};
    const auto reply_of =
        [&, employer = employer_of(employers, found->job)](const JobWithOpenings& closed) {
            return http::ok(job_json(closed, employer, names, reading));
        };
    const Result<JobWithOpenings> closed =
        jobs.close(call.actor, *id, reason, once_of<JobWithOpenings>(call, reply_of));
    if (!closed) return refusal(closed.error(), call);
    return reply_of(*closed);
}

http::Reply Door::change(const http::Call& call) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    const Change change{call.body.as_object(), version_in(call.if_match)};
    const auto reply_of = [locale = call.locale](const Published& published) {
        http::Reply reply = http::ok(published_json(published, locale));
        reply.headers.emplace_back("ETag", etag_of(published.version));
        return reply;
    };
    const Result<Published> changed =
        jobs.change(call.actor, *id, change, once_of<Published>(call, reply_of));
    if (changed) return reply_of(*changed);
    if (changed.error().code != "job.breaks_rules") return refusal(changed.error(), call);
    const Result<std::vector<Finding>> findings = jobs.look_over_change(call.actor, *id, change);
    if (!findings) return refusal(findings.error(), call);
    return http::refused(changed.error(), call, findings_json(*findings, call.locale));
}

http::Reply Door::list_versions(const http::Call& call) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    const std::string list = "versions-" + id->text() + "-";
    std::optional<std::int64_t> before;
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        std::int64_t position = 0;
        const std::string_view tail = cursor->starts_with(list)
                                          ? std::string_view(*cursor).substr(list.size())
                                          : std::string_view();
        const auto read = std::from_chars(tail.data(), tail.data() + tail.size(), position);
        if (tail.empty() || read.ptr != tail.data() + tail.size()) {
            return refusal(bad_cursor(), call);
        }
        before = position;
    }
    const std::size_t limit = limit_of(call);
    const Result<std::vector<JobVersion>> listed =
        jobs.versions(call.actor, *id, before, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const JobVersion& version : *listed) {
        if (items.size() == limit) {
            next_cursor = list + std::to_string(std::prev(&version)->version);
            break;
        }
        items.push_back(
            json::object{{"version", version.version},
                         {"at", time_text(version.at)},
                         {"body", json::parse(version.body)},
                         {"findings", kept_findings_json(version.findings, call.locale)}});
    }
    return page(std::move(items), next_cursor);
}

}  // namespace

void add_routes(http::Router& router, JobsService& jobs,
                const employers::EmployersService& employers,
                const occupations::Occupations& occupations, const rules::Rules& rules) {
    const Door door{jobs, employers, rules, {jobs, occupations}};
    router.post("/api/v1/jobs", Action::job_create,
                [door](const http::Call& call) { return door.create(call); });
    router.post("/api/v1/jobs:check", Action::job_check,
                [door](const http::Call& call) { return door.check(call); });
    router.post("/api/v1/jobs:look", Action::job_check,
                [door](const http::Call& call) { return door.look(call); });
    router.get("/api/v1/jobs/{id}", Action::job_search,
               [door](const http::Call& call) { return door.show(call); });
    router.patch("/api/v1/jobs/{id}", Action::job_update,
                 [door](const http::Call& call) { return door.change(call); });
    router.get("/api/v1/jobs/{id}/versions", Action::job_update,
               [door](const http::Call& call) { return door.list_versions(call); });
    router.get("/api/v1/jobs/{id}/openings", Action::job_search,
               [door](const http::Call& call) { return door.list_openings(call); });
    router.get("/api/v1/employers/me/jobs", Action::job_list_own,
               [door](const http::Call& call) { return door.list_own(call); });
    router.post("/api/v1/jobs/{id}:close", Action::job_close,
                [door](const http::Call& call) { return door.close(call); });
}

}  // namespace gig::jobs
