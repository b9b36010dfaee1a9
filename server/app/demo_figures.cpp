#include "app/demo_figures.h"

#include "app/city_json.h"

namespace gig::app {

namespace {

std::optional<std::int32_t> number_if(const json::object& object, std::string_view key) {
    if (!object.contains(key)) return std::nullopt;
    return number_in(object, key);
}

ReportedFigure reported_in(const json::object& object) {
    ReportedFigure figure{.metric = text_in(object, "metric"),
                          .market = std::nullopt,
                          .value = number_in(object, "value"),
                          .at_least = object.at("at_least").as_bool(),
                          .as_of = text_in(object, "as_of"),
                          .source = text_in(object, "source")};
    if (!object.at("market").is_null()) figure.market = text_in(object, "market");
    return figure;
}

DemoTargets targets_in(const json::object& object) {
    DemoTargets targets{.history_days = number_in(object, "history_days"),
                        .posts = number_in(object, "posts"),
                        .workers = number_in(object, "workers"),
                        .intents = number_in(object, "intents"),
                        .visits = number_in(object, "visits")};
    for (const auto& [key, value] : object.at("markets").as_object()) {
        const json::object& market = value.as_object();
        targets.markets.emplace(
            key, MarketTargets{number_if(market, "posts"), number_if(market, "workers"),
                               number_if(market, "intents"), number_if(market, "confirmed")});
    }
    return targets;
}

}  // namespace

DemoFigures DemoFigures::load(const std::filesystem::path& city_folder) {
    const json::value file = read_city_json(city_folder / "demo_figures.json");
    DemoFigures figures;
    for (const json::value& each : file.at("reported").as_array()) {
        figures.reported.push_back(reported_in(each.as_object()));
    }
    for (const auto& [scale, targets] : file.at("scales").as_object()) {
        figures.scales.emplace(scale, targets_in(targets.as_object()));
    }
    return figures;
}

}  // namespace gig::app
