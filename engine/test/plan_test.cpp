#include "gigfair/plan.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "day.h"

namespace gigfair {
namespace {

using sample::at;
using sample::donghu;
using sample::free_all_day;
using sample::lunch;
using sample::north;

/// A time of Tuesday, as hours · 100 + minutes: 1530 is 15:30.
constexpr Minute clock(int time) {
    return at(1, time / 100, time % 100);
}

struct Shift {
    std::uint32_t id;
    int from;  // 1030 is 10:30.
    int to;
    int metres_north = 0;
    int fen_an_hour = 2'400;
};

Opening opening(const Shift& shift) {
    Opening opening = lunch();
    opening.id = shift.id;
    opening.start = clock(shift.from);
    opening.end = clock(shift.to);
    opening.place = north(shift.metres_north);
    opening.pay_fen_hour = static_cast<std::uint16_t>(shift.fen_an_hour);
    EXPECT_FALSE(fault_of(opening));
    return opening;
}

std::vector<Opening> openings(const std::vector<Shift>& shifts) {
    std::vector<Opening> openings;
    openings.reserve(shifts.size());
    for (const Shift& shift : shifts) {
        openings.push_back(opening(shift));
    }
    return openings;
}

std::string time(Minute minute) {
    const Minute of_day = minute - at(1, 0);
    std::string text = std::to_string(10'000 + of_day / 60 * 100 + of_day % 60).substr(1);
    return text.insert(2, ":");
}

/// "10:19 1 10:30-13:30, home 13:41: 7200 - 22 min = 6540": when to leave, which shift, …
std::string written(const Plan& plan) {
    std::string text;
    for (const Stop& stop : plan.stops) {
        EXPECT_EQ(stop.arrive, stop.start);
        text += time(stop.leave) + " " + std::to_string(stop.opening) + " " + time(stop.start) +
                "-" + time(stop.end) + ", ";
    }
    return text + "home " + time(plan.home_at) + ": " + std::to_string(plan.wage_fen) + " - " +
           std::to_string(plan.travel_minutes) + " min = " + std::to_string(plan.value_fen);
}

/// One line for each plan.
std::string written(const DayQuery& query, const std::vector<Shift>& shifts) {
    std::string text;
    for (const Plan& plan : plan(query, openings(shifts))) {
        text += written(plan) + "\n";
    }
    return text;
}

/// "1 2 | 2 | 1": the ids alone.
std::string sets_of(const DayQuery& query, const std::vector<Opening>& openings) {
    std::string text;
    for (const Plan& plan : plan(query, openings)) {
        text += text.empty() ? "" : " |";
        for (const Stop& stop : plan.stops) {
            text += (text.empty() ? "" : " ") + std::to_string(stop.opening);
        }
    }
    return text;
}

std::string sets(const DayQuery& query, const std::vector<Shift>& shifts) {
    return sets_of(query, openings(shifts));
}

/// Free from 09:00 to 21:00; at 15:50 a child is fetched from school, which takes the half hours
/// from 15:30 to 16:30.
DayQuery courier() {
    DayQuery query = free_all_day();
    query.busy = {{clock(0), clock(900)}, {clock(1550), clock(1620)}, {clock(2100), clock(2400)}};
    return query;
}

TEST(PlanTest, TheCourierWithASchoolRunGetsLunchAndDinner) {
    const std::vector<Shift> shifts = {
        {1, 1030, 1330, 2'000},         // Lunch.
        {2, 1400, 1700, 0, 6'000},      // Would be the best, but clashes with the school run.
        {3, 1345, 1520, 2'000, 6'000},  // 15:20 and 11 minutes: home at 15:31, too late for it.
        {4, 1700, 2030, 3'000},         // Dinner.
        {5, 1800, 2050, 2'000, 6'000},  // Home at 21:01.
    };
    EXPECT_EQ(written(courier(), shifts),
              "10:19 1 10:30-13:30, 16:44 4 17:00-20:30, home 20:46: 15600 - 54 min = 13980\n"
              "16:44 4 17:00-20:30, home 20:46: 8400 - 32 min = 7440\n"
              "10:19 1 10:30-13:30, home 13:41: 7200 - 22 min = 6540\n");
}

TEST(PlanTest, HomeExactlyWhenTheFreeIntervalBeginsAndEnds) {
    EXPECT_EQ(sets(courier(), {{1, 911, 1000, 2'000}}), "1");
    EXPECT_EQ(sets(courier(), {{1, 910, 1000, 2'000}}), "");
    EXPECT_EQ(sets(courier(), {{1, 1300, 1519, 2'000}}), "1");
    EXPECT_EQ(sets(courier(), {{1, 1300, 1520, 2'000}}), "");
    EXPECT_EQ(sets(courier(), {{1, 1641, 1800, 2'000}}), "1");
    EXPECT_EQ(sets(courier(), {{1, 1640, 1800, 2'000}}), "");
}

TEST(PlanTest, InsideOneFreeIntervalTheWayIsDirect) {
    // Six minutes between the two, which are sixteen and twenty-one from home.
    EXPECT_EQ(written(free_all_day(), {{1, 1000, 1200, 3'000}, {2, 1206, 1406, 4'000}}),
              "09:44 1 10:00-12:00, 12:00 2 12:06-14:06, home 14:27: 9600 - 43 min = 8310\n"
              "09:44 1 10:00-12:00, home 12:16: 4800 - 32 min = 3840\n"
              "11:45 2 12:06-14:06, home 14:27: 4800 - 42 min = 3540\n");
    EXPECT_EQ(sets(free_all_day(), {{1, 1000, 1200, 3'000}, {2, 1205, 1405, 4'000}}), "1 | 2");
}

TEST(PlanTest, InsideOneFreeIntervalTheWayIsDirectEvenPastHome) {
    // Home lies between the two and there would be time, but nothing to do there.
    EXPECT_EQ(written(free_all_day(), {{1, 800, 1000, 1'000}, {2, 1800, 2000, -1'000}}),
              "07:54 1 08:00-10:00, 17:49 2 18:00-20:00, home 20:06: 9600 - 23 min = 8910\n"
              "07:54 1 08:00-10:00, home 10:06: 4800 - 12 min = 4440\n"
              "17:54 2 18:00-20:00, home 20:06: 4800 - 12 min = 4440\n");
}

TEST(PlanTest, BetweenTwoFreeIntervalsTheWorkerIsAtHome) {
    EXPECT_EQ(written(courier(), {{1, 1200, 1500, 3'000}, {2, 1700, 1900, 3'000}}),
              "11:44 1 12:00-15:00, 16:44 2 17:00-19:00, home 19:16: 12000 - 64 min = 10080\n"
              "11:44 1 12:00-15:00, home 15:16: 7200 - 32 min = 6240\n"
              "16:44 2 17:00-19:00, home 19:16: 4800 - 32 min = 3840\n");
}

TEST(PlanTest, WhoStaysOutGoesDirectlyAcrossAWholeDay) {
    DayQuery query = courier();
    query.stays_out = true;
    EXPECT_EQ(written(query, {{1, 1200, 1500, 3'000}, {2, 1700, 1900, 3'000}}),
              "11:44 1 12:00-15:00, 17:00 2 17:00-19:00, home 19:16: 12000 - 32 min = 11040\n"
              "11:44 1 12:00-15:00, home 15:16: 7200 - 32 min = 6240\n"
              "16:44 2 17:00-19:00, home 19:16: 4800 - 32 min = 3840\n");
}

TEST(PlanTest, WhoStaysOutNeedsNotBeHomeInBetween) {
    // Each alone breaks its free interval (home at 15:31; leave at 16:29), together neither does.
    const std::vector<Shift> shifts = {{1, 1345, 1520, 2'000}, {2, 1640, 1840, 2'000}};
    DayQuery query = courier();
    EXPECT_EQ(sets(query, shifts), "");
    query.stays_out = true;
    EXPECT_EQ(sets(query, shifts), "1 2");
}

TEST(PlanTest, WhoStaysOutLeavesAndReturnsInFreeTime) {
    DayQuery query = courier();
    query.stays_out = true;
    EXPECT_EQ(sets(query, {{1, 911, 1000, 2'000}, {2, 1700, 2049, 2'000}}), "1 2 | 2 | 1");
    EXPECT_EQ(sets(query, {{1, 910, 1000, 2'000}, {2, 1700, 2049, 2'000}}), "2");
    EXPECT_EQ(sets(query, {{1, 911, 1000, 2'000}, {2, 1700, 2050, 2'000}}), "1");
}

TEST(PlanTest, TheDayIsCutAtMidnight) {
    EXPECT_EQ(sets(free_all_day(), {{1, 0, 200}, {2, 2200, 2400}}), "1 2 | 1 | 2");
    EXPECT_EQ(sets(free_all_day(), {{1, 11, 200, 2'000}, {2, 2200, 2349, 2'000}}), "1 2 | 1 | 2");
    EXPECT_EQ(sets(free_all_day(), {{1, 10, 200, 2'000}, {2, 2200, 2350, 2'000}}), "");
    EXPECT_EQ(sets(free_all_day(), {{1, 2200, 2401}, {2, 2400, 2500}}), "");
    Opening before_midnight = opening({1, 0, 200});
    before_midnight.start -= 1;
    EXPECT_EQ(sets_of(free_all_day(), std::vector{before_midnight}), "");
}

TEST(PlanTest, TheWeeksPatternIsThatOfTheDate) {
    DayQuery query = free_all_day();
    query.week_free.set_free(48 + 21, false);  // Tuesday 10:30–11:00.
    EXPECT_EQ(sets(query, {{1, 900, 1030}, {2, 1000, 1031}, {3, 1059, 1200}, {4, 1100, 1200}}),
              "1 4 | 1 | 4");
    query = free_all_day();
    query.week_free.set_free(21, false);  // Monday.
    EXPECT_EQ(sets(query, {{1, 900, 1200}}), "1");
}

TEST(PlanTest, OnlyWhatPassesTheFiltersIsACandidate) {
    const auto answer = [](const std::function<void(DayQuery&, Opening&)>& change) {
        DayQuery query = free_all_day();
        Opening shift = opening({1, 1000, 1200, 1'000});
        change(query, shift);
        return sets_of(query, std::vector{shift});
    };
    EXPECT_EQ(answer([](DayQuery&, Opening&) {}), "1");
    EXPECT_EQ(answer([](DayQuery&, Opening& it) { it.places = 0; }), "");
    EXPECT_EQ(answer([](DayQuery& query, Opening&) { query.now = clock(959); }), "1");
    EXPECT_EQ(answer([](DayQuery& query, Opening&) { query.now = clock(1000); }), "");
    EXPECT_EQ(answer([](DayQuery& query, Opening&) { query.pay_floor = 2'400; }), "1");
    EXPECT_EQ(answer([](DayQuery& query, Opening&) { query.pay_floor = 2'401; }), "");
    EXPECT_EQ(answer([](DayQuery&, Opening& it) { it.certificates = 4; }), "");
    EXPECT_EQ(answer([](DayQuery& query, Opening& it) {
                  it.certificates = 4;
                  query.certificates = 4;
              }),
              "1");
    EXPECT_EQ(answer([](DayQuery& query, Opening& it) { query.blocked = {it.employer}; }), "");
    EXPECT_EQ(answer([](DayQuery& query, Opening&) { query.night_ok = false; }), "1");
    EXPECT_EQ(answer([](DayQuery& query, Opening& it) {
                  it.start = clock(559);
                  query.night_ok = false;
              }),
              "");
    // Neither the settlement nor a radius is asked of it.
    EXPECT_EQ(answer([](DayQuery& query, Opening& it) {
                  it.settlement = Settlement::completion;
                  it.place = north(250'000);
                  query.speed_kmh = 120;
                  query.minute_value_fen = 0;
              }),
              "1");
}

TEST(PlanTest, OnlyWhatIsWorthSomethingIsListed) {
    // Twice eleven minutes at a yuan each are 2,200 fen.
    DayQuery query = free_all_day();
    query.minute_value_fen = 100;
    EXPECT_EQ(sets(query, {{1, 1000, 1100, 2'000, 2'200}}), "");
    EXPECT_EQ(written(query, {{1, 1000, 1100, 2'000, 2'201}}),
              "09:49 1 10:00-11:00, home 11:11: 2201 - 22 min = 1\n");
    EXPECT_EQ(sets(query, std::vector<Shift>{}), "");
}

TEST(PlanTest, TheWageIsCutToTheFenOfEachShift) {
    // 100 minutes at 2,333 fen are 3,888.33 fen each.
    EXPECT_EQ(
        written(free_all_day(), {{1, 800, 940, 0, 2'333}, {2, 1000, 1140, 0, 2'333}}).substr(0, 70),
        "08:00 1 08:00-09:40, 10:00 2 10:00-11:40, home 11:40: 7776 - 0 min = 7");
}

TEST(PlanTest, TiesGoToTheShorterWay) {
    // The value of a minute is nothing, so that only the tie sees the way.
    DayQuery query = free_all_day();
    query.minute_value_fen = 0;
    EXPECT_EQ(sets(query, {{1, 1000, 1200, 3'000}, {2, 1000, 1200, 1'000}, {3, 1000, 1200, 2'000}}),
              "2 | 3 | 1");
}

TEST(PlanTest, ThenToTheSmallerIdAtTheFirstStopWhereTheyDiffer) {
    EXPECT_EQ(
        sets(free_all_day(), {{7, 1000, 1200}, {5, 1000, 1200}, {6, 1000, 1200}, {4, 900, 901}}),
        "4 5 | 4 6 | 4 7");
    // By the first stop in time, not by the smallest id of all.
    EXPECT_EQ(
        sets(free_all_day(), {{2, 800, 900}, {9, 1000, 1100}, {3, 800, 900}, {1, 1000, 1100}}),
        "2 1 | 2 9 | 3 1");
}

TEST(PlanTest, ThenToTheShorterSetButOnlyAtItsEnd) {
    // Shifts 2 and 4 pay nothing and lie on the way: with and without them it's a tie.
    EXPECT_EQ(sets(free_all_day(), {{1, 800, 900}, {2, 1000, 1100, 0, 0}}), "1 | 1 2");
    EXPECT_EQ(sets(free_all_day(), {{1, 800, 900}, {2, 1000, 1100, 0, 0}, {3, 1200, 1300}}),
              "1 2 3 | 1 3 | 1");
    EXPECT_EQ(sets(free_all_day(), {{1, 800, 900}, {4, 1000, 1100, 0, 0}, {3, 1200, 1300}}),
              "1 3 | 1 4 3 | 1");
    // The same with home in between, where both days have stood still.
    EXPECT_EQ(sets(courier(), {{1, 1000, 1100}, {2, 1200, 1300, 0, 0}, {3, 1700, 1800}}),
              "1 2 3 | 1 3 | 1");
    EXPECT_EQ(sets(courier(), {{1, 1000, 1100}, {4, 1200, 1300, 0, 0}, {3, 1700, 1800}}),
              "1 3 | 1 4 3 | 1");
}

TEST(PlanTest, WaysAreMeasuredOnTheParallelOfHome) {
    // A degree north of home the parallel is shorter by 1 %: 10,100 m of home's are 9,993 m there,
    // which would take a minute less.
    DayQuery query = free_all_day();
    query.minute_value_fen = 0;
    Opening west = opening({1, 1000, 1100});
    west.place.lat_e7 += 10'000'000;
    Opening east = opening({2, 1153, 1300});
    east.place = {west.place.lat_e7, west.place.lon_e7 + 1'058'226};
    ASSERT_EQ(Plane(donghu.lat_e7).metres(west.place, east.place), 10'100U);
    ASSERT_EQ(DistanceFrom(west.place).metres_to(east.place), 9'993U);
    EXPECT_EQ(sets_of(query, std::vector{west, east}), "1 2 | 2 | 1");
    east.start -= 1;
    EXPECT_EQ(sets_of(query, std::vector{west, east}), "2 | 1");
}

TEST(PlanTest, FiveHundredCandidatesAreEnough) {
    std::vector<Opening> many;
    for (std::uint32_t id = 1; id <= 500; ++id) {
        many.push_back(opening({id, 1000, 1200}));
    }
    Opening full = opening({600, 1000, 1200});
    full.places = 0;
    many.insert(many.begin(), full);
    EXPECT_EQ(sets_of(free_all_day(), many), "1 | 2 | 3") << "what is shut out doesn't count";
    many.push_back(opening({501, 1000, 1200}));
    try {
        static_cast<void>(plan(free_all_day(), many));
        FAIL();
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "openings: over 500 candidates");
    }
}

TEST(PlanTest, TheFirstFieldOutOfRangeIsNamed) {
    const auto fault = [](const std::function<void(DayQuery&)>& change) {
        DayQuery query = free_all_day();
        change(query);
        const std::optional<Fault> fault = fault_of(query);
        EXPECT_EQ(fault.has_value(), [&] {
            try {
                static_cast<void>(plan(query, {}));
                return false;
            } catch (const std::invalid_argument&) {
                return true;
            }
        }());
        return fault ? fault->field : "";
    };
    EXPECT_EQ(fault([](DayQuery&) {}), "");
    EXPECT_EQ(fault([](DayQuery& query) { query.date = 0; }), "date");
    EXPECT_EQ(fault([](DayQuery& query) { query.date = 1; }), "");
    EXPECT_EQ(fault([](DayQuery& query) { query.date = date_max; }), "");
    EXPECT_EQ(fault([](DayQuery& query) { query.date = date_max + 1; }), "date");
    EXPECT_EQ(fault([](DayQuery& query) { query.home.lat_e7 = lat_e7_max + 1; }), "lon,lat");
    EXPECT_EQ(fault([](DayQuery& query) { query.now = -1; }), "now_min");
    EXPECT_EQ(fault([](DayQuery& query) { query.busy = {{at(1, 9), at(1, 9)}}; }), "busy");
    EXPECT_EQ(fault([](DayQuery& query) { query.speed_kmh = 0; }), "speed_kmh");
    EXPECT_EQ(fault([](DayQuery& query) { query.speed_kmh = 1; }), "");
    EXPECT_EQ(fault([](DayQuery& query) { query.speed_kmh = 120; }), "");
    EXPECT_EQ(fault([](DayQuery& query) { query.speed_kmh = 121; }), "speed_kmh");
    EXPECT_EQ(fault([](DayQuery& query) { query.minute_value_fen = 10'000; }), "");
    EXPECT_EQ(fault([](DayQuery& query) { query.minute_value_fen = 10'001; }), "minute_value_fen");
}

TEST(PlanTest, TheLastDayOfTimeDoesNotOverflow) {
    DayQuery query = free_all_day();
    query.date = date_max;
    query.home = {.lat_e7 = 0, .lon_e7 = -lon_e7_max};
    query.speed_kmh = 1;
    query.minute_value_fen = minute_value_fen_max;
    Opening here = opening({1, 0, 100});
    here.place = query.home;
    here.start = minutes_of(date_max).end - 100;
    here.end = here.start + 50;
    here.pay_fen_hour = 65'535;
    Opening far = here;
    far.id = 2;
    far.place = {.lat_e7 = -lat_e7_max, .lon_e7 = lon_e7_max};
    far.start += 50;
    far.end += 50;
    EXPECT_EQ(sets_of(query, std::vector{here, far}), "1");
}

}  // namespace
}  // namespace gigfair
