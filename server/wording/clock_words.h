#pragma once

#include <chrono>

#include "wording/post_page.h"

namespace gig::wording {

enum class DayPart { none, dawn, morning, noon, afternoon, evening };

/// A time of day as it is written, before it is known which half of the day it means.
struct ClockWords {
    std::size_t begin;
    std::size_t end;
    int hour;  // 0..24
    int minute;
    DayPart part;
    bool is_next_day;  // 次日 stands before it.
    bool is_exact;     // As 16:30; not as 4点 or 早7.
};

/// The time of day that begins there: 16:30, 16点半, 下午4点30, 早7. `bare_hour`: whether a
/// number alone may be an hour, as the first of 16-23点.
enum class BareHour { no, yes };
std::optional<ClockWords> clock_at(const PostPage& page, std::size_t at, BareHour bare_hour);

/// Minutes since midnight of every reading: one where the words say the half of the day, else two.
std::vector<std::chrono::minutes> readings_of(const ClockWords& clock);

}  // namespace gig::wording
