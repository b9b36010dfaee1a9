#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "gigfair/opening.h"

namespace gigfair {

inline constexpr std::uint32_t radius_m_max = 200'000;
inline constexpr std::uint32_t k_max = 1'000;

/// What the best is: the highest score, or the shortest way.
enum class Mode : std::uint8_t { match, distance };

/// One worker's question. The defaults shut nothing out but what is too far or has begun.
///
/// The lists have no limit here: who reads them from outside sets one.
struct Query {
    Place home;
    std::uint32_t radius_m;  // 1..radius_m_max
    Mode mode = Mode::match;
    std::uint32_t k = 20;  // 1..k_max
    Minute now;
    Minute from;  // from <= start < to
    Minute to;
    WeekPattern week_free = WeekPattern::always_free();
    std::vector<Interval> busy = {};
    std::vector<std::uint16_t> wishes = {};  // Occupations, best first.
    bool only_wished = false;                // Needs wishes, unless personalisation is off.
    std::uint16_t pay_floor = 0;             // Fen an hour.
    std::uint8_t settlements = (1U << settlement_count) - 1;  // Bit n: settlement n; never 0.
    std::optional<Settlement> prefer_settlement = std::nullopt;
    std::uint32_t certificates = 0;  // Bit n: has certificate n.
    std::uint64_t skills = 0;        // Bit n: has skill n.
    bool night_ok = true;
    std::vector<std::uint32_t> blocked = {};  // Employers.

    /// Off: wishes, only_wished, skills and the preferred settlement are not read.
    bool personalised = true;
};

/// The first field that is out of range or contradicts another, or nothing.
std::optional<Fault> fault_of(const Query& query);

}  // namespace gigfair
