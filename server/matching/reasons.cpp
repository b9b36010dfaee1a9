#include "matching/reasons.h"

#include <algorithm>
#include <optional>

namespace gig::matching {

namespace {

using gigfair::Term;

constexpr std::uint32_t telling_points = gigfair::points_max / 2;
constexpr std::int64_t fresh_hours_max = 24;
constexpr std::int64_t minutes_per_hour = 60;

std::optional<Reason> wish_reason(std::uint32_t points) {
    if (points == gigfair::points_max) return Reason{"wished_first"};
    if (points >= telling_points) return Reason{"wished"};
    if (points > 0) return Reason{"wished_family"};
    return std::nullopt;
}

std::optional<Reason> fresh_reason(const ReasonFacts& facts) {
    const std::int64_t age = std::max(0, facts.query.now - facts.opening.engine.posted);
    const std::int64_t hours = age / minutes_per_hour;
    if (hours >= fresh_hours_max) return std::nullopt;
    return Reason{"fresh", {{"hours", hours}}};
}

std::optional<Reason> reason_of(Term term, std::uint32_t points, const ReasonFacts& facts) {
    const bool tells = points >= telling_points;
    switch (term) {
        case Term::near:
            if (!tells) return std::nullopt;
            return Reason{
                "near",
                {{"distance_m", facts.match.distance_m}, {"minutes", facts.travel.minutes}}};
        case Term::pay:
            if (!tells) return std::nullopt;
            return Reason{"pays_well", {{"hourly_fen", facts.opening.hourly_fen}}};
        case Term::occupation:
            return wish_reason(points);
        case Term::settle:
            if (!tells) return std::nullopt;
            return Reason{"settles_as_preferred"};
        case Term::fresh:
            return fresh_reason(facts);
        case Term::trust:
        case Term::skill:
            return std::nullopt;
    }
    return std::nullopt;
}

/// Only who said when they are free is told that it fits.
bool said_when_free(const gigfair::Query& query) {
    return query.week_free != gigfair::WeekPattern::always_free() || !query.busy.empty();
}

std::vector<Reason> facts_of(const ReasonFacts& facts, bool is_as_preferred) {
    std::vector<Reason> reasons;
    const bool is_daily = facts.opening.engine.settlement == gigfair::Settlement::day;
    if (is_daily && !is_as_preferred) reasons.push_back({"paid_daily"});
    if (said_when_free(facts.query) && !facts.travel.clashes) {
        reasons.push_back({"fits_free_time"});
    }
    return reasons;
}

}  // namespace

std::vector<Reason> reasons_of(const ReasonFacts& facts) {
    const gigfair::Terms points =
        gigfair::points_of(facts.query, facts.opening.engine, facts.match.distance_m);
    std::vector<std::pair<std::uint32_t, Reason>> told;
    for (std::size_t term = 0; term < points.size(); ++term) {
        if (facts.match.products[term] == 0) continue;  // Off, or it says nothing.
        std::optional<Reason> reason = reason_of(static_cast<Term>(term), points[term], facts);
        if (reason) told.emplace_back(facts.match.products[term], *std::move(reason));
    }
    std::ranges::stable_sort(told, std::greater{}, &std::pair<std::uint32_t, Reason>::first);

    std::vector<Reason> reasons;
    bool is_as_preferred = false;
    for (auto& [product, reason] : told) {
        is_as_preferred = is_as_preferred || reason.code == "settles_as_preferred";
        reasons.push_back(std::move(reason));
    }
    std::ranges::move(facts_of(facts, is_as_preferred), std::back_inserter(reasons));
    if (reasons.size() > reasons_max) {
        reasons.erase(reasons.begin() + reasons_max, reasons.end());
    }
    return reasons;
}

}  // namespace gig::matching
