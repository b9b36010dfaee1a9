#include "oversight/open_figures.h"

#include "oversight/figures_json.h"

namespace gig::oversight {

namespace {

json::array counties_json(const FigureSplit& split, const places::Regions& regions) {
    json::array items;
    for (const auto& [county, total] : split.counties) {
        const std::string code = county_text(county);
        items.push_back(
            {{"region_code", code}, {"name", regions.find(code)->name}, {"total", total}});
    }
    return items;
}

json::array markets_json(const FigureSplit& split, const markets::MarketDirectory& markets,
                         http::Locale locale) {
    json::array items;
    for (const auto& [id, total] : split.markets) {
        const markets::Market& market = *markets.find(id);
        items.push_back({{"market_id", id.text()},
                         {"name", locale == http::Locale::en ? market.name_en : market.name},
                         {"total", total}});
    }
    return items;
}

}  // namespace

std::shared_ptr<const std::string> OpenFigures::sheet(http::Locale locale) {
    // The lock is held while a sheet is made: whoever asks meanwhile waits for it and takes it too.
    return kept_.with([&](std::array<std::optional<Kept>, 2>& all) {
        std::optional<Kept>& kept = all.at(locale == http::Locale::en ? 1 : 0);
        const Time now = clock_.now();
        // Both ways, so that a clock put back doesn't keep a sheet for hours.
        const bool is_fresh = kept && std::chrono::abs(now - kept->made_at) < open_figures_age_max;
        if (!is_fresh) {
            kept = Kept{std::make_shared<const std::string>(make(locale)), now};
        }
        return kept->sheet;
    });
}

std::string OpenFigures::make(http::Locale locale) const {
    const auto [splits, as_of] = figures_.splits();
    json::array items;
    for (const FigureSplit& split : splits) {
        const Definition& definition = definitions_.of(split.whole.metric);
        json::object item = figure_json(split.whole, definition, locale);
        item["definition"] = definition_json(definition, locale);
        item["months"] = series_json(split.whole.series);
        item["counties"] = counties_json(split, regions_);
        item["markets"] = markets_json(split, markets_, locale);
        items.push_back(std::move(item));
    }
    json::array uncounted;
    for (const std::string& name : definitions_.not_counted_yet())
        uncounted.emplace_back(name);
    return json::serialize(json::object{{"as_of", as_of_json(as_of)},
                                        {"items", std::move(items)},
                                        {"not_counted_yet", std::move(uncounted)}});
}

}  // namespace gig::oversight
