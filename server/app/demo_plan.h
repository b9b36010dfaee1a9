#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/demo_city.h"
#include "app/demo_draw.h"
#include "app/demo_figures.h"
#include "markets/markets.h"

namespace gig::app {

/// The civil days that a demo city has lived through: the last is yesterday.
struct History {
    Date today;
    int days;

    Date first() const { return Date(std::chrono::sys_days(today) - std::chrono::days(days)); }
    Date day(int number) const {
        return Date(std::chrono::sys_days(first()) + std::chrono::days(number));
    }
};

/// One market's part of a demo city.
struct MarketPlan {
    const markets::Market* market;
    std::vector<const places::Region*> streets = {};  // Nearer to it than to any other market.
    DemoArea area = {};
    std::int32_t posts = 0;
    std::int32_t workers = 0;
    std::int32_t intents = 0;
    std::int32_t confirmed = 0;
};

/// Shares out a whole number by weights: adds up exactly, and nobody is off by more than one.
std::vector<std::int32_t> apportion(std::int32_t total, std::span<const std::int64_t> weights);

/// The days of a history by their weights, drawn one by one.
class DayDraw {
public:
    explicit DayDraw(std::vector<std::int64_t> weights);
    int draw(Rng& rng) const;

private:
    std::vector<std::int64_t> sums_;
};

/// A moment of that day at which people are about.
Time moment_of(Date date, Rng& rng);

/// What each market that serves people has, in the directory's order: all of it together is what
/// the targets say. Markets without targets of their own share the rest by how much is going on
/// around them in a year.
std::vector<MarketPlan> plan_markets(const DemoTargets& targets, const DemoDraw& draw,
                                     const markets::MarketDirectory& markets,
                                     const History& history);

/// The posts of a year: every one is a market's, posted on a day of the history, with its first
/// shift after that day and up to demo_days ahead of today. Each market's want exactly as many
/// people as its plan says. The one in the middle of the city has the meal jobs of the days ahead.
std::vector<PlannedPost> plan_posts(const std::vector<MarketPlan>& plans,
                                    const markets::Market* middle, const DemoDraw& draw,
                                    const History& history, std::uint64_t seed);

}  // namespace gig::app
