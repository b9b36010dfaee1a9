#include "app/demo_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "app/demo_posters.h"

namespace gig::app {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t confirmed_percent = 70;
constexpr int weighed_every_days = 7;  // Often enough to see every season.
constexpr int posted_ahead_days = 7;
constexpr int posted_lately_days = 10;  // What starts from today on was posted in these.

// What lies ahead is not all posted yet; but the market in the middle of the city shows a visitor
// what it can do.
constexpr std::int64_t ahead_percent = 50;
constexpr std::int64_t ahead_percent_in_the_middle = 300;
constexpr int meal_jobs_ahead = 5;  // A day.

// How many people are about in each hour of the day, against each other.
constexpr std::array<std::int64_t, 24> people_about{0, 0, 0, 0, 1, 4, 7, 9, 10, 10, 9, 7,
                                                    6, 8, 8, 8, 7, 6, 5, 5, 4,  3,  1, 0};

/// The whole less what single markets were given, shared by weight among the others.
template <typename Given>
std::vector<std::int32_t> shares(std::int32_t total, const std::vector<MarketPlan>& plans,
                                 const DemoTargets& targets, std::vector<std::int64_t> weights,
                                 Given given) {
    std::vector<std::optional<std::int32_t>> fixed;
    for (std::size_t at = 0; at < plans.size(); ++at) {
        const auto found = targets.markets.find(plans[at].market->key);
        fixed.push_back(found == targets.markets.end() ? std::nullopt : given(found->second));
        if (!fixed.back()) continue;
        total -= *fixed.back();
        weights[at] = 0;
    }
    std::vector<std::int32_t> shared = apportion(total, weights);
    for (std::size_t at = 0; at < plans.size(); ++at) {
        if (fixed[at]) shared[at] = *fixed[at];
    }
    return shared;
}

std::vector<MarketPlan> catchments(const DemoDraw& draw, const markets::MarketDirectory& markets) {
    std::vector<MarketPlan> plans;
    for (const markets::Market& market : markets.all()) {
        if (market.serves_people()) plans.push_back({.market = &market});
    }
    for (const places::Region* street : draw.streets()) {
        const markets::Market* nearest = markets.nearest(*street->centre);
        std::ranges::find(plans, nearest, &MarketPlan::market)->streets.push_back(street);
    }
    for (MarketPlan& plan : plans)
        plan.area = draw.area_of(plan.streets);
    return plans;
}

/// The square root, so that a town of one great trade doesn't drown the others.
std::int64_t bustle_of(const MarketPlan& plan, const DemoDraw& draw, const History& history) {
    std::int64_t weight = 0;
    for (int day = 0; day < 365; day += weighed_every_days) {
        weight += draw.weight_of(Date(sys_days(history.today) - days(day)), plan.area);
    }
    return std::llround(std::sqrt(static_cast<double>(weight)));
}

/// How much of a market's year falls on each day from the second of the history to the last ahead.
std::vector<std::int64_t> day_weights(const MarketPlan& plan, const DemoDraw& draw,
                                      const History& history, bool in_the_middle) {
    std::vector<std::int64_t> weights;
    for (int day = 1; day < history.days + demo_days; ++day) {
        const std::int64_t weight = draw.weight_of(history.day(day), plan.area);
        const bool ahead = day >= history.days;
        const std::int64_t percent =
            !ahead ? 100 : (in_the_middle ? ahead_percent_in_the_middle : ahead_percent);
        weights.push_back(weight * percent / 100);
    }
    return weights;
}

/// The day of the history on which a job whose first shift is on that day is posted.
int posted_on(int first_shift_day, const History& history, Rng& rng) {
    if (first_shift_day >= history.days) {
        const int lately = std::min(posted_lately_days, history.days);
        return history.days - 1 - static_cast<int>(rng.below(static_cast<std::uint64_t>(lately)));
    }
    const int ahead = 1 + static_cast<int>(rng.below(posted_ahead_days));
    return std::max(0, first_shift_day - ahead);
}

}  // namespace

