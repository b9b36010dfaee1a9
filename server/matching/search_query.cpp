#include "matching/search_query.h"

#include <array>

#include "base/time.h"
#include "matching/text_match.h"

namespace gig::matching {

namespace {

Error malformed(std::string_view code, std::string_view parameter) {
    return Error{ErrorKind::malformed,
                 code,
                 std::string(parameter),
                 {{"parameter", std::string(parameter)}}};
}

enum class DateMeans { first_moment, whole_day };

/// A time, or a date of the city; nothing where the parameter is absent.
Result<std::optional<Time>> moment(const http::Query& query, std::string_view name,
                                   DateMeans date_means) {
    const std::optional<std::string> text = query.text(name);
    if (!text) return std::optional<Time>();
    if (const std::optional<Date> date = date_value(*text)) {
        const std::chrono::days length{date_means == DateMeans::whole_day ? 1 : 0};
        return std::optional<Time>(midnight(*date) + length);
    }
    const std::optional<Time> time = time_value(*text);
    if (!time) return malformed("openings.time_malformed", name);
    return time;
}

Result<void> read_dates(const http::Query& query, Time now, Search& search) {
    const auto from = moment(query, "from", DateMeans::first_moment);
    if (!from) return from.error();
    const auto to = moment(query, "to", DateMeans::whole_day);
    if (!to) return to.error();
    search.from = from->value_or(now);
    search.to = to->value_or(search.from + dates_default);
    // A link whose last day has passed meanwhile is no mistake: it finds nothing.
    if (*from && search.to <= search.from) return malformed("openings.dates_reversed", "to");
    return {};
}

Result<void> read_hours(const http::Query& query, Search& search) {
    search.hours_min = query.number("hours_min").value_or(search.hours_min);
    search.hours_max = query.number("hours_max").value_or(search.hours_max);
    if (search.hours_max < search.hours_min) {
        return malformed("openings.hours_reversed", "hours_max");
    }
    return {};
}

/// The value whose name was sent. The contract lets no other name through.
template <typename Enum, std::size_t Count>
std::optional<Enum> choice(const http::Query& query, std::string_view parameter,
                           const std::array<std::string_view, Count>& names) {
    const std::optional<std::string> text = query.text(parameter);
    if (!text) return std::nullopt;
    const auto* const found = std::ranges::find(names, *text);
    invariant(found != names.end());
    return static_cast<Enum>(found - names.begin());
}

constexpr std::array<std::string_view, 2> order_names{"distance", "recent"};
constexpr std::array<std::string_view, 4> shift_names{"day", "long_day", "night", "rotating"};
constexpr std::array<std::string_view, 3> span_names{"one_day", "days", "season"};

}  // namespace

Result<Search> SearchQuery::read(const http::Query& query, Time now) const {
    const Result<GeoPoint> place = home(query);
    if (!place) return place.error();
    Search search{.home = *place, .from = now, .to = now};

    const Result<void> dates = read_dates(query, now, search);
    if (!dates) return dates.error();
    const Result<void> hours = read_hours(query, search);
    if (!hours) return hours.error();
    Result<std::vector<std::uint16_t>> wanted = occupations(query);
    if (!wanted) return wanted.error();
    const Result<std::optional<MarketId>> of_market = market(query);
    if (!of_market) return of_market.error();

    search.occupations = *std::move(wanted);
    search.market = *of_market;
    search.order = choice<Order>(query, "mode", order_names).value_or(Order::distance);
    search.radius_m =
        static_cast<std::uint32_t>(query.integer("radius_m").value_or(radius_m_default));
    search.pay_min_fen = static_cast<std::uint16_t>(query.integer("pay_min_fen").value_or(0));
    if (const std::optional<std::string> settlement = query.text("settlement")) {
        search.settlement = named<Settlement>(*settlement);
    }
    search.shift = choice<ShiftWish>(query, "shift", shift_names);
    search.span = choice<Span>(query, "span", span_names);
    search.words = words_of(query.text("q").value_or(""));
    return search;
}

Result<GeoPoint> SearchQuery::home(const http::Query& query) const {
    const std::optional<double> latitude = query.number("lat");
    const std::optional<double> longitude = query.number("lon");
    if (!latitude && !longitude) return regions_.city().centre.value();
    if (!latitude) return malformed("openings.place_incomplete", "lat");
    if (!longitude) return malformed("openings.place_incomplete", "lon");
    return GeoPoint::from_degrees(*latitude, *longitude);
}

Result<std::vector<std::uint16_t>> SearchQuery::occupations(const http::Query& query) const {
    std::vector<std::uint16_t> wanted;
    const std::optional<std::string> key = query.text("occupation");
    if (!key) return wanted;
    std::vector<const occupations::Occupation*> named = occupations_.in_family(*key);
    if (const occupations::Occupation* occupation = occupations_.find(*key)) {
        named.push_back(occupation);
    }
    if (named.empty()) return malformed("openings.occupation_unknown", "occupation");
    for (const occupations::Occupation* occupation : named) {
        wanted.push_back(static_cast<std::uint16_t>(occupation->engine_id));
    }
    return wanted;
}

Result<std::optional<MarketId>> SearchQuery::market(const http::Query& query) const {
    const std::optional<std::string> text = query.text("market");
    if (!text) return std::optional<MarketId>();
    const std::optional<MarketId> market = MarketId::parse(*text);
    if (!market || markets_.find(*market) == nullptr) {
        return malformed("openings.market_unknown", "market");
    }
    return market;
}

std::string search_name(const http::Query& query) {
    constexpr std::array<std::string_view, 15> parameters{
        "lat", "lon",   "radius_m",  "mode",      "occupation", "pay_min_fen", "settlement", "from",
        "to",  "shift", "hours_min", "hours_max", "span",       "market",      "q"};
    std::string name;
    for (const std::string_view parameter : parameters) {
        const std::optional<std::string> value = query.text(parameter);
        // No value holds a line feed that could stand for another parameter: it is escaped here
        // by the length in front.
        if (!value) continue;
        name += std::string(parameter) + "=" + std::to_string(value->size()) + ":" + *value + "\n";
    }
    return name;
}

}  // namespace gig::matching
