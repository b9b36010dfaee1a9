#include "oversight/figures.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gig::oversight {

namespace {

constexpr std::array<std::pair<std::string_view, MetricTraits>, metric_count> metrics{{
    {"markets", {1, "", false, true, true, false}},
    {"notices", {1, "job_opened", true, true, true, false}},
    {"posts", {1, "job_opened", true, true, true, false}},
    {"openings", {1, "job_opened", true, true, true, false}},
    {"registrations", {1, "seeker_registered", true, true, true, false}},
    {"workers_registered", {1, "worker_profile_saved", true, false, true, false}},
    {"employers", {1, "employer_checked", true, false, false, false}},
    {"visits", {1, "visit_counted", true, true, true, false}},
    {"intents", {1, "intent_expressed", true, true, true, false}},
    {"intent_people", {1, "intent_expressed", true, true, true, true}},
    {"confirmed", {1, "intent_confirmed", true, true, true, false}},
}};

constexpr std::array<std::pair<std::string_view, Step>, 3> steps{
    {{"day", Step::day}, {"week", Step::week}, {"month", Step::month}}};

}  // namespace

std::string_view name_of(Metric metric) {
    return metrics.at(static_cast<std::size_t>(metric)).first;
}

std::optional<Metric> metric_named(std::string_view name) {
    const auto* const found =
        std::ranges::find(metrics, name, &std::pair<std::string_view, MetricTraits>::first);
    if (found == metrics.end()) return std::nullopt;
    return static_cast<Metric>(found - metrics.begin());
}

const MetricTraits& traits_of(Metric metric) {
    return metrics.at(static_cast<std::size_t>(metric)).second;
}

std::optional<Step> step_named(std::string_view name) {
    const auto* const found =
        std::ranges::find(steps, name, &std::pair<std::string_view, Step>::first);
    if (found == steps.end()) return std::nullopt;
    return found->second;
}

std::chrono::sys_days step_start(std::chrono::sys_days day, Step step) {
    switch (step) {
        case Step::day:
            return day;
        case Step::week:
            return day - (std::chrono::weekday(day) - std::chrono::Monday);
        case Step::month: {
            const Date date(day);
            return date.year() / date.month() / 1;
        }
    }
    return day;
}

}  // namespace gig::oversight
