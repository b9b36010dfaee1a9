#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gigfair {

/// Minutes since 1970-01-01T00:00Z, 0 .. 2³¹ − 1.
using Minute = std::int32_t;

/// From start up to but not including end; start < end.
struct Interval {
    Minute start;
    Minute end;
};

inline constexpr std::int32_t local_offset_minutes = 8 * 60;  // The civil day is UTC+8.
inline constexpr std::int32_t slot_minutes = 30;
inline constexpr std::int32_t slots_per_day = 48;
inline constexpr std::int32_t slots_per_week = 7 * slots_per_day;
inline constexpr std::int32_t shift_minutes_max = 24 * 60;
inline constexpr std::int32_t long_day_minutes = 10 * 60;

/// A civil day of UTC+8 in days since 1970-01-01.
using Date = std::int32_t;

inline constexpr Date date_max = 1'491'307;  // All of its minutes fit.

/// From 00:00 to 24:00 local time; 1 <= date <= date_max.
Interval minutes_of(Date date);

/// Half hours of local time, counted from Thursday 1970-01-01 00:00 local.
struct Slots {
    std::int64_t first;
    std::int64_t end;  // Not included.
};

/// Every slot that the interval touches, however shortly.
Slots slots_touched(Interval interval);

/// Where a slot stands in the week: 0 is Monday 00:00 local, 335 is Sunday 23:30.
std::int32_t slot_of_week(std::int64_t slot);

/// The half hours of a week in which somebody is free.
class WeekPattern {
public:
    /// Never free.
    WeekPattern() = default;

    static WeekPattern always_free();

    /// 84 hex digits, upper or lower case: 336 bits, of which the first (the most significant of
    /// the first digit) is slot 0. Nothing where the text is anything else.
    static std::optional<WeekPattern> parse(std::string_view hex);

    /// 0 <= slot < slots_per_week.
    bool is_free(std::int32_t slot) const { return free_[static_cast<std::size_t>(slot)]; }
    void set_free(std::int32_t slot, bool is_free) {
        free_[static_cast<std::size_t>(slot)] = is_free;
    }

    /// Whether each slot that the interval touches is free, across midnight and Sunday night too.
    bool covers(Interval interval) const;

    friend bool operator==(const WeekPattern&, const WeekPattern&) = default;

private:
    std::bitset<slots_per_week> free_;
};

/// Whether every slot that the interval touches is free in the week and touched by nothing busy.
bool is_free(const WeekPattern& week_free, std::span<const Interval> busy, Interval interval);

/// Whether the interval touches 22:00–06:00 local time. Ending at 22:00 or starting at 06:00
/// doesn't.
bool touches_night(Interval interval);

/// night touches the night; else a long day lasts long_day_minutes or more.
enum class ShiftClass { day, long_day, night };
ShiftClass shift_class(Interval shift);

}  // namespace gigfair
