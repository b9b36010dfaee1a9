#include "jobs/rule_warnings_routes.h"

#include "base/json.h"

namespace gig::jobs {

namespace {

http::Reply list_warnings(const rules::Rules& rules, const http::Call& call) {
    json::array items;
    for (const rules::TableWarning& warning : rules.warnings(call.received_at)) {
        const bool english = call.locale == http::Locale::en;
        items.push_back(
            json::object{{"table", warning.table},
                         {"message", english ? warning.message.en : warning.message.zh}});
    }
    return http::ok(json::object{{"items", std::move(items)}});
}

}  // namespace

void add_rule_warnings_routes(http::Router& router, const rules::Rules& rules) {
    router.get("/api/v1/rules/warnings", Action::job_approve,
               [&rules](const http::Call& call) { return list_warnings(rules, call); });
}

}  // namespace gig::jobs
