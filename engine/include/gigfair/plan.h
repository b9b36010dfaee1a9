#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "gigfair/opening.h"

namespace gigfair {

inline constexpr std::size_t plans_max = 3;
inline constexpr std::size_t candidates_max = 500;
inline constexpr std::uint32_t minute_value_fen_max = 10'000;

/// What one worker asks of one date. The defaults shut nothing out but what has begun.
///
/// The lists have no limit here: who reads them from outside sets one.
struct DayQuery {
    Place home;
    WeekPattern week_free = WeekPattern::always_free();
    std::vector<Interval> busy = {};
    Date date;  // 1..date_max
    Minute now;
    std::uint32_t speed_kmh = speed_kmh_default;  // 1..speed_kmh_max
    std::uint32_t minute_value_fen = 30;  // A minute on the way costs it: 0..minute_value_fen_max
    bool stays_out = false;               // Not at home between two free intervals.
    std::uint32_t certificates = 0;       // Bit n: has certificate n.
    bool night_ok = true;
    std::uint16_t pay_floor = 0;              // Fen an hour.
    std::vector<std::uint32_t> blocked = {};  // Employers.
};

/// The first field that is out of range, or nothing.
std::optional<Fault> fault_of(const DayQuery& query);

/// One shift of a day, and the way to it.
struct Stop {
    std::uint32_t opening;
    Minute leave;   // From home, or from the shift before in the same outing.
    Minute arrive;  // Just in time: the start.
    Minute start;
    Minute end;
    std::int32_t wage_fen;  // ⌊pay × minutes / 60⌋

    friend bool operator==(const Stop&, const Stop&) = default;
};

/// A day that can be lived: every shift is reached in time, and so is home.
struct Plan {
    std::int32_t value_fen;  // wage_fen − travel_minutes × minute_value_fen; over 0.
    std::int32_t wage_fen;   // Of all stops.
    std::int32_t travel_minutes;
    std::vector<Stop> stops;  // In the order of time; never empty.
    Minute home_at;           // At the end of the day.

    friend bool operator==(const Plan&, const Plan&) = default;
};

/// The plans_max best sets of openings for one day, best first; exact, and fewer where no more are
/// worth anything.
///
/// The candidates have free places, begin after now, pass the hard filters on pay, certificates,
/// night and employers, and lie wholly inside one free interval of the date: a run of half hours
/// that are free in the week and touched by nothing busy, cut at 00:00 and 24:00. The radius and
/// all else that the query doesn't hold are the caller's affair.
///
/// An outing leaves home not before its free interval begins and is back before that ends; between
/// its shifts the way is direct. Each free interval has at most one. Who stays out has one for the
/// whole day, which may lead through several free intervals; only its first way lies in the free
/// interval of the first shift and only the way home in that of the last. Distances are those of
/// Plane(home), ways last travel_minutes().
///
/// Ties: fewer travel minutes, then the smaller id at the first stop where they differ, then the
/// shorter. Ids must be distinct, and the openings without fault. Throws std::invalid_argument
/// where fault_of(query) names a fault, or there are more than candidates_max candidates.
///
/// O(n + c²) for c candidates. Pure and deterministic, integers past the distance.
std::vector<Plan> plan(const DayQuery& query, std::span<const Opening> openings);

}  // namespace gigfair
