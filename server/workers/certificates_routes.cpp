#include "workers/certificates_routes.h"

#include <algorithm>

#include "base/invariant.h"
#include "workers/certificates_json.h"

namespace gig::workers {

namespace {

using Key = CertificatesService::Key;
using Seen = CertificatesService::Seen;

constexpr std::int64_t page_default = 20;
static_assert(certificates_listed_max == 100 + 1);  // The contract's largest page, and one more.
constexpr std::string_view own_cursor = "certificates-own-";
constexpr std::size_t id_characters = 13;

/// The room's service, as its handlers use it.
struct Door {
    CertificatesService& certificates;
    const occupations::Occupations& occupations;

    http::Reply list_own(const http::Call& call) const;
    http::Reply hand_in(const http::Call& call) const;
    http::Reply drop(const http::Call& call) const;
    http::Reply list_waiting(const http::Call& call) const;
    http::Reply confirm(const http::Call& call) const;
    http::Reply refuse(const http::Call& call) const;

    CertificateReading reading(const http::Call& call) const {
        return {occupations, call.locale, date_of(call.received_at)};
    }
    Once<Seen> once_seen(const http::Call& call) const;
    http::Reply decided(const Result<Seen>& seen, const http::Call& call) const;
};

/// Not there and not theirs is one answer, byte for byte.
http::Reply refusal(const Error& error, const http::Call& call) {
    if (error.kind == ErrorKind::not_found) return http::not_found(call);
    return http::refused(error, call);
}

Error bad_cursor() {
    return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
}

std::size_t limit_of(const http::Call& call) {
    return static_cast<std::size_t>(call.query.integer("limit").value_or(page_default));
}

http::Reply page(json::array items, const std::optional<std::string>& next_cursor) {
    const json::value next = next_cursor ? json::value(*next_cursor) : json::value(nullptr);
    return http::ok(json::object{{"items", std::move(items)}, {"next_cursor", next}});
}

/// The router finds only paths that have both.
std::string code_in(const http::Call& call) {
    return call.path.at("code");
}

std::optional<Key> key_in(const http::Call& call) {
    const std::optional<AccountId> worker = call.path_id<AccountId>("id");
    if (!worker) return std::nullopt;
    return Key{*worker, code_in(call)};
}

/// A place in a market's list, "<id>-<code>".
std::optional<Key> key_in(std::string_view position) {
    if (position.size() < id_characters + 2 || position[id_characters] != '-') return std::nullopt;
    const std::optional<AccountId> worker = AccountId::parse(position.substr(0, id_characters));
    if (!worker) return std::nullopt;
    return Key{*worker, std::string(position.substr(id_characters + 1))};
}

http::Reply Door::list_own(const http::Call& call) const {
    const Result<std::vector<HeldCertificate>> own = certificates.own(call.actor);
    if (!own) return refusal(own.error(), call);
    auto next = own->begin();
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        if (!cursor->starts_with(own_cursor)) return refusal(bad_cursor(), call);
        next = std::ranges::find(*own, cursor->substr(own_cursor.size()), &HeldCertificate::code);
        if (next == own->end()) return refusal(bad_cursor(), call);
        ++next;
    }

