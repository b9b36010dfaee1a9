#include "gigfair/time.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gigfair {
namespace {

/// Monday 2026-11-23 00:00 in UTC+8.
constexpr Minute monday = 29'922'720;

constexpr Minute at(int day, int hour, int minute) {
    return monday + day * 1'440 + hour * 60 + minute;
}

std::string slots(Interval interval) {
    const Slots touched = slots_touched(interval);
    return std::to_string(slot_of_week(touched.first)) + "+" +
           std::to_string(touched.end - touched.first);
}

TEST(SlotTest, TheWeekBeginsOnMondayAtMidnightLocalTime) {
    EXPECT_EQ(slots({at(0, 0, 0), at(0, 0, 1)}), "0+1");
    EXPECT_EQ(slots({at(6, 23, 30), at(7, 0, 0)}), "335+1");
    EXPECT_EQ(slots({0, 1}), std::to_string(3 * 48 + 16) + "+1");  // Thursday 08:00 local.
}

TEST(SlotTest, AnIntervalCoversEverySlotThatItTouches) {
    EXPECT_EQ(slots({at(0, 10, 0), at(0, 10, 30)}), "20+1");
    EXPECT_EQ(slots({at(0, 10, 29), at(0, 10, 31)}), "20+2");
    EXPECT_EQ(slots({at(0, 10, 10), at(0, 11, 0)}), "20+2");
    EXPECT_EQ(slots({at(0, 10, 10), at(0, 11, 1)}), "20+3");
    EXPECT_EQ(slots({at(0, 10, 10), at(1, 10, 10)}), "20+49");
}

TEST(SlotTest, TheLastMinuteOfTimeFits) {
    const Slots touched = slots_touched({2'147'483'646, 2'147'483'647});
    EXPECT_EQ(touched.end - touched.first, 1);
}

TEST(WeekPatternTest, TheFirstBitIsMondayMidnight) {
    const auto pattern = WeekPattern::parse("8" + std::string(82, '0') + "1");
    ASSERT_TRUE(pattern);
    for (std::int32_t slot = 0; slot < slots_per_week; ++slot) {
        EXPECT_EQ(pattern->is_free(slot), slot == 0 || slot == 335) << slot;
    }
    EXPECT_EQ(WeekPattern::parse(std::string(84, 'f')), WeekPattern::always_free());
    EXPECT_EQ(WeekPattern::parse(std::string(84, 'F')), WeekPattern::always_free());
    EXPECT_EQ(WeekPattern::parse(std::string(84, '0')), WeekPattern());
}

TEST(WeekPatternTest, IsExactly84HexDigits) {
    EXPECT_FALSE(WeekPattern::parse(""));
    EXPECT_FALSE(WeekPattern::parse(std::string(83, 'f')));
    EXPECT_FALSE(WeekPattern::parse(std::string(85, 'f')));
    EXPECT_FALSE(WeekPattern::parse(std::string(83, 'f') + "g"));
    EXPECT_FALSE(WeekPattern::parse(std::string(83, 'f') + "/"));
    EXPECT_FALSE(WeekPattern::parse(std::string(83, 'f') + ":"));
}

TEST(WeekPatternTest, CoversAcrossMidnightAndAcrossTheWeeksEnd) {
    WeekPattern pattern = WeekPattern::always_free();
    pattern.set_free(0, false);
    EXPECT_TRUE(pattern.covers({at(6, 22, 0), at(7, 0, 0)}));
    EXPECT_FALSE(pattern.covers({at(6, 22, 0), at(7, 0, 1)}));
    EXPECT_FALSE(pattern.covers({at(7, 0, 29), at(7, 4, 0)}));
    EXPECT_TRUE(pattern.covers({at(7, 0, 30), at(7, 4, 0)}));
    EXPECT_TRUE(pattern.covers({at(0, 23, 0), at(1, 5, 0)}));
}

TEST(FreeTest, NeitherTheWeekNorAnythingBusyTakesASlotOfIt) {
    const Interval morning{at(0, 9, 0), at(0, 10, 10)};  // Until 10:30, by slots.
    const WeekPattern always = WeekPattern::always_free();
    const auto with_busy = [&](Minute start, Minute end) {
        return is_free(always, std::vector{Interval{at(5, 9, 0), at(5, 9, 1)}, {start, end}},
                       morning);
    };
    EXPECT_TRUE(is_free(always, {}, morning));
    EXPECT_FALSE(is_free(WeekPattern(), {}, morning));
    EXPECT_TRUE(with_busy(at(0, 8, 0), at(0, 9, 0)));
    EXPECT_FALSE(with_busy(at(0, 8, 0), at(0, 9, 1)));
    EXPECT_FALSE(with_busy(at(0, 10, 20), at(0, 11, 0)));
    EXPECT_TRUE(with_busy(at(0, 10, 30), at(0, 11, 0)));
}

TEST(DateTest, ADayIsFromMidnightToMidnightLocalTime) {
    EXPECT_EQ(minutes_of(20'780).start, at(0, 0, 0));
    EXPECT_EQ(minutes_of(20'780).end, at(1, 0, 0));
    EXPECT_EQ(minutes_of(1).start, 16 * 60);  // 1970-01-01T16:00Z.
    EXPECT_EQ(minutes_of(date_max).end, 2'147'483'040);
}

TEST(NightTest, IsFrom22To6AndItsEdgesAreDay) {
    EXPECT_FALSE(touches_night({at(0, 6, 0), at(0, 22, 0)}));
    EXPECT_TRUE(touches_night({at(0, 6, 0), at(0, 22, 1)}));
    EXPECT_TRUE(touches_night({at(0, 5, 59), at(0, 12, 0)}));
    EXPECT_TRUE(touches_night({at(0, 0, 0), at(0, 1, 0)}));
    EXPECT_TRUE(touches_night({at(0, 23, 0), at(1, 2, 0)}));
    EXPECT_TRUE(touches_night({at(0, 12, 0), at(1, 12, 0)}));
    EXPECT_FALSE(touches_night({at(0, 21, 59), at(0, 22, 0)}));
}

TEST(NightTest, ShiftClasses) {
    EXPECT_EQ(shift_class({at(0, 8, 0), at(0, 17, 59)}), ShiftClass::day);
    EXPECT_EQ(shift_class({at(0, 8, 0), at(0, 18, 0)}), ShiftClass::long_day);
    EXPECT_EQ(shift_class({at(0, 6, 0), at(0, 22, 0)}), ShiftClass::long_day);
    EXPECT_EQ(shift_class({at(0, 12, 0), at(0, 22, 1)}), ShiftClass::night);
}

}  // namespace
}  // namespace gigfair
