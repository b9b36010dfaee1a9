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

    json::object waiting_json(const WaitingJob& waiting, const Reading& reading) const;
};

json::object review_json(const KeptReview& review) {
    return {{"verdict", name_of(review.review.verdict)},
            {"remark", review.review.remark},
            {"at", time_text(review.at)}};
}

json::object Desk::waiting_json(const WaitingJob& waiting, const Reading& reading) const {
    json::array reviews_so_far;
    for (const KeptReview& review : waiting.reviews)
        reviews_so_far.push_back(review_json(review));
    return {{"job", job_json(waiting.job, employer_of(employers, waiting.job.job), names, reading)},
            {"findings", kept_findings_json(waiting.findings, reading.locale)},
            {"reviews", std::move(reviews_so_far)},
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
    const Result<JobWithOpenings> decided =
        reviews.decide(call.actor, *id, review, once_of<JobWithOpenings>(call, reply_of));
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
    const auto add_verdict = [&](const char* path, ReviewVerdict verdict) {
        router.post(path, Action::job_approve,
                    [desk, verdict](const http::Call& call) { return desk.decide(call, verdict); });
    };
    add_verdict("/api/v1/jobs/{id}:approve", ReviewVerdict::approved);
    add_verdict("/api/v1/jobs/{id}:refuse", ReviewVerdict::refused);
    add_verdict("/api/v1/jobs/{id}:ask", ReviewVerdict::asked);
}

}  // namespace gig::jobs
