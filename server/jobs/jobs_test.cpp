#include "jobs/jobs.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace gig::jobs {
namespace {

Time at(std::string_view text) {
    return time_value(text).value();
}

template <typename T>
std::string code_of(const Result<T>& result) {
    return result ? "" : std::string(result.error().code);
}

template <typename Enum>
void expect_names_round_trip(int count) {
    for (int position = 0; position < count; ++position) {
        const auto value = static_cast<Enum>(position);
        EXPECT_EQ(named<Enum>(name_of(value)), value) << name_of(value);
    }
    EXPECT_EQ(named<Enum>(""), std::nullopt);
    EXPECT_EQ(named<Enum>("Hour"), std::nullopt);
}

TEST(Names, AreThoseOfTheContract) {
    expect_names_round_trip<PayUnit>(6);
    expect_names_round_trip<Settlement>(5);
    expect_names_round_trip<Relation>(10);
    expect_names_round_trip<InjuryCoverKind>(5);
    expect_names_round_trip<Benefit>(3);
    expect_names_round_trip<JobState>(8);
    EXPECT_EQ(name_of(PayUnit::month), "month");
    EXPECT_EQ(name_of(Settlement::completion), "completion");
    EXPECT_EQ(name_of(Relation::internship), "internship");
    EXPECT_EQ(name_of(InjuryCoverKind::none), "none");
    EXPECT_EQ(name_of(JobState::rejected), "rejected");
}

struct PayCase {
    std::int64_t amount_fen;
    PayUnit unit;
    std::int32_t shift_minutes;
    std::int32_t hourly_fen;
};

TEST(HourlyPay, IsRoundedDownAsTheEngineCounts) {
    const PayCase cases[] = {
        {2'500, PayUnit::hour, 480, 2'500},    {24'000, PayUnit::day, 480, 3'000},
        {24'000, PayUnit::shift, 721, 1'997},   // 24000 × 60 / 721 = 1997.2
        {600'000, PayUnit::month, 480, 3'448},  // 600000 × 4 / 696 = 3448.3
        {1, PayUnit::day, 1'440, 0},
    };
    for (const PayCase& each : cases) {
        const Result<std::int32_t> hourly =
            hourly_fen({Money{each.amount_fen}, each.unit}, each.shift_minutes);
        ASSERT_TRUE(hourly);
        EXPECT_EQ(*hourly, each.hourly_fen) << name_of(each.unit) << each.amount_fen;
    }
}

TEST(HourlyPay, OfPiecesAndTasksComesFromTheirQuantity) {
    const Result<std::int32_t> pieces =
        hourly_fen({Money{15}, PayUnit::piece, 200, std::nullopt}, 480);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(*pieces, 3'000);

    // 100.1 h are 6006 minutes, however long the shift is.
    const Result<std::int32_t> task =
        hourly_fen({Money{300'000}, PayUnit::task, std::nullopt, 100.1}, 60);
    ASSERT_TRUE(task);
    EXPECT_EQ(*task, 2'997);
}

TEST(HourlyPay, HasLimits) {
    const auto code = [](Pay pay) { return code_of(hourly_fen(pay, 480)); };
    EXPECT_EQ(code({Money{0}, PayUnit::hour}), "job.pay_not_positive");
    EXPECT_EQ(code({Money{-1}, PayUnit::hour}), "job.pay_not_positive");
    EXPECT_EQ(code({Money{amount_fen_max}, PayUnit::hour}), "");
    EXPECT_EQ(code({Money{amount_fen_max + 1}, PayUnit::hour}), "job.pay_too_high");
    EXPECT_EQ(code({Money{1'000}, PayUnit::piece, 100'000, std::nullopt}), "");
    EXPECT_EQ(code({Money{1'001}, PayUnit::piece, 100'000, std::nullopt}), "job.pay_too_high");
    EXPECT_EQ(code({Money{15}, PayUnit::piece}), "job.pay_needs_pieces");
    EXPECT_EQ(code({Money{15}, PayUnit::task}), "job.pay_needs_hours");
    EXPECT_EQ(code({Money{15}, PayUnit::piece, 0, std::nullopt}), "job.pay_quantity_out_of_range");
    EXPECT_EQ(code({Money{15}, PayUnit::piece, 100'001, std::nullopt}),
              "job.pay_quantity_out_of_range");
    EXPECT_EQ(code({Money{15}, PayUnit::task, std::nullopt, 0.25}), "");
    EXPECT_EQ(code({Money{15}, PayUnit::task, std::nullopt, 0.24}),
              "job.pay_quantity_out_of_range");
    EXPECT_EQ(code({Money{15}, PayUnit::task, std::nullopt, 1'000.0}), "");
    EXPECT_EQ(code({Money{15}, PayUnit::task, std::nullopt, 1'000.1}),
              "job.pay_quantity_out_of_range");
    EXPECT_EQ(
        code({Money{15}, PayUnit::task, std::nullopt, std::numeric_limits<double>::quiet_NaN()}),
        "job.pay_quantity_out_of_range");
}

TEST(EnginePay, IsCutToSixteenBits) {
    EXPECT_EQ(engine_pay(2'500), 2'500);
    EXPECT_EQ(engine_pay(65'535), 65'535);
    EXPECT_EQ(engine_pay(65'536), 65'535);
}

TEST(ShiftClass, NightTouchesTheHoursFromTenToSix) {
    const auto of = [](const char* start, const char* end) {
        return shift_class(at(start), at(end));
    };
    EXPECT_EQ(of("2026-11-25T06:00:00+08:00", "2026-11-25T15:59:00+08:00"), ShiftClass::day);
    EXPECT_EQ(of("2026-11-25T06:00:00+08:00", "2026-11-25T16:00:00+08:00"), ShiftClass::long_day);
    EXPECT_EQ(of("2026-11-25T12:00:00+08:00", "2026-11-25T22:00:00+08:00"), ShiftClass::long_day);
    EXPECT_EQ(of("2026-11-25T18:00:00+08:00", "2026-11-25T22:01:00+08:00"), ShiftClass::night);
    EXPECT_EQ(of("2026-11-25T05:59:00+08:00", "2026-11-25T09:00:00+08:00"), ShiftClass::night);
    EXPECT_EQ(of("2026-11-25T22:00:00+08:00", "2026-11-26T06:00:00+08:00"), ShiftClass::night);
    EXPECT_EQ(of("2026-11-25T08:00:00+08:00", "2026-11-26T08:00:00+08:00"), ShiftClass::night);
}

}  // namespace
}  // namespace gig::jobs
