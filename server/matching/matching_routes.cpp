#include "matching/matching_routes.h"

#include "base/time.h"
#include "matching/matching_json.h"
#include "matching/search_query.h"
#include "places/crs.h"

namespace gig::matching {

namespace {

constexpr std::int64_t page_default = 20;

http::Reply list_openings(const MatchingDoor& door, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const MatchingDoor& door) {
    router.get("/api/v1/openings", Action::job_search,
               [door](const http::Call& call) { return list_openings(door, call); });
}

namespace {

/// Where the page before ended; nothing for the first page.
Result<std::optional<Position>> position_in(const OpeningCursors& cursors, const http::Call& call) {
    const std::optional<std::string> cursor = call.query.text("cursor");
    if (!cursor) return std::optional<Position>();
    const std::optional<Position> position = cursors.read(*cursor, search_name(call.query));
    if (!position) return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
    return position;
}

http::Reply list_openings(const MatchingDoor& door, const http::Call& call) {
    const SearchQuery reader(door.regions, door.occupations, door.markets);
    const Result<Search> search = reader.read(call.query, door.clock.now());
    if (!search) return http::refused(search.error(), call);
    const Result<std::optional<Position>> after = position_in(door.cursors, call);
    if (!after) return http::refused(after.error(), call);

    const auto limit = call.query.integer("limit").value_or(page_default);
    const FoundPage page = door.search.find(*search, *after, static_cast<std::size_t>(limit));

    const auto crs = places::crs_named(call.query.text("crs").value_or(""));
    const Reading reading{call.locale, crs.value_or(places::Crs::wgs84), door.occupations,
                          door.markets};
    json::array items;
    for (const Found& found : page.items) {
        items.push_back(opening_json(found, reading));
    }
    json::value next = nullptr;
    if (page.next) next = door.cursors.write(*page.next, search_name(call.query));
    return http::ok({{"items", std::move(items)}, {"next_cursor", std::move(next)}});
}

}  // namespace

}  // namespace gig::matching
