#include "http/walk.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "http/etag.h"

namespace gig::http {

namespace {

constexpr std::string_view cookie_name = "gigfair_session";

std::optional<Method> method_of(const Request& request) {
    return request.method == "HEAD" ? Method::get : method_named(request.method);
}

/// Paths that belong to programs: a page is never given there in place of an answer.
bool is_program_path(std::string_view path) {
    return path.starts_with("/api/") || path.starts_with("/open/") ||
           path.starts_with("/simulators/");
}

bool has_encoded_body(const Request& request) {
    const std::string_view encoding = request.field("content-encoding").value_or("identity");
    return encoding != "identity" && encoding != "";
}

std::optional<std::string> cookie_value(std::string_view cookies, std::string_view wanted) {
    while (!cookies.empty()) {
        const std::size_t end = std::min(cookies.find(';'), cookies.size());
        const std::string_view pair = trimmed(cookies.substr(0, end));
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) != wanted) continue;
        return std::string(pair.substr(std::min(equals + 1, pair.size())));
    }
    return std::nullopt;
}

/// Whether the caller holds these bytes already, by their ETag.
bool is_known_to(const Request& request, const Response& response) {
    const auto etag =
        std::ranges::find(response.headers, "ETag", &std::pair<std::string, std::string>::first);
    if (etag == response.headers.end()) return false;
    return names_etag(request.field("if-none-match").value_or(""), etag->second);
}

/// A key that can't be kept is refused also where it would not have been used.
bool is_sound_key(std::string_view key) {
    return !key.empty() && key.size() <= idempotency_key_bytes_max &&
           std::ranges::all_of(key, [](char byte) { return byte > 0x20 && byte < 0x7F; });
}

}  // namespace

/// What is known of a request so far.
struct Walk::Step {
    const Request& request;
    const Route& route;
    const Operation& operation;
    Call call;

    bool changes_something() const { return route.method != Method::get; }
};

Credentials credentials_of(const Request& request) {
    Credentials credentials{};
    credentials.changes_something = request.method != "GET" && request.method != "HEAD";
    if (const auto cookies = request.field("cookie")) {
        credentials.cookie_token = cookie_value(*cookies, cookie_name);
    }
    if (const auto token = request.field("x-csrf-token")) credentials.csrf_token = *token;
    if (const auto authorization = request.field("authorization")) {
        constexpr std::string_view scheme = "bearer ";
        std::string start(authorization->substr(0, scheme.size()));
        for (char& byte : start)
            byte = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        // Another scheme is no token that anybody was given: the gate doesn't know it either.
        credentials.bearer_token =
            start == scheme ? std::string(authorization->substr(scheme.size())) : std::string();
    }
    return credentials;
}

Walk::Walk(WalkParts parts) : parts_(std::move(parts)), idempotency_(parts_.answers) {
    const ContractGaps gaps = parts_.contract.gaps(parts_.router);
    if (!gaps.routes_without_operation.empty()) {
        throw std::runtime_error("not in the contract: " + gaps.routes_without_operation.front());
    }
    if (!gaps.policies_that_differ.empty()) {
        throw std::runtime_error("policies differ: " + gaps.policies_that_differ.front());
    }
    for (const Route& route : parts_.router.routes()) {
        operations_[&route] = parts_.contract.find(route.method, route.pattern);
    }
}

std::optional<Response> Walk::answer_at_once(const Request& request) {
    const std::string_view path = request.path();
    const std::optional<Method> method = method_of(request);
    std::vector<Method> allowed;
    const auto match = parts_.router.match(method.value_or(Method::get), path, &allowed);
    if (match && method) return std::nullopt;
    if (!allowed.empty()) return refuse_method(request, allowed);
    if (request.method == "CONNECT" || request.target == "*") return refuse_method(request, {});
    if (!path_segments(path)) return refuse({ErrorKind::malformed, "http.bad_target"}, request);

    if (parts_.files != nullptr && !is_program_path(path)) {
        const bool reads = method == Method::get;
        std::optional<Response> file = parts_.files->find(request);
        if (file && reads) return file;
        if (file || !method) return refuse_method(request, {Method::get});
    }
    if (!method) return refuse_method(request, {});
    return refuse({ErrorKind::not_found, "http.not_found"}, request);
}

Response Walk::answer(const Request& request) {
    const std::optional<Method> method = method_of(request);
    const auto match = parts_.router.match(method.value_or(Method::get), request.path());
    if (!match || !method) return refuse({ErrorKind::not_found, "http.not_found"}, request);

    Step step{request, *match->route, *operations_.at(match->route), {}};
    step.call.locale = locale_of(request.field("accept-language").value_or(""));
    step.call.request_id = request.id;
    step.call.peer = request.peer;
    step.call.received_at = parts_.clock.now();
    step.call.path = match->path;
    if (const auto tag = request.field("if-match")) step.call.if_match = std::string(*tag);
    step.call.secure_cookie = request.secure || !request.peer_is_local;
    try {
        return respond(guarded(step), request, match->route->pattern);
    } catch (const std::exception& failure) {
        return respond(explain(failure, step), request, match->route->pattern);
    }
}

Response Walk::refuse(const Error& error, const Request& request) {
    return respond(refused(error, Call{}), request, "unmatched");
}

Urgency Walk::urgency_of(const Request& request) const {
    const auto match = parts_.router.match(Method::get, request.path());
    return match && match->route->action == Action::service_read ? Urgency::urgent : Urgency::usual;
}

