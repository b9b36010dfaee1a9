#include "matching/receipts_routes.h"

#include "matching/receipts_json.h"

namespace gig::matching {

namespace {

constexpr std::int64_t page_default = 20;
constexpr std::string_view own_cursor = "own-contests-";
constexpr std::string_view queue_cursor = "contests-";

http::Reply show_receipt(const ReceiptsDoor& door, const http::Call& call);
http::Reply replay_receipt(const ReceiptsDoor& door, const http::Call& call);
http::Reply create_contest(const ReceiptsDoor& door, const http::Call& call);
http::Reply list_own_contests(const ReceiptsDoor& door, const http::Call& call);
http::Reply list_contests(const ReceiptsDoor& door, const http::Call& call);
http::Reply answer_contest(const ReceiptsDoor& door, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const ReceiptsDoor& door) {
    router.get("/api/v1/receipts/{id}", Action::receipt_read,
               [door](const http::Call& call) { return show_receipt(door, call); });
    router.post("/api/v1/receipts/{id}:replay", Action::receipt_replay,
                [door](const http::Call& call) { return replay_receipt(door, call); });
    router.post("/api/v1/receipts/{id}/contests", Action::receipt_contest,
                [door](const http::Call& call) { return create_contest(door, call); });
    router.get("/api/v1/me/contests", Action::receipt_contest,
               [door](const http::Call& call) { return list_own_contests(door, call); });
    router.get("/api/v1/contests", Action::contest_answer,
               [door](const http::Call& call) { return list_contests(door, call); });
    router.post("/api/v1/contests/{id}:answer", Action::contest_answer,
                [door](const http::Call& call) { return answer_contest(door, call); });
}

namespace {

/// Not there and not theirs is one answer, byte for byte.
http::Reply refusal(const Error& error, const http::Call& call) {
    if (error.kind == ErrorKind::not_found) return http::not_found(call);
    return http::refused(error, call);
}

std::string text_at(const json::value& body, std::string_view name) {
    return std::string(body.at(name).as_string());
}

/// Where the page before ended; nothing for the first page.
Result<std::optional<ContestId>> position_in(const http::Call& call, std::string_view list) {
    const std::optional<std::string> cursor = call.query.text("cursor");
    if (!cursor) return std::optional<ContestId>();
    std::optional<ContestId> position;
    if (cursor->starts_with(list)) position = ContestId::parse(cursor->substr(list.size()));
    if (!position) return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
    return position;
}

std::size_t limit_of(const http::Call& call) {
    return static_cast<std::size_t>(call.query.integer("limit").value_or(page_default));
}

/// One page of a list that was asked for one more than the page takes.
http::Reply page(json::array items, std::vector<ContestId> ids, std::size_t limit,
                 std::string_view list) {
    json::value next(nullptr);
    if (items.size() > limit) {
        items.pop_back();
        next = std::string(list) + ids.at(limit - 1).text();
    }
    return http::ok({{"items", std::move(items)}, {"next_cursor", std::move(next)}});
}

http::Reply show_receipt(const ReceiptsDoor& door, const http::Call& call) {
    const std::optional<ReceiptId> id = call.path_id<ReceiptId>("id");
    if (!id) return http::not_found(call);
    const Result<Receipt> found = door.receipts.read(call.actor, *id);
    if (!found) return refusal(found.error(), call);
    return http::ok(receipt_json(*found, door.occupations));
}

http::Reply replay_receipt(const ReceiptsDoor& door, const http::Call& call) {
    const std::optional<ReceiptId> id = call.path_id<ReceiptId>("id");
    if (!id) return http::not_found(call);
    const Result<Replayed> replayed = door.receipts.replay(call.actor, *id);
    if (!replayed) return refusal(replayed.error(), call);
    return http::ok(replayed_json(*replayed));
}

http::Reply created_reply(const Contest& contest) {
    return http::created(contest_json(contest));
}

http::Reply answered_reply(const Contest& contest) {
    return http::ok(contest_json(contest));
}

http::Reply create_contest(const ReceiptsDoor& door, const http::Call& call) {
    const std::optional<ReceiptId> id = call.path_id<ReceiptId>("id");
    if (!id) return http::not_found(call);
    const std::optional<gigfair::Term> term = term_named(text_at(call.body, "term"));
    invariant(term.has_value());  // The contract lists them.
    const Result<Contest> raised = door.contests.raise(
        call.actor, *id, {*term, text_at(call.body, "reason")}, call.once(created_reply));
    if (!raised) return refusal(raised.error(), call);
    return created_reply(*raised);
}

http::Reply list_own_contests(const ReceiptsDoor& door, const http::Call& call) {
    const Result<std::optional<ContestId>> after = position_in(call, own_cursor);
    if (!after) return refusal(after.error(), call);
    const std::size_t limit = limit_of(call);
    const Result<std::vector<Contest>> listed = door.contests.own_of(call.actor, *after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::vector<ContestId> ids;
    for (const Contest& contest : *listed) {
        items.push_back(contest_json(contest));
        ids.push_back(contest.id);
    }
    return page(std::move(items), std::move(ids), limit, own_cursor);
}

http::Reply list_contests(const ReceiptsDoor& door, const http::Call& call) {
    const Result<std::optional<ContestId>> after = position_in(call, queue_cursor);
    if (!after) return refusal(after.error(), call);
    const std::size_t limit = limit_of(call);
    const Result<std::vector<QueuedContest>> listed =
        door.contests.queue(call.actor, *after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::vector<ContestId> ids;
    for (const QueuedContest& queued : *listed) {
        items.push_back(queued_contest_json(queued, door.clock.now()));
        ids.push_back(queued.contest.id);
    }
    return page(std::move(items), std::move(ids), limit, queue_cursor);
}

http::Reply answer_contest(const ReceiptsDoor& door, const http::Call& call) {
    const std::optional<ContestId> id = call.path_id<ContestId>("id");
    if (!id) return http::not_found(call);
    const Result<Contest> answered = door.contests.answer(
        call.actor, *id, text_at(call.body, "text"), call.once(answered_reply));
    if (!answered) return refusal(answered.error(), call);
    return answered_reply(*answered);
}

}  // namespace

}  // namespace gig::matching