    json::array items;
    for (; next != own->end() && items.size() < limit_of(call); ++next)
        items.push_back(certificate_json(*next, reading(call)));
    std::optional<std::string> next_cursor;
    if (next != own->end()) next_cursor = std::string(own_cursor) + std::prev(next)->code;
    return page(std::move(items), next_cursor);
}

http::Reply Door::hand_in(const http::Call& call) const {
    const Result<Paper> paper = paper_in(call.body);
    if (!paper) return refusal(paper.error(), call);

    const auto reply_of = [reading = reading(call)](const HeldCertificate& certificate) {
        return http::ok(certificate_json(certificate, reading));
    };
    const Once<HeldCertificate> once{call.once_key, [reply_of](const HeldCertificate& certificate) {
                                         http::Reply reply = reply_of(certificate);
                                         return Answer{reply.status, std::move(reply.body)};
                                     }};
    const Result<HeldCertificate> kept =
        certificates.hand_in(call.actor, code_in(call), *paper, once);
    if (!kept) return refusal(kept.error(), call);
    return reply_of(*kept);
}

http::Reply Door::drop(const http::Call& call) const {
    const auto reply_of = +[](const CertificatesService::Dropped&) { return http::no_content(); };
    const Result<CertificatesService::Dropped> dropped =
        certificates.drop(call.actor, code_in(call), call.once(reply_of));
    if (!dropped) return refusal(dropped.error(), call);
    return reply_of(*dropped);
}

http::Reply Door::list_waiting(const http::Call& call) const {
    const std::optional<MarketId> market = call.path_id<MarketId>("id");
    if (!market) return http::not_found(call);
    const std::string list = "certificates-waiting-" + market->text() + "-";
    std::optional<Key> after;
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        if (cursor->starts_with(list)) after = key_in(cursor->substr(list.size()));
        if (!after) return refusal(bad_cursor(), call);
    }

    const std::size_t limit = limit_of(call);
    const Result<std::vector<Seen>> listed =
        certificates.waiting(call.actor, *market, after, limit + 1);
    if (!listed) return refusal(listed.error(), call);

    json::array items;
    std::optional<std::string> next_cursor;
    for (const Seen& seen : *listed) {
        if (items.size() == limit) {
            const HeldCertificate& last = std::prev(&seen)->certificate;
            next_cursor = list + last.worker.text() + "-" + last.code;
            break;
        }
        items.push_back(seen_json(seen, reading(call)));
    }
    return page(std::move(items), next_cursor);
}

/// The answer that is given now and to a retry alike.
Once<Seen> Door::once_seen(const http::Call& call) const {
    return {call.once_key, [reading = reading(call)](const Seen& seen) {
                http::Reply reply = http::ok(seen_json(seen, reading));
                return Answer{reply.status, std::move(reply.body)};
            }};
}

http::Reply Door::decided(const Result<Seen>& seen, const http::Call& call) const {
    if (!seen) return refusal(seen.error(), call);
    return http::ok(seen_json(*seen, reading(call)));
}

http::Reply Door::confirm(const http::Call& call) const {
    const std::optional<Key> key = key_in(call);
    if (!key) return http::not_found(call);
    return decided(certificates.confirm(call.actor, *key, once_seen(call)), call);
}

http::Reply Door::refuse(const http::Call& call) const {
    const std::optional<Key> key = key_in(call);
    if (!key) return http::not_found(call);
    const std::optional<CertificateRemark> reason =
        named<CertificateRemark>(call.body.at("reason").as_string());
    invariant(reason.has_value());  // The contract lists those of the staff.
    return decided(certificates.refuse(call.actor, *key, *reason, once_seen(call)), call);
}

}  // namespace

void add_certificate_routes(http::Router& router, CertificatesService& certificates,
                            const occupations::Occupations& occupations) {
    const Door door{certificates, occupations};
    router.get("/api/v1/me/certificates", Action::worker_profile_read,
               [door](const http::Call& call) { return door.list_own(call); });
    router.put("/api/v1/me/certificates/{code}", Action::account_update_self,
               [door](const http::Call& call) { return door.hand_in(call); });
    router.del("/api/v1/me/certificates/{code}", Action::account_update_self,
               [door](const http::Call& call) { return door.drop(call); });
    router.get("/api/v1/markets/{id}/certificates", Action::certificate_check,
               [door](const http::Call& call) { return door.list_waiting(call); });
    router.post("/api/v1/workers/{id}/certificates/{code}:confirm", Action::certificate_check,
                [door](const http::Call& call) { return door.confirm(call); });
    router.post("/api/v1/workers/{id}/certificates/{code}:refuse", Action::certificate_check,
                [door](const http::Call& call) { return door.refuse(call); });
}

}  // namespace gig::workers
