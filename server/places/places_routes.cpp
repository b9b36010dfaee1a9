#include "places/places_routes.h"

#include "places/crs.h"

namespace gig::places {

namespace {

constexpr std::int64_t page_default = 20;

http::Reply list_regions(const Regions& regions, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const Regions& regions) {
    router.get("/api/v1/regions", Action::market_read,
               [&regions](const http::Call& call) { return list_regions(regions, call); });
}

namespace {

json::object region_json(const Region& region, Crs crs) {
    return {{"code", region.code},
            {"name", region.name},
            {"level", level_name(region.level)},
            {"parent", region.parent ? json::value(*region.parent) : json::value(nullptr)},
            {"centre",
             region.centre ? json::value(place_json(*region.centre, crs)) : json::value(nullptr)},
            {"approximate", region.centre.has_value()}};
}

/// Without parent the city itself, which is the one region below nothing.
std::vector<const Region*> asked_for(const Regions& regions, const http::Call& call) {
    const std::optional<std::string> parent = call.query.text("parent");
    if (!parent) return {&regions.city()};
    return regions.children(*parent);
}

/// A cursor is the code of the last region of the page before.
http::Reply list_regions(const Regions& regions, const http::Call& call) {
    const std::vector<const Region*> all = asked_for(regions, call);
    auto next = all.begin();
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        next = std::ranges::find(all, *cursor, &Region::code);
        if (next == all.end()) {
            return http::refused({ErrorKind::malformed, "query.bad_cursor", "cursor"}, call);
        }
        ++next;
    }
    const auto limit = call.query.integer("limit").value_or(page_default);
    const auto end = next + std::min<std::ptrdiff_t>(limit, all.end() - next);
    const Crs crs = crs_named(call.query.text("crs").value_or("")).value_or(Crs::wgs84);

    json::array items;
    std::for_each(next, end,
                  [&](const Region* region) { items.push_back(region_json(*region, crs)); });
    const bool has_more = end != all.end();
    return http::ok({{"items", std::move(items)},
                     {"next_cursor", has_more ? json::value((*(end - 1))->code) : nullptr}});
}

}  // namespace

}  // namespace gig::places
