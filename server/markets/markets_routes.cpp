#include "markets/markets_routes.h"

#include "base/json.h"
#include "places/crs.h"

namespace gig::markets {

namespace {

constexpr std::int64_t page_default = 20;

http::Reply list_markets(const MarketDirectory& markets, Time now, const http::Call& call);
http::Reply show_market(const MarketDirectory& markets, Time now, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const MarketDirectory& markets, const Clock& clock) {
    router.get("/api/v1/markets", Action::market_read,
               [&](const http::Call& call) { return list_markets(markets, clock.now(), call); });
    router.get("/api/v1/markets/{id}", Action::market_read,
               [&](const http::Call& call) { return show_market(markets, clock.now(), call); });
}

namespace {

std::string two_digits(std::int64_t number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string clock_text(std::chrono::minutes of_day) {
    return two_digits(of_day.count() / 60) + ":" + two_digits(of_day.count() % 60);
}

json::array hours_json(const std::vector<OpeningHours>& all) {
    json::array items;
    for (const OpeningHours& hours : all) {
        items.push_back({{"days", json::value_from(hours.days)},
                         {"opens", clock_text(hours.opens)},
                         {"closes", clock_text(hours.closes)}});
    }
    return items;
}

json::object market_json(const Market& market, Time now, const http::Call& call) {
    const auto crs = places::crs_named(call.query.text("crs").value_or(""));
    return {{"id", market.id.text()},
            {"name", call.locale == http::Locale::en ? market.name_en : market.name},
            {"kind", name_of(market.kind)},
            {"state", name_of(market.state)},
            {"place", places::place_json(market.place, crs.value_or(places::Crs::wgs84))},
            {"region_code", market.region_code},
            {"address", market.address},
            {"hours", hours_json(market.hours)},
            {"open_now", is_open(market, now)},
            {"sample", market.sample},
            {"phone", json::value_from(market.phone)},
            {"area_m2", json::value_from(market.area_m2)},
            {"zones", json::value_from(market.zones)}};
}

/// All, or those of one county.
std::vector<const Market*> asked_for(const MarketDirectory& markets, const http::Call& call) {
    const std::string county = call.query.text("county").value_or("");
    std::vector<const Market*> asked;
    for (const Market& market : markets.all()) {
        if (market.region_code.starts_with(county)) asked.push_back(&market);
    }
    return asked;
}

/// A cursor is the id of the last market of the page before.
http::Reply list_markets(const MarketDirectory& markets, Time now, const http::Call& call) {
    const std::vector<const Market*> asked = asked_for(markets, call);
    auto next = asked.begin();
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        next = std::ranges::find(asked, *cursor, [](const Market* it) { return it->id.text(); });
        if (next == asked.end()) {
            return http::refused({ErrorKind::malformed, "query.bad_cursor", "cursor"}, call);
        }
        ++next;
    }
    const auto limit = call.query.integer("limit").value_or(page_default);
    const auto end = next + std::min<std::ptrdiff_t>(limit, asked.end() - next);

    json::array items;
    std::for_each(next, end,
                  [&](const Market* market) { items.push_back(market_json(*market, now, call)); });
    const bool has_more = end != asked.end();
    return http::ok({{"items", std::move(items)},
                     {"next_cursor", has_more ? json::value((*(end - 1))->id.text()) : nullptr}});
}

http::Reply show_market(const MarketDirectory& markets, Time now, const http::Call& call) {
    const std::optional<MarketId> id = call.path_id<MarketId>("id");
    const Market* market = id ? markets.find(*id) : nullptr;
    if (market == nullptr) return http::not_found(call);
    return http::ok(market_json(*market, now, call));
}

}  // namespace

}  // namespace gig::markets
