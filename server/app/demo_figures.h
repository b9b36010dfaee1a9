#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gig::app {

/// A figure as a source reported it of the real markets.
struct ReportedFigure {
    std::string metric;                 // As the API names it.
    std::optional<std::string> market;  // Its key; nothing: all together.
    std::int64_t value;
    bool at_least;      // The source gives a lower bound.
    std::string as_of;  // The cut-off date; only a year where none was given.
    std::string source;
};

/// What one market's part is, where it isn't just its share of the whole.
struct MarketTargets {
    std::optional<std::int32_t> posts = std::nullopt;
    std::optional<std::int32_t> workers = std::nullopt;
    std::optional<std::int32_t> intents = std::nullopt;
    std::optional<std::int32_t> confirmed = std::nullopt;
};

/// What a demo city of some size holds, exactly.
struct DemoTargets {
    int history_days;
    std::int32_t posts;    // People wanted (岗位数).
    std::int32_t workers;  // Each with one registration.
    std::int32_t intents;
    std::int32_t visits;
    std::map<std::string, MarketTargets> markets = {};
};

struct DemoFigures {
    std::vector<ReportedFigure> reported;
    std::map<std::string, DemoTargets> scales;

    /// Reads demo_figures.json of a city's folder. Throws std::runtime_error.
    static DemoFigures load(const std::filesystem::path& city_folder);
};

}  // namespace gig::app
