#include "jobs/job_reviews_routes.h"

#include "base/time.h"
#include "jobs/doors.h"
#include "jobs/jobs_json.h"

namespace gig::jobs {

namespace {

struct Desk {
    JobReviewsService& reviews;
    JobsService& jobs;
    const employers::EmployersService& employers;
    Names names;

    http::Reply list(const http::Call& call) const;
    http::Reply decide(const http::Call& call, ReviewVerdict verdict) const;

    Result<JobWithOpenings> act(const Actor& actor, JobId job, const Review& review,
                                const Once<JobWithOpenings>& once) const;
    json::object waiting_json(const WaitingJob& waiting, const Reading& reading) const;
};

json::object Desk::waiting_json(const WaitingJob& waiting, const Reading& reading) const {
    return {{"why", name_of(waiting.why)},
            {"job", job_json(waiting.job, employer_of(employers, waiting.job.job), names, reading)},
            {"findings", kept_findings_json(waiting.findings, reading.locale)},
            {"reviews", reviews_json(waiting.reviews)},
            {"waiting_since", time_text(waiting.job.job.created_at)}};
}

http::Reply Desk::list(const http::Call& call) const {
    const std::optional<MarketId> market = call.path_id<MarketId>("id");
    if (!market) return http::not_found(call);
    const std::string list = "waiting-" + market->text() + "-";
    const Result<std::optional<JobId>> after = position_in<JobId>(call, list);
    if (!after) return refusal(after.error(), call);

    const std::size_t limit = limit_of(call);
    const Result<std::vector<WaitingJob>> listed =
        reviews.waiting(call.actor, *market, *after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    const Reading reading{call.locale, places::Crs::wgs84, call.received_at, true};
    for (const WaitingJob& waiting : *listed) {
        if (items.size() == limit) {
            next_cursor = list + std::prev(&waiting)->job.job.id.text();
            break;
        }
        items.push_back(waiting_json(waiting, reading));
    }
    return page(std::move(items), next_cursor);
}

Result<JobWithOpenings> Desk::act(const Actor& actor, JobId job, const Review& review,
                                  const Once<JobWithOpenings>& once) const {
    switch (review.verdict) {
        case ReviewVerdict::suspended:
            return reviews.suspend(actor, job, review.remark, once);
        case ReviewVerdict::restored:
            return reviews.restore(actor, job, review.remark, once);
        default:
            return reviews.decide(actor, job, review, once);
    }
}

http::Reply Desk::decide(const http::Call& call, ReviewVerdict verdict) const {
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return http::not_found(call);
    Review review{verdict, {}};
    if (const json::object* body = call.body.if_object(); body != nullptr) {
        if (const json::value* remark = body->if_contains("remark")) {
            review.remark = remark->as_string();
        }
    }

    // What the answer names is looked up before the act: inside of it the writer would wait.
    const Result<JobWithOpenings> found = jobs.find(call.actor, *id);
    if (!found) return refusal(found.error(), call);
    const employers::Employer employer = employer_of(employers, found->job);
    const Reading reading{call.locale, places::Crs::wgs84, call.received_at, true};
    const auto reply_of = [&](const JobWithOpenings& decided) {
        return http::ok(job_json(decided, employer, names, reading));
    };
    const auto once = once_of<JobWithOpenings>(call, reply_of);
    const Result<JobWithOpenings> decided = act(call.actor, *id, review, once);
    if (!decided) return refusal(decided.error(), call);
    return reply_of(*decided);
}

}  // namespace

void add_review_routes(http::Router& router, JobReviewsService& reviews, JobsService& jobs,
                       const employers::EmployersService& employers,
                       const occupations::Occupations& occupations) {
    const Desk desk{reviews, jobs, employers, {jobs, occupations}};
    router.get("/api/v1/markets/{id}/reviews", Action::job_approve,
               [desk](const http::Call& call) { return desk.list(call); });
    const auto add_verdict = [&](const char* path, ReviewVerdict verdict,
                                 Action action = Action::job_approve) {
        router.post(path, action,
                    [desk, verdict](const http::Call& call) { return desk.decide(call, verdict); });
    };
    add_verdict("/api/v1/jobs/{id}:approve", ReviewVerdict::approved);
    add_verdict("/api/v1/jobs/{id}:refuse", ReviewVerdict::refused);
    add_verdict("/api/v1/jobs/{id}:ask", ReviewVerdict::asked);
    add_verdict("/api/v1/jobs/{id}:suspend", ReviewVerdict::suspended, Action::job_takedown);
    add_verdict("/api/v1/jobs/{id}:restore", ReviewVerdict::restored, Action::job_takedown);
}

}  // namespace gig::jobs
