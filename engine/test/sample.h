#pragma once

#include "gigfair/opening.h"
#include "gigfair/query.h"

namespace gigfair::sample {

/// Monday 2026-11-23 00:00 in UTC+8.
inline constexpr Minute monday = 29'922'720;

constexpr Minute at(int day, int hour, int minute = 0) {
    return monday + day * 1'440 + hour * 60 + minute;
}

inline constexpr Place donghu{308'680'000, 1'201'040'000};

/// A lunch shift on Tuesday at Donghu that passes every filter of the query below.
inline Opening lunch() {
    return {.id = 1,
            .employer = 9,
            .place = donghu,
            .occupation = 65,
            .pay_fen_hour = 2'400,
            .settlement = Settlement::day,
            .start = at(1, 10, 30),
            .end = at(1, 13, 30),
            .certificates = 0,
            .skills = 0,
            .posted = at(0, 8),
            .trust = trust_prior,
            .places = 1};
}

/// Somebody at Donghu who asks on Monday at 08:00 for the next week.
inline Query anybody() {
    Query query{};
    query.home = donghu;
    query.radius_m = 10'000;
    query.now = at(0, 8);
    query.from = at(0, 8);
    query.to = at(7, 8);
    return query;
}

}  // namespace gigfair::sample
