#include "workers/workers_routes.h"

#include <charconv>

#include "workers/workers_json.h"

namespace gig::workers {

namespace {

http::Reply show_own(const WorkersService& workers, const http::Call& call);
http::Reply save_own(WorkersService& workers, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, WorkersService& workers) {
    router.get("/api/v1/me/worker", Action::worker_profile_read,
               [&workers](const http::Call& call) { return show_own(workers, call); });
    router.put("/api/v1/me/worker", Action::account_update_self,
               [&workers](const http::Call& call) { return save_own(workers, call); });
}

namespace {

constexpr std::int64_t no_version = -1;  // Of no profile.

std::string etag_of(std::int64_t version) {
    return "\"" + std::to_string(version) + "\"";
}

/// The version that If-Match names: nothing where it names none.
std::optional<std::int64_t> version_in(const std::optional<std::string>& if_match) {
    if (!if_match || *if_match == "*") return std::nullopt;
    if (if_match->size() < 3) return no_version;
    std::int64_t version = no_version;
    std::from_chars(if_match->data() + 1, if_match->data() + if_match->size() - 1, version);
    return etag_of(version) == *if_match ? version : no_version;
}

places::Crs crs_of(const http::Call& call) {
    const std::optional<std::string> name = call.query.text("crs");
    return name ? places::crs_named(*name).value_or(places::Crs::wgs84) : places::Crs::wgs84;
}

http::Reply reply_of(const Profile& profile, places::Crs crs) {
    http::Reply reply = http::ok(profile_json(profile, crs));
    reply.headers.emplace_back("ETag", etag_of(profile.version));
    return reply;
}

http::Reply show_own(const WorkersService& workers, const http::Call& call) {
    const Result<Profile> profile = workers.read_self(call.actor);
    if (!profile) return http::refused(profile.error(), call);
    return reply_of(*profile, crs_of(call));
}

http::Reply save_own(WorkersService& workers, const http::Call& call) {
    Result<ProfileDraft> draft = draft_in(call.body.as_object());
    if (!draft) return http::refused(draft.error(), call);
    draft->made_from = version_in(call.if_match);

    const Once<Profile> once{call.once_key, [crs = crs_of(call)](const Profile& profile) {
                                 http::Reply reply = reply_of(profile, crs);
                                 return Answer{reply.status, std::move(reply.body)};
                             }};
    const Result<Profile> saved = workers.save_self(call.actor, *draft, once);
    if (!saved) return http::refused(saved.error(), call);
    return reply_of(*saved, crs_of(call));
}

}  // namespace

}  // namespace gig::workers
