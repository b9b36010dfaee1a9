#include "gigfair/time.h"

#include <algorithm>
#include <limits>

namespace gigfair {

namespace {

// 1970-01-01 was a Thursday: three days after the Monday on which its week began.
constexpr std::int64_t first_slot_of_week = std::int64_t{3} * slots_per_day;

constexpr std::int32_t night_begins_minutes = 22 * 60;
constexpr std::int32_t night_ends_minutes = 6 * 60;
constexpr std::int32_t day_minutes = 24 * 60;

constexpr std::int64_t local(Minute minute) {
    return std::int64_t{minute} + local_offset_minutes;
}

std::optional<unsigned> hex_digit(char character) {
    if (character >= '0' && character <= '9') return static_cast<unsigned>(character - '0');
    if (character >= 'a' && character <= 'f') return static_cast<unsigned>(character - 'a' + 10);
    if (character >= 'A' && character <= 'F') return static_cast<unsigned>(character - 'A' + 10);
    return std::nullopt;
}

}  // namespace

static_assert(std::int64_t{date_max} * day_minutes + day_minutes - local_offset_minutes <=
              std::numeric_limits<Minute>::max());

Interval minutes_of(Date date) {
    const Minute start = date * day_minutes - local_offset_minutes;
    return {start, start + day_minutes};
}

Slots slots_touched(Interval interval) {
    // Minutes are never negative, so that division rounds down.
    return {local(interval.start) / slot_minutes, (local(interval.end) - 1) / slot_minutes + 1};
}

std::int32_t slot_of_week(std::int64_t slot) {
    return static_cast<std::int32_t>((slot + first_slot_of_week) % slots_per_week);
}

WeekPattern WeekPattern::always_free() {
    WeekPattern pattern;
    pattern.free_.set();
    return pattern;
}

std::optional<WeekPattern> WeekPattern::parse(std::string_view hex) {
    constexpr std::size_t bits_per_digit = 4;
    if (hex.size() * bits_per_digit != slots_per_week) return std::nullopt;

    WeekPattern pattern;
    for (std::size_t at = 0; at < hex.size(); ++at) {
        const std::optional<unsigned> digit = hex_digit(hex[at]);
        if (!digit) return std::nullopt;
        for (std::size_t bit = 0; bit < bits_per_digit; ++bit) {
            pattern.free_[at * bits_per_digit + bit] = (*digit >> (bits_per_digit - 1 - bit)) & 1U;
        }
    }
    return pattern;
}

bool WeekPattern::covers(Interval interval) const {
    const Slots slots = slots_touched(interval);
    for (std::int64_t slot = slots.first; slot < slots.end; ++slot) {
        if (!is_free(slot_of_week(slot))) return false;
    }
    return true;
}

bool is_free(const WeekPattern& week_free, std::span<const Interval> busy, Interval interval) {
    if (!week_free.covers(interval)) return false;
    const Slots wanted = slots_touched(interval);
    return std::ranges::none_of(busy, [&](const Interval& taken) {
        const Slots slots = slots_touched(taken);
        return slots.first < wanted.end && wanted.first < slots.end;
    });
}

bool touches_night(Interval interval) {
    const std::int64_t start = local(interval.start);
    const std::int64_t start_of_day = start - start % day_minutes;
    const bool starts_at_night = start < start_of_day + night_ends_minutes;
    const bool reaches_night = local(interval.end) > start_of_day + night_begins_minutes;
    return starts_at_night || reaches_night;
}

ShiftClass shift_class(Interval shift) {
    if (touches_night(shift)) return ShiftClass::night;
    const std::int64_t minutes = std::int64_t{shift.end} - shift.start;
    return minutes >= long_day_minutes ? ShiftClass::long_day : ShiftClass::day;
}

}  // namespace gigfair
