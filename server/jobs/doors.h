#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/invariant.h"
#include "base/json.h"
#include "base/once.h"
#include "base/result.h"
#include "employers/employers_service.h"
#include "http/call.h"
#include "jobs/jobs_service.h"

namespace gig::jobs {

// What the room's doors share: pages with their cursors, refusals, answers to a retry.

inline employers::Employer employer_of(const employers::EmployersService& employers,
                                       const Job& job) {
    std::optional<employers::Employer> employer = employers.find(job.employer);
    invariant(employer.has_value());  // Who posted isn't taken out of the store.
    return *std::move(employer);
}

inline constexpr std::int64_t page_default = 20;
static_assert(list_max ==
              100 + 1);  // The contract's largest page, and one to see that more follow.

inline std::size_t limit_of(const http::Call& call) {
    return static_cast<std::size_t>(call.query.integer("limit").value_or(page_default));
}

/// The answer that is given now and to a retry alike.
template <typename T, typename ReplyOf>
Once<T> once_of(const http::Call& call, const ReplyOf& reply_of) {
    return {call.once_key, [reply_of](const T& value) {
                http::Reply reply = reply_of(value);
                return Answer{reply.status, std::move(reply.body)};
            }};
}

/// Not there and not theirs is one answer, byte for byte.
inline http::Reply refusal(const Error& error, const http::Call& call) {
    if (error.kind == ErrorKind::not_found) return http::not_found(call);
    return http::refused(error, call);
}

inline Error bad_cursor() {
    return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
}

/// A position of one list with one filter: the list's name is part of it, so that it fits no other.
template <typename IdType>
Result<std::optional<IdType>> position_in(const http::Call& call, const std::string& list) {
    const std::optional<std::string> cursor = call.query.text("cursor");
    if (!cursor) return std::optional<IdType>();
    if (!cursor->starts_with(list)) return bad_cursor();
    const std::optional<IdType> position = IdType::parse(cursor->substr(list.size()));
    if (!position) return bad_cursor();
    return position;
}

inline http::Reply page(json::array items, const std::optional<std::string>& next_cursor) {
    const json::value next = next_cursor ? json::value(*next_cursor) : json::value(nullptr);
    return http::ok(json::object{{"items", std::move(items)}, {"next_cursor", next}});
}

}  // namespace gig::jobs
