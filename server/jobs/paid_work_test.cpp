#include "jobs/paid_work.h"

#include <gtest/gtest.h>

#include "base/time.h"
#include "jobs/posted_job.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;

Shift shift_at(const char* start, hours length, std::int32_t places) {
    const Time begin = *time_value(start);
    return {begin, begin + length, places};
}

rules::PaidWork work_of(const Pay& pay, std::vector<Shift> shifts, bool series = false) {
    const Time last_start = shifts.back().start;
    const JobDraft draft{.title = "洗碗工",
                         .occupation = "dishwasher",
                         .description = "洗碗",
                         .address = "",
                         .pay = pay,
                         .settlement = Settlement::day,
                         .relation = Relation::part_time,
                         .shifts = std::move(shifts),
                         .injury_cover = {InjuryCoverKind::work_injury},
                         .series = series,
                         .expires_at = last_start};
    return paid_work(posted_job(draft, EmployerId(1), 0, Time()));
}

TEST(PaidWork, EachShiftMayBeTakenByOthers) {
    const rules::PaidWork work = work_of({Money{2'500}, PayUnit::hour},
                                         {shift_at("2026-11-27T11:00:00+08:00", hours(3), 6),
                                          shift_at("2026-11-28T11:00:00+08:00", hours(4), 2)});
    ASSERT_EQ(work.months.size(), 2U);
    EXPECT_EQ(work.months[0].wage_fen, 7'500);
    EXPECT_EQ(work.months[0].workers, 6);
    EXPECT_EQ(work.months[1].wage_fen, 10'000);
    EXPECT_EQ(work.injury_cover, InjuryCoverKind::work_injury);
}

TEST(PaidWork, AShiftsPayIsWhatItIsHoweverTheHourRounds) {
    // 7 h: 28.57 yuan an hour, rounded down.
    const rules::PaidWork work = work_of({Money{20'000}, PayUnit::shift},
                                         {shift_at("2026-11-27T09:00:00+08:00", hours(7), 1)});
    EXPECT_EQ(work.months.at(0).wage_fen, 20'000);
}

TEST(PaidWork, ASeriesIsTheSamePeopleMonthByMonthOfTheCity) {
    const bool series = true;
    const rules::PaidWork work = work_of({Money{20'000}, PayUnit::day},
                                         {shift_at("2026-11-29T09:00:00+08:00", hours(7), 3),
                                          shift_at("2026-11-30T09:00:00+08:00", hours(7), 3),
                                          // Still November in UTC.
                                          shift_at("2026-12-01T06:00:00+08:00", hours(7), 3)},
                                         series);
    ASSERT_EQ(work.months.size(), 2U);
    EXPECT_EQ(work.months[0].wage_fen, 40'000);
    EXPECT_EQ(work.months[0].workers, 3);
    EXPECT_EQ(work.months[1].wage_fen, 20'000);
}

TEST(PaidWork, AMonthsPayIsNeverMoreThanThat) {
    const Pay pay{Money{480'000}, PayUnit::month};
    const bool series = true;
    std::vector<Shift> shifts;
    const Shift first = shift_at("2026-12-01T08:00:00+08:00", hours(8), 1);
    for (int day = 0; day < 26; ++day)
        shifts.push_back({first.start + hours(24 * day), first.end + hours(24 * day), 1});
    EXPECT_EQ(work_of(pay, shifts, series).months.at(0).wage_fen, 480'000);
    EXPECT_EQ(work_of(pay, {first}, series).months.at(0).wage_fen, 22'068);  // 4800 / 21.75.
}

}  // namespace
}  // namespace gig::jobs
