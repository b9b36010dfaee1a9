#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/geo.h"
#include "base/id.h"
#include "base/time.h"

namespace gig::oversight {

/// What the log can tell today. What each counts stands in definitions.json.
enum class Metric {
    markets,
    notices,
    posts,
    openings,
    registrations,
    workers_registered,
    employers,
    visits,
    intents,
    intent_people,
    confirmed,
};
inline constexpr int metric_count = static_cast<int>(Metric::confirmed) + 1;

std::string_view name_of(Metric metric);
std::optional<Metric> metric_named(std::string_view name);

/// How a figure can be asked for, and from which events it comes.
struct MetricTraits {
    int version;                  // Raised when what is counted changes.
    std::string_view event_type;  // Empty for what no event tells.
    bool has_history;             // Else only today is known.
    bool by_market;               // Whether the events know a market,
    bool by_county;               // and a county.
    bool of_people;               // Distinct people: parts don't add up to the whole.
};
const MetricTraits& traits_of(Metric metric);

/// The six digits of GB/T 2260, as the scope of a county's staff holds them.
using County = std::int32_t;

/// Where something was counted. An event that knows no market or county counts in neither.
struct Spot {
    std::optional<MarketId> market = std::nullopt;
    std::optional<County> county = std::nullopt;

    friend auto operator<=>(const Spot&, const Spot&) = default;
};

/// Finds counties. Must always answer alike: a rebuild asks again.
struct CountyLookup {
    std::function<std::optional<County>(GeoPoint)> of_place;
    std::function<std::optional<County>(MarketId)> of_market;
    std::function<std::optional<County>(std::string_view)> of_region;  // Any level below the city.
};

/// Which part of a figure is asked for: what is left out is not filtered by.
struct Slice {
    std::optional<MarketId> market = std::nullopt;
    std::optional<County> county = std::nullopt;
    std::optional<Date> from = std::nullopt;
    std::optional<Date> to = std::nullopt;  // Included.
};

enum class Step { day, week, month };
std::optional<Step> step_named(std::string_view name);

/// The first day of the step that the day is in; a week begins on Monday.
std::chrono::sys_days step_start(std::chrono::sys_days day, Step step);

/// A civil day of the city, counted from 1970-01-01.
inline std::chrono::sys_days day_of(Time at) {
    return std::chrono::floor<std::chrono::days>(at + city_offset);
}

/// The first and the last of some days in a row, both included.
struct Days {
    std::chrono::sys_days first;
    std::chrono::sys_days last;

    friend bool operator==(const Days&, const Days&) = default;
};

/// What was counted from `from` on, until the next point or the end.
struct Point {
    std::chrono::sys_days from;
    std::int64_t value;

    friend bool operator==(const Point&, const Point&) = default;
};

/// Up to which event a figure counts: the log's position and that event's time.
struct AsOf {
    std::int64_t position = 0;
    std::optional<Time> at = std::nullopt;

    friend bool operator==(const AsOf&, const AsOf&) = default;
};

}  // namespace gig::oversight
