#include "base/time.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace gig {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

constexpr std::int64_t last_second = 253'402'271'999;  // 9999-12-31T23:59:59+08:00

Time second(std::int64_t count) {
    return Time(std::chrono::seconds{count});
}

/// Milliseconds since 1970, or -1 where the text is refused.
std::int64_t value_of(std::string_view text) {
    const std::optional<Time> time = time_value(text);
    return time ? time->time_since_epoch().count() : -1;
}

TEST(TimeTest, SecondsRoundTrip) {
    const std::uint64_t seed = 17;
    SeededRng rng(seed);
    for (int round = 0; round < 20'000; ++round) {
        const Time time = second(static_cast<std::int64_t>(rng.below(last_second + 1)));
        ASSERT_EQ(time_value(time_text(time)), time) << time_text(time) << ", seed " << seed;
        ASSERT_EQ(midnight(date_of(time)), time - (time - midnight(date_of(time))) % hours{24});
        ASSERT_EQ(date_value(date_text(date_of(time))), date_of(time));
    }
}

TEST(TimeTest, TimesAreWrittenWithTheCitysOffset) {
    EXPECT_EQ(time_text(second(0)), "1970-01-01T08:00:00+08:00");
    EXPECT_EQ(time_text(second(1'795'573'800)), "2026-11-25T10:30:00+08:00");
    EXPECT_EQ(time_text(second(last_second)), "9999-12-31T23:59:59+08:00");
    EXPECT_EQ(time_text(second(0) + milliseconds{999}), "1970-01-01T08:00:00+08:00");
}

TEST(TimeTest, OffsetsAreTakenOff) {
    const std::int64_t moment = value_of("2026-11-25T10:30:00+08:00");
    EXPECT_EQ(moment, 1'795'573'800'000);
    for (const char* text :
         {"2026-11-25T02:30:00Z", "2026-11-25t02:30:00z", "2026-11-24T21:30:00-05:00",
          "2026-11-25T08:15:00+05:45", "2026-11-26T02:29:00+23:59", "2026-11-25T02:30:00-00:00"}) {
        EXPECT_EQ(value_of(text), moment) << text;
    }
}

TEST(TimeTest, FractionsAreCutToMilliseconds) {
    EXPECT_EQ(value_of("1970-01-01T00:00:00.5Z"), 500);
    EXPECT_EQ(value_of("1970-01-01T00:00:00.0019999999999999Z"), 1);
    EXPECT_EQ(value_of("1970-01-01T00:00:00.Z"), -1);
}

TEST(TimeTest, LeapDaysAreThoseOfTheCalendar) {
    EXPECT_EQ(value_of("2024-02-29T00:00:00Z"), 1'709'164'800'000);
    EXPECT_EQ(value_of("2000-02-29T00:00:00Z"), 951'782'400'000);
    EXPECT_EQ(value_of("2023-02-29T00:00:00Z"), -1);
    EXPECT_EQ(value_of("2100-02-29T00:00:00Z"), -1);
    EXPECT_EQ(date_text(date_of(*time_value("2024-02-28T16:00:00Z"))), "2024-02-29");
}

TEST(TimeTest, TheRangeEndsWhereFourDigitsEnd) {
    EXPECT_EQ(value_of("9999-12-31T23:59:59.999+08:00"), last_second * 1000 + 999);
    EXPECT_EQ(value_of("9999-12-31T16:00:00Z"), -1);
    EXPECT_EQ(value_of("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(value_of("1969-12-31T23:59:59Z"), -1);
    EXPECT_EQ(value_of("1970-01-01T07:59:59+08:00"), -1);
}

TEST(TimeTest, WhatIsNoTimeIsRefused) {
    for (const char* text :
         {"", "2026-11-25", "2026-11-25T10:30:00", "2026-11-25T10:30+08:00", "2026-11-25 10:30:00Z",
          "2026-11-25T24:00:00Z", "2026-11-25T10:60:00Z", "2026-12-31T23:59:60Z",
          "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-11-31T00:00:00Z",
          "2026-11-25T10:30:00+0800", "2026-11-25T10:30:00+24:00", "2026-11-25T10:30:00Z ",
          " 2026-11-25T10:30:00Z", "+2026-11-25T10:30:00Z", "2026-11-25T1a:30:00Z",
          "２０26-11-25T10:30:00Z", "2026-11-25T10:30:00 08:00"}) {
        EXPECT_EQ(value_of(text), -1) << text;
    }
}

TEST(TimeTest, DatesAreOfTheCitysDay) {
    EXPECT_EQ(date_text(date_of(*time_value("2026-11-25T15:59:59Z"))), "2026-11-25");
    EXPECT_EQ(date_text(date_of(*time_value("2026-11-25T16:00:00Z"))), "2026-11-26");
    EXPECT_EQ(time_text(midnight(*date_value("2026-11-26"))), "2026-11-26T00:00:00+08:00");
    EXPECT_TRUE(date_value("1958-03-09"));
    for (const char* text : {"0000-01-01", "2026-1-01", "2026-11-25x", "26-11-25", "2026/11/25"}) {
        EXPECT_FALSE(date_value(text)) << text;
    }
}

TEST(TimeTest, MinutesRoundDownAndStopAtTheirEnds) {
    EXPECT_EQ(minute_of(second(59)), 0);
    EXPECT_EQ(minute_of(second(-1)), -1);
    EXPECT_EQ(time_of_minute(minute_of(second(600))), second(600));
    EXPECT_EQ(minute_of(second(last_second)), std::numeric_limits<std::int32_t>::max());
}

}  // namespace
}  // namespace gig