std::vector<std::int32_t> apportion(std::int32_t total, std::span<const std::int64_t> weights) {
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    invariant(sum > 0 || total == 0);
    std::vector<std::int32_t> parts;
    std::int64_t so_far = 0;
    std::int64_t given = 0;
    for (const std::int64_t weight : weights) {
        so_far += weight;
        const std::int64_t until_here = sum == 0 ? 0 : total * so_far / sum;
        parts.push_back(static_cast<std::int32_t>(until_here - given));
        given = until_here;
    }
    return parts;
}

DayDraw::DayDraw(std::vector<std::int64_t> weights) : sums_(std::move(weights)) {
    std::partial_sum(sums_.begin(), sums_.end(), sums_.begin());
    invariant(!sums_.empty() && sums_.back() > 0);
}

int DayDraw::draw(Rng& rng) const {
    const auto drawn =
        static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(sums_.back())));
    return static_cast<int>(std::ranges::upper_bound(sums_, drawn) - sums_.begin());
}

Time moment_of(Date date, Rng& rng) {
    static const DayDraw hours(std::vector<std::int64_t>(people_about.begin(), people_about.end()));
    constexpr std::uint64_t hour_ms = 3'600'000;
    const int hour = hours.draw(rng);
    return midnight(date) + std::chrono::hours(hour) +
           std::chrono::milliseconds(static_cast<std::int64_t>(rng.below(hour_ms)));
}

std::vector<MarketPlan> plan_markets(const DemoTargets& targets, const DemoDraw& draw,
                                     const markets::MarketDirectory& markets,
                                     const History& history) {
    std::vector<MarketPlan> plans = catchments(draw, markets);
    std::vector<std::int64_t> bustle;
    bustle.reserve(plans.size());
    for (const MarketPlan& plan : plans)
        bustle.push_back(bustle_of(plan, draw, history));

    const auto posts = shares(targets.posts, plans, targets, bustle,
                              [](const MarketTargets& own) { return own.posts; });
    const auto workers = shares(targets.workers, plans, targets, bustle,
                                [](const MarketTargets& own) { return own.workers; });
    const auto intents = shares(targets.intents, plans, targets, bustle,
                                [](const MarketTargets& own) { return own.intents; });
    for (std::size_t at = 0; at < plans.size(); ++at) {
        MarketPlan& plan = plans[at];
        plan.posts = posts[at];
        plan.workers = workers[at];
        plan.intents = intents[at];
        const auto own = targets.markets.find(plan.market->key);
        const auto usual = static_cast<std::int32_t>(plan.intents * confirmed_percent / 100);
        plan.confirmed =
            own == targets.markets.end() ? usual : own->second.confirmed.value_or(usual);
    }
    return plans;
}

std::vector<PlannedPost> plan_posts(const std::vector<MarketPlan>& plans,
                                    const markets::Market* middle, const DemoDraw& draw,
                                    const History& history, std::uint64_t seed) {
    std::vector<PlannedPost> posts;
    for (const MarketPlan& plan : plans) {
        const std::uint64_t own_seed = seed ^ number_of(plan.market->key);
        SeededRng rng(own_seed);
        const bool in_the_middle = plan.market == middle;
        const std::vector<std::int32_t> people =
            apportion(plan.posts, day_weights(plan, draw, history, in_the_middle));
        for (std::size_t at = 0; at < people.size(); ++at) {
            const int day = static_cast<int>(at) + 1;
            const WantedJobs wanted{
                .date = history.day(day),
                .people = people[at],
                .area = &plan.area,
                .meal_jobs = in_the_middle && day >= history.days ? meal_jobs_ahead : 0};
            int number = 0;
            for (DemoJob& job : draw.jobs_of(own_seed, wanted)) {
                job.draft.market = plan.market->id;
                const Date posted = history.day(posted_on(day, history, rng));
                posts.push_back({moment_of(posted, rng), std::move(job),
                                 "demo/" + std::to_string(seed) + "/" + plan.market->key + "/" +
                                     date_text(wanted.date) + "/" + std::to_string(number++)});
            }
        }
    }
    return posts;
}

}  // namespace gig::app
