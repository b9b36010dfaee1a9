#include "http/call.h"

#include <charconv>

#include "base/invariant.h"
#include "http/etag.h"
#include "http/problem.h"

namespace gig::http {

namespace {

/// The contract has checked the text before a handler asks; one that it let through is our bug.
template <typename Number>
std::optional<Number> number_in(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    Number number{};
    const char* const end = text->data() + text->size();
    const auto [rest, failure] = std::from_chars(text->data(), end, number);
    invariant(failure == std::errc() && rest == end);
    return number;
}

Reply with_json(int status, const boost::json::value& body) {
    return {.status = status, .body = boost::json::serialize(body)};
}

}  // namespace

std::optional<std::string> Query::text(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::int64_t> Query::integer(std::string_view name) const {
    return number_in<std::int64_t>(text(name));
}

std::optional<double> Query::number(std::string_view name) const {
    return number_in<double>(text(name));
}

Reply ok(const boost::json::value& body) {
    return with_json(200, body);
}

Reply created(const boost::json::value& body) {
    return with_json(201, body);
}

Reply accepted() {
    return with_json(202, boost::json::object());
}

Reply no_content() {
    return {.status = 204};
}

Reply with_etag(Reply reply) {
    const std::string& bytes = reply.shared_body ? *reply.shared_body : reply.body;
    reply.headers.emplace_back("ETag", etag_of(bytes));
    return reply;
}

Reply refused(const Error& error, const Call&, boost::json::array findings) {
    return {.status = status_of(error),
            .content_type = "application/problem+json",
            .problem = error,
            .findings = std::move(findings)};
}

Reply not_found(const Call& call) {
    return refused({ErrorKind::not_found, "http.not_found"}, call);
}

}  // namespace gig::http
