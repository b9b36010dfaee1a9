#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "gigfair/geo.h"
#include "gigfair/time.h"

namespace gigfair {

/// When pay is due.
enum class Settlement : std::uint8_t { day, week, fortnight, month, completion };
inline constexpr int settlement_count = 5;

inline constexpr std::uint16_t occupation_max = 4'095;
inline constexpr std::uint16_t occupations_per_family = 64;
inline constexpr std::uint16_t trust_max = 1'000;
inline constexpr std::uint16_t trust_prior = 700;  // Of an employer of whom nothing is known yet.
inline constexpr int skills_per_opening_max = 3;

/// One dated shift of one post, with free places. Plain numbers, as they come out of a file or a
/// database; fault_of() says whether they are in range.
struct Opening {
    std::uint32_t id;
    std::uint32_t employer;
    Place place;
    std::uint16_t occupation;    // 0..occupation_max; its family is occupation div 64.
    std::uint16_t pay_fen_hour;  // Fen an hour, cut at 65,535.
    Settlement settlement;
    Minute start;  // The shift: longer than nothing, at most shift_minutes_max.
    Minute end;
    std::uint32_t certificates;  // Bit n: certificate n is required by law or post.
    std::uint64_t skills;        // Bit n: skill n is useful; at most skills_per_opening_max bits.
    Minute posted;
    std::uint16_t trust;   // The employer's published pay-reliability, 0..trust_max.
    std::uint16_t places;  // Still free.

    Interval shift() const { return {start, end}; }

    friend bool operator==(const Opening&, const Opening&) = default;
};

constexpr std::uint16_t family_of(std::uint16_t occupation) {
    return occupation / occupations_per_family;
}

/// What is wrong with a row: which field of the contract, and why in one plain sentence.
struct Fault {
    std::string_view field;
    std::string_view reason;
};

/// The first field that is out of range, or nothing.
std::optional<Fault> fault_of(const Opening& opening);

}  // namespace gigfair
