#include "jobs/read_text_routes.h"

#include "jobs/doors.h"
#include "jobs/jobs_json.h"
#include "jobs/read_text.h"

namespace gig::jobs {

namespace {

constexpr std::size_t contacts_max = 100;  // As the contract has it.

http::Reply read_text(const wording::PostReader& posts, const rules::Rules& rules,
                      const http::Call& call) {
    const std::string text(call.body.at("text").as_string());
    const Result<wording::PostFacts> facts = posts.read(text, call.received_at);
    if (!facts) {
        Error error = facts.error();
        error.field = "/text";
        return refusal(error, call);
    }
    ReadPost read = read_post(text, *facts, call.received_at);
    json::array contacts;
    for (const wording::Span& span : facts->contacts) {
        if (contacts.size() == contacts_max) break;
        contacts.push_back(json::object{{"start", span.start}, {"end", span.end}});
    }
    return http::ok(json::object{
        {"post", std::move(read.body)},
        {"facts", facts_json(text, *facts)},
        {"missing", json::value_from(read.missing)},
        {"contacts", std::move(contacts)},
        {"findings", findings_json(rules.check_text(text, call.received_at), call.locale)}});
}

}  // namespace

void add_read_text_routes(http::Router& router, const wording::PostReader& posts,
                          const rules::Rules& rules) {
    router.post("/api/v1/jobs:read-text", Action::job_check,
                [&](const http::Call& call) { return read_text(posts, rules, call); });
}

}  // namespace gig::jobs
