#include "jobs/weekly.h"

#include <gtest/gtest.h>

namespace gig::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

WeeklyPattern pattern(std::vector<WeeklyShift> weekly, const char* from, const char* to) {
    return {std::move(weekly), date_value(from).value(), date_value(to).value()};
}

/// The shifts as text, one a line, so that a reader can check them against a calendar.
std::string expanded(const WeeklyPattern& pattern) {
    const Result<std::vector<Shift>> shifts = expand(pattern);
    if (!shifts) return std::string(shifts.error().code) + " " + shifts.error().field;
    std::string text;
    for (const Shift& shift : *shifts) {
        text += time_text(shift.start) + " " + time_text(shift.end) + " " +
                std::to_string(shift.places) + "\n";
    }
    return text;
}

// 25 November 2026 is a Wednesday.
TEST(Weekly, GivesEachDateOfTheWeekday) {
    EXPECT_EQ(expanded(pattern({{std::chrono::Wednesday, hours(10), hours(14), 3}}, "2026-11-25",
                               "2026-12-09")),
              "2026-11-25T10:00:00+08:00 2026-11-25T14:00:00+08:00 3\n"
              "2026-12-02T10:00:00+08:00 2026-12-02T14:00:00+08:00 3\n"
              "2026-12-09T10:00:00+08:00 2026-12-09T14:00:00+08:00 3\n");
}

TEST(Weekly, AnOvernightShiftEndsTheNextDayAcrossMonthAndYear) {
    EXPECT_EQ(expanded(pattern({{std::chrono::Monday, hours(22), hours(6), 1}}, "2026-11-30",
                               "2026-11-30")),
              "2026-11-30T22:00:00+08:00 2026-12-01T06:00:00+08:00 1\n");
    EXPECT_EQ(expanded(pattern({{std::chrono::Thursday, hours(22), minutes(0), 1}}, "2026-12-31",
                               "2026-12-31")),
              "2026-12-31T22:00:00+08:00 2027-01-01T00:00:00+08:00 1\n");
    EXPECT_EQ(expanded(pattern({{std::chrono::Tuesday, hours(20), hours(4), 1}}, "2028-02-29",
                               "2028-02-29")),
              "2028-02-29T20:00:00+08:00 2028-03-01T04:00:00+08:00 1\n");
}

TEST(Weekly, EqualTimesAreAWholeDay) {
    EXPECT_EQ(expanded(pattern({{std::chrono::Wednesday, hours(8), hours(8), 1}}, "2026-11-25",
                               "2026-11-25")),
              "2026-11-25T08:00:00+08:00 2026-11-26T08:00:00+08:00 1\n");
}

TEST(Weekly, LunchAndDinnerComeInOrderOfStart) {
    EXPECT_EQ(expanded(pattern({{std::chrono::Thursday, hours(17), hours(21), 1},
                                {std::chrono::Wednesday, hours(17), hours(21), 1},
                                {std::chrono::Wednesday, hours(10), hours(14), 2}},
                               "2026-11-25", "2026-11-26")),
              "2026-11-25T10:00:00+08:00 2026-11-25T14:00:00+08:00 2\n"
              "2026-11-25T17:00:00+08:00 2026-11-25T21:00:00+08:00 1\n"
              "2026-11-26T17:00:00+08:00 2026-11-26T21:00:00+08:00 1\n");
}

TEST(Weekly, HasLimits) {
    const WeeklyShift monday{std::chrono::Monday, hours(8), hours(12), 1};
    EXPECT_EQ(expanded(pattern({monday}, "2026-11-25", "2026-11-24")),
              "job.pattern_reversed /shifts/to");
    EXPECT_EQ(expanded(pattern({monday}, "2026-11-24", "2026-11-24")), "job.pattern_empty /shifts");
    EXPECT_TRUE(expand(pattern({monday}, "2026-01-01", "2027-01-01")));  // 366 days.
    EXPECT_EQ(expanded(pattern({monday}, "2026-01-01", "2027-01-02")),
              "job.pattern_too_long /shifts/to");

    std::vector<WeeklyShift> daily;
    daily.reserve(7);
    for (unsigned day = 0; day < 7; ++day) {
        daily.push_back({std::chrono::weekday(day), hours(8), hours(12), 1});
    }
    const Result<std::vector<Shift>> full = expand(pattern(daily, "2026-01-01", "2026-07-19"));
    ASSERT_TRUE(full);
    EXPECT_EQ(full->size(), shifts_max);  // 200 days.
    EXPECT_EQ(expanded(pattern(daily, "2026-01-01", "2026-07-20")), "job.too_many_shifts /shifts");
}

}  // namespace
}  // namespace gig::jobs
