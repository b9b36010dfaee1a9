#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace gig {

/// The city's civil time is UTC+8 all year round.
inline constexpr std::chrono::hours city_offset{8};

/// A civil date of the city.
using Date = std::chrono::year_month_day;

Date date_of(Time time);

/// The start of the civil day.
Time midnight(Date date);

/// RFC 3339 with the city's offset, whole seconds: 2026-11-25T10:30:00+08:00.
std::string time_text(Time time);

/// Any RFC 3339 moment with an offset, from 1970 to the city's end of 9999; fractions are cut to
/// milliseconds. A leap second (:60) is refused: no Time can hold it.
std::optional<Time> time_value(std::string_view text);

/// YYYY-MM-DD, years 0001 to 9999.
std::string date_text(Date date);
std::optional<Date> date_value(std::string_view text);

/// Minutes since 1970-01-01T00:00Z, as the engine counts. Rounds down; a time that 32 bits can't
/// hold (after the year 6053) becomes the last minute that they can.
std::int32_t minute_of(Time time);

/// The minute in which the time lies, or the next one where it is not a whole minute.
std::int32_t minute_not_before(Time time);
Time time_of_minute(std::int32_t minute);

}  // namespace gig
