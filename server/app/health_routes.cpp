#include "app/health_routes.h"

#include "base/json.h"

namespace gig::app {

namespace {

http::Reply readiness(const ReadyCheck& check) {
    const std::vector<std::string> reasons = check();
    http::Reply reply = http::ok({
        {"ready", reasons.empty()},
        {"reasons", json::array(reasons.begin(), reasons.end())},
    });
    if (!reasons.empty()) {
        reply.status = 503;
        reply.headers.emplace_back("Retry-After", "1");
    }
    return reply;
}

}  // namespace

void add_health_routes(http::Router& router, const http::Contract& contract, ReadyCheck check) {
    router.get("/healthz", Action::service_read, [](const http::Call&) {
        return http::ok({{"alive", true}});
    });
    router.get("/readyz", Action::service_read,
               [check = std::move(check)](const http::Call&) { return readiness(check); });
    router.get("/openapi.json", Action::service_read, [&contract](const http::Call&) {
        return http::Reply{200, contract.document()};
    });
}

}  // namespace gig::app
