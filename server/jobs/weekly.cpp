#include "jobs/weekly.h"

#include <algorithm>
#include <string>

namespace gig::jobs {

namespace {

using std::chrono::days;
using std::chrono::local_days;

Shift on_date(const WeeklyShift& shift, Date date) {
    const Time day = midnight(date);
    const bool overnight = shift.end <= shift.start;
    return {day + shift.start, day + shift.end + days(overnight ? 1 : 0), shift.places};
}

}  // namespace

Result<std::vector<Shift>> expand(const WeeklyPattern& pattern) {
    const local_days first{pattern.from};
    const local_days last{pattern.to};
    if (last < first) return Error{ErrorKind::invalid, "job.pattern_reversed", "/shifts/to"};
    if ((last - first).count() >= pattern_days_max) {
        return Error{ErrorKind::invalid, "job.pattern_too_long", "/shifts/to"};
    }

    std::vector<Shift> shifts;
    for (local_days day = first; day <= last; day += days(1)) {
        for (const WeeklyShift& shift : pattern.weekly) {
            if (std::chrono::weekday(day) != shift.weekday) continue;
            if (shifts.size() == shifts_max) {
                return Error{ErrorKind::invalid, "job.too_many_shifts", "/shifts"};
            }
            shifts.push_back(on_date(shift, Date(day)));
        }
    }
    if (shifts.empty()) return Error{ErrorKind::invalid, "job.pattern_empty", "/shifts"};

    std::ranges::stable_sort(shifts, {}, &Shift::start);
    return shifts;
}

}  // namespace gig::jobs