Reply Walk::guarded(Step& step) {
    try {
        return go(step);
    } catch (const std::exception& failure) {
        return explain(failure, step);
    } catch (...) {
        return explain(std::runtime_error("something that is no exception was thrown"), step);
    }
}

Reply Walk::go(Step& step) {
    if (std::optional<Reply> refusal = enter(step)) return *std::move(refusal);
    if (std::optional<Reply> refusal = check(step)) return *std::move(refusal);
    if (!step.call.once_key) return step.route.handler(step.call);
    return idempotency_.answer(step.call, [&] { return step.route.handler(step.call); });
}

/// Who sent it, and whether such a one may ever come in here.
std::optional<Reply> Walk::enter(Step& step) {
    Result<Actor> actor = parts_.gate.identify(credentials_of(step.request));
    std::optional<Error> unknown;
    if (actor) {
        step.call.actor = *std::move(actor);
    } else {
        unknown = actor.error();
    }

    // Who shows what nobody knows any more is a visitor: an old cookie must not shut a door that
    // stands open to everybody, nor the way to sign in anew.
    const Result<void> admitted = parts_.gate.admit(step.call.actor, step.route.action);
    if (admitted) return std::nullopt;
    return refused(unknown.value_or(admitted.error()), step.call);
}

/// Whether the request is as the contract says; fills what the handler reads.
std::optional<Reply> Walk::check(Step& step) {
    const Request& request = step.request;
    Call& call = step.call;
    if (const Result<void> path = check_path(step.operation, call.path); !path) {
        return refused(path.error(), call);
    }
    if (!step.operation.takes_any_query) {
        Result<QueryValues> query = parse_query(request.query());
        if (!query) return refused(query.error(), call);
        if (const Result<void> checked = check_query(step.operation, *query); !checked) {
            return refused(checked.error(), call);
        }
        call.query = Query(*std::move(query));
    }

    if (!request.body.empty() && has_encoded_body(request)) {
        return refused({ErrorKind::malformed, "http.unsupported_media_type"}, call);
    }
    const std::string_view media = request.field("content-type").value_or("");
    if (step.operation.file_media.empty()) {
        Result<boost::json::value> body = check_body(step.operation, media, request.body);
        if (!body) return refused(body.error(), call);
        call.body = *std::move(body);
    } else {
        Result<std::string> file = check_file(step.operation, media, request.body);
        if (!file) return refused(file.error(), call);
        call.file = {*std::move(file), request.body};
    }

    const auto key = request.field("idempotency-key");
    if (!key || !step.changes_something() || !step.operation.takes_idempotency_key) {
        return std::nullopt;
    }
    if (!is_sound_key(*key)) {
        return refused({ErrorKind::malformed, "idempotency.bad_key", "Idempotency-Key"}, call);
    }
    if (call.actor.account) {
        call.once_key = OnceKey{*call.actor.account, std::string(*key),
                                fingerprint_of(*call.actor.account, request), call.received_at};
    }
    return std::nullopt;
}

Reply Walk::explain(const std::exception& failure, const Step& step) {
    std::optional<Error> known;
    if (parts_.explain_failure) known = parts_.explain_failure(failure);
    if (known) return refused(*known, step.call);
    parts_.log.write(LogLevel::error, "http.failed",
                     {{"request_id", std::string_view(step.request.id)},
                      {"route", std::string_view(step.route.pattern)},
                      {"failure", std::string_view(failure.what())}});
    return refused({ErrorKind::busy, "internal.error"}, step.call);
}

Response Walk::respond(Reply reply, const Request& request, const std::string& route) {
    Response response{.status = reply.status, .headers = std::move(reply.headers), .route = route};
    if (reply.problem) {
        const Locale locale = locale_of(request.field("accept-language").value_or(""));
        reply.body = parts_.problems.body(*reply.problem, locale, request.id, reply.findings);
        reply.content_type = "application/problem+json";
        if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
        const bool waits = response.status == 429 || response.status == 503;
        const int seconds = std::max(reply.problem->retry_after_seconds, waits ? 1 : 0);
        if (seconds > 0) response.headers.emplace_back("Retry-After", std::to_string(seconds));
    }
    response.body = reply.shared_body ? std::move(reply.shared_body) : share(std::move(reply.body));
    if (response.status == 200 && is_known_to(request, response)) {
        return {.status = 304, .headers = std::move(response.headers), .route = route};
    }
    if (!response.body->empty()) response.headers.emplace_back("Content-Type", reply.content_type);

    if (parts_.on_reply_fault) {
        const auto method = method_of(request);
        const Operation* operation = method ? parts_.contract.find(*method, route) : nullptr;
        if (operation != nullptr) {
            const auto fault =
                reply_fault(*operation, response.status, reply.content_type, *response.body);
            if (fault) parts_.on_reply_fault(operation->id + ": " + *fault);
        }
    }
    return response;
}

Response Walk::refuse_method(const Request& request, const std::vector<Method>& allowed) {
    std::string names;
    for (const Method method : allowed) {
        if (!names.empty()) names += ", ";
        names += method_name(method);
        if (method == Method::get) names += ", HEAD";
    }
    Response response = refuse({ErrorKind::malformed, "http.method_not_allowed"}, request);
    response.headers.emplace_back("Allow", names);
    return response;
}

}  // namespace gig::http
