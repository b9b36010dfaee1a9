#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "jobs/jobs.h"

namespace gig::jobs {

inline constexpr int pattern_days_max = 366;
inline constexpr std::size_t pattern_rows_max = 42;

/// A shift that comes back every week, in the city's civil time. An end not after the start lies
/// on the next day; equal ones are a shift of 24 hours.
struct WeeklyShift {
    std::chrono::weekday weekday;
    std::chrono::minutes start;  // Since midnight.
    std::chrono::minutes end;
    std::int32_t places;
};

struct WeeklyPattern {
    std::vector<WeeklyShift> weekly;
    Date from;
    Date to;  // Included.
};

/// The pattern's dated shifts, in order of their start.
///
/// Nothing is left out in silence: a date that has passed gives a shift in the past, which
/// publishing refuses. job.pattern_reversed, job.pattern_too_long, job.pattern_empty,
/// job.too_many_shifts.
Result<std::vector<Shift>> expand(const WeeklyPattern& pattern);

}  // namespace gig::jobs
