#include "oversight/figures_json.h"

#include "base/time.h"

namespace gig::oversight {

namespace {

json::value days_json(const std::optional<Days>& days) {
    if (!days) return nullptr;
    return json::object{{"from", date_text(Date(days->first))},
                        {"to", date_text(Date(days->last))}};
}

}  // namespace

const std::string& in_language(const Words& words, http::Locale locale) {
    return locale == http::Locale::en ? words.en : words.zh;
}

std::string county_text(County county) {
    return std::to_string(county);
}

json::object as_of_json(const AsOf& as_of) {
    return {{"position", as_of.position},
            {"at", as_of.at ? json::value(time_text(*as_of.at)) : json::value(nullptr)}};
}

json::array series_json(const std::vector<Point>& series) {
    json::array points;
    points.reserve(series.size());
    for (const Point& point : series) {
        points.push_back({{"from", date_text(Date(point.from))}, {"value", point.value}});
    }
    return points;
}

json::object figure_json(const Figure& figure, const Definition& definition, http::Locale locale) {
    return {{"metric", name_of(figure.metric)},
            {"name", in_language(definition.name, locale)},
            {"definition_version", definition.version},
            {"unit", in_language(definition.unit, locale)},
            {"total", figure.total},
            {"covers", days_json(figure.covers)}};
}

json::object definition_json(const Definition& definition, http::Locale locale) {
    const MetricTraits& traits = traits_of(definition.metric);
    const auto words = [&](const Words& of) { return json::value(in_language(of, locale)); };
    json::value event_type = nullptr;
    if (!traits.event_type.empty()) event_type = traits.event_type;
    return {{"metric", name_of(definition.metric)},
            {"version", definition.version},
            {"valid_from", date_text(definition.valid_from)},
            {"name", words(definition.name)},
            {"unit", words(definition.unit)},
            {"counts", name_of(definition.counts)},
            {"counted", words(definition.counted)},
            {"moment", words(definition.moment)},
            {"deduplication", words(definition.deduplication)},
            {"place", words(definition.place)},
            {"is_not", words(definition.is_not)},
            {"event_type", std::move(event_type)},
            {"by_market", traits.by_market},
            {"by_region", traits.by_county},
            {"by_date", traits.has_history}};
}

json::object row_json(const FigureRow& row) {
    json::object things;
    for (const auto& [name, id] : row.things)
        things[name] = id;
    json::value market = nullptr;
    if (row.spot.market) market = row.spot.market->text();
    json::value county = nullptr;
    if (row.spot.county) county = county_text(*row.spot.county);
    return {{"position", row.position},       {"at", time_text(row.at)},
            {"event_type", row.event_type},   {"amount", row.amount},
            {"market_id", std::move(market)}, {"region_code", std::move(county)},
            {"things", std::move(things)}};
}

}  // namespace gig::oversight
