#pragma once

#include "base/json.h"
#include "http/contract.h"
#include "http/router.h"
#include "workers/workers_fixture.h"

namespace gig::workers {

/// For tests: this room's routes, walked as the front hall would, with the contract on both sides.
class WorkersDoor : public WorkersHouse {
protected:
    struct Request {
        http::Method method;
        std::string path;
        json::value body = nullptr;
        std::map<std::string, std::string, std::less<>> query = {};
        std::optional<std::string> if_match = std::nullopt;
        std::optional<OnceKey> once_key = std::nullopt;
        http::Locale locale = http::Locale::zh_cn;
    };

    http::Reply send(const Actor& actor, const Request& request) {
        const std::optional<http::Router::Match> match =
            router_.match(request.method, request.path);
        invariant(match.has_value());
        const http::Operation* operation = contract_.find(request.method, match->route->pattern);
        invariant(operation != nullptr);
        http::Call call{.actor = actor,
                        .locale = request.locale,
                        .received_at = clock_.now(),
                        .path = match->path,
                        .query = http::Query(request.query),
                        .once_key = request.once_key,
                        .if_match = request.if_match};
        const Result<json::value> body =
            http::check_body(*operation, "application/json",
                             request.body.is_null() ? "" : json::serialize(request.body));
        if (!body) return http::refused(body.error(), call);
        call.body = *body;

        http::Reply reply = match->route->handler(call);
        const std::optional<std::string> fault =
            reply.problem
                ? std::nullopt
                : http::reply_fault(*operation, reply.status, reply.content_type, reply.body);
        EXPECT_FALSE(fault) << *fault << "\n" << reply.body;
        return reply;
    }

    json::object answer(const Actor& actor, const Request& request) {
        const http::Reply reply = send(actor, request);
        EXPECT_LT(reply.status, 300) << (reply.problem ? reply.problem->code : "");
        return reply.problem ? json::object() : json::parse(reply.body).as_object();
    }

    /// "code /field", or nothing where it was granted.
    std::string refusal(const Actor& actor, const Request& request) {
        const http::Reply reply = send(actor, request);
        if (!reply.problem) return "";
        std::string text(reply.problem->code);
        if (!reply.problem->field.empty()) text += " " + reply.problem->field;
        return text;
    }

    static std::string etag_in(const http::Reply& reply) {
        for (const auto& [name, value] : reply.headers) {
            if (name == "ETag") return value;
        }
        return "";
    }

    http::Router router_;
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
};

}  // namespace gig::workers
