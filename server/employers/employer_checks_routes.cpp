#include "employers/employer_checks_routes.h"

#include <charconv>

#include "employers/employer_card.h"
#include "employers/employers_json.h"

namespace gig::employers {

namespace {

using Seen = EmployerChecksService::Seen;
using WaitingEmployer = EmployerChecksService::WaitingEmployer;

constexpr std::int64_t page_default = 20;
constexpr std::string_view checks_cursor = "checks-";

std::size_t limit_of(const http::Call& call) {
    return static_cast<std::size_t>(call.query.integer("limit").value_or(page_default));
}

Error bad_cursor() {
    return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
}

/// Not there and not theirs is one answer, byte for byte.
http::Reply refusal(const Error& error, const http::Call& call) {
    if (error.kind == ErrorKind::not_found) return http::not_found(call);
    return http::refused(error, call);
}

http::Reply page(json::array items, const std::optional<std::string>& next_cursor) {
    return http::ok(
        json::object{{"items", std::move(items)}, {"next_cursor", or_null(next_cursor)}});
}

std::string remark_in(const http::Call& call) {
    const json::object* const body = call.body.if_object();
    const json::value* const remark = body == nullptr ? nullptr : body->if_contains("remark");
    return remark == nullptr ? std::string() : std::string(remark->as_string());
}

json::object waiting_json(const WaitingEmployer& waiting, http::Locale locale) {
    json::array checks;
    for (const Check& check : waiting.checks)
        checks.push_back(check_json(check));
    return {{"employer", file_json(waiting.seen, locale)}, {"checks", std::move(checks)}};
}

/// A list of a market's employers: its name in cursors and what it asks the service.
struct MarketList {
    std::string name;
    Result<std::vector<WaitingEmployer>> (EmployerChecksService::*listed)(const Actor&, MarketId,
                                                                          std::optional<EmployerId>,
                                                                          std::size_t) const;
};

http::Reply list_employers(const EmployerChecksService& checks, const MarketList& of,
                           const http::Call& call) {
    const std::optional<MarketId> market = call.path_id<MarketId>("id");
    if (!market) return http::not_found(call);
    const std::string list = of.name + market->text() + "-";
    std::optional<EmployerId> after;
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        if (cursor->starts_with(list)) after = EmployerId::parse(cursor->substr(list.size()));
        if (!after) return refusal(bad_cursor(), call);
    }

    const std::size_t limit = limit_of(call);
    const Result<std::vector<WaitingEmployer>> listed =
        (checks.*of.listed)(call.actor, *market, after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const WaitingEmployer& waiting : *listed) {
        if (items.size() == limit) {
            next_cursor = list + std::prev(&waiting)->seen.file.employer.id.text();
            break;
        }
        items.push_back(waiting_json(waiting, call.locale));
    }
    return page(std::move(items), next_cursor);
}

std::optional<std::int64_t> number_in(std::string_view cursor) {
    if (!cursor.starts_with(checks_cursor)) return std::nullopt;
    cursor.remove_prefix(checks_cursor.size());
    std::int64_t number = 0;
    const char* const begin = cursor.data();
    const char* const end = begin + cursor.size();
    const auto read = std::from_chars(begin, end, number);
    if (read.ec != std::errc() || read.ptr != end || number < 1) return std::nullopt;
    return number;
}

http::Reply list_checks(const EmployerChecksService& checks, const http::Call& call) {
    const std::optional<EmployerId> id = call.path_id<EmployerId>("id");
    if (!id) return http::not_found(call);
    std::optional<std::int64_t> before;
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        before = number_in(*cursor);
        if (!before) return refusal(bad_cursor(), call);
    }

    const std::size_t limit = limit_of(call);
    const Result<std::vector<NumberedCheck>> listed =
        checks.history(call.actor, *id, before, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const NumberedCheck& check : *listed) {
        if (items.size() == limit) {
            next_cursor = std::string(checks_cursor) + std::to_string(std::prev(&check)->number);
            break;
        }
        items.push_back(check_json(check.check));
    }
    return page(std::move(items), next_cursor);
}

/// The answer that is given now and to a retry alike.
Once<Seen> once_of(const http::Call& call) {
    return {call.once_key, [locale = call.locale](const Seen& seen) {
                http::Reply reply = http::ok(file_json(seen, locale));
                return Answer{reply.status, std::move(reply.body)};
            }};
}

http::Reply decide(EmployerChecksService& checks, const http::Call& call, CheckVerdict verdict) {
    const std::optional<EmployerId> id = call.path_id<EmployerId>("id");
    if (!id) return http::not_found(call);

    const Result<Seen> decided =
        checks.decide(call.actor, *id, {verdict, remark_in(call)}, once_of(call));
    if (!decided) return refusal(decided.error(), call);

    return http::ok(file_json(*decided, call.locale));
}

/// What the service does with a word about a suspension.
using SuspensionAct = Result<Seen> (EmployerChecksService::*)(const Actor&, EmployerId,
                                                              const std::string&,
                                                              const Once<Seen>&);

http::Reply say_of_suspension(EmployerChecksService& checks, const http::Call& call,
                              SuspensionAct act) {
    const std::optional<EmployerId> id = call.path_id<EmployerId>("id");
    if (!id) return http::not_found(call);

    const Result<Seen> done = (checks.*act)(call.actor, *id, remark_in(call), once_of(call));
    if (!done) return refusal(done.error(), call);

    return http::ok(file_json(*done, call.locale));
}

}  // namespace

void add_check_routes(http::Router& router, EmployerChecksService& checks) {
    const auto add_list = [&](const char* path, const MarketList& list) {
        router.get(path, Action::org_verify_licence, [&checks, list](const http::Call& call) {
            return list_employers(checks, list, call);
        });
    };
    add_list("/api/v1/markets/{id}/employer-checks",
             {"employers-waiting-", &EmployerChecksService::waiting});
    add_list("/api/v1/markets/{id}/suspensions",
             {"employers-suspended-", &EmployerChecksService::suspensions});
    router.get("/api/v1/employers/{id}/checks", Action::org_documents_read,
               [&checks](const http::Call& call) { return list_checks(checks, call); });
    const auto add_verdict = [&](const char* path, CheckVerdict verdict) {
        router.post(path, Action::org_verify_licence, [&checks, verdict](const http::Call& call) {
            return decide(checks, call, verdict);
        });
    };
    add_verdict("/api/v1/employers/{id}:approve", CheckVerdict::approved);
    add_verdict("/api/v1/employers/{id}:refuse", CheckVerdict::refused);
    add_verdict("/api/v1/employers/{id}:ask", CheckVerdict::asked);
    const auto add_act = [&](const char* path, Action action, SuspensionAct act) {
        router.post(path, action, [&checks, act](const http::Call& call) {
            return say_of_suspension(checks, call, act);
        });
    };
    add_act("/api/v1/employers/{id}:suspend", Action::org_suspend, &EmployerChecksService::suspend);
    add_act("/api/v1/employers/{id}:reinstate", Action::org_reinstate,
            &EmployerChecksService::reinstate);
    add_act("/api/v1/employers/{id}:refuse-reinstatement", Action::org_reinstate,
            &EmployerChecksService::refuse_reinstatement);
}

}  // namespace gig::employers
