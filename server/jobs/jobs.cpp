#include "jobs/jobs.h"

#include <array>
#include <cmath>

#include "base/time.h"
#include "places/places.h"

namespace gig::jobs {

namespace {

// In the order of each enum.
constexpr std::array<std::string_view, 3> benefits = {"meal", "lodging", "transport"};
constexpr std::array<std::string_view, 8> job_states = {
    "draft", "in_review", "open", "filled", "closed", "expired", "suspended", "rejected"};

constexpr std::int64_t four_months_hours = workdays_of_four_months * 8;

Error pay_error(std::string_view code, std::string field) {
    return Error{ErrorKind::invalid, code, std::move(field)};
}

/// Minutes that the work of a task is expected to take, counted to the minute.
std::int64_t task_minutes(double hours) {
    return std::llround(hours * 60);
}

Result<void> check_quantities(const Pay& pay) {
    if (pay.unit == PayUnit::piece && !pay.pieces_per_hour) {
        return pay_error("job.pay_needs_pieces", "/pay/pieces_per_hour");
    }
    if (pay.unit == PayUnit::task && !pay.hours_expected) {
        return pay_error("job.pay_needs_hours", "/pay/hours_expected");
    }
    if (pay.pieces_per_hour &&
        (*pay.pieces_per_hour < 1 || *pay.pieces_per_hour > pieces_per_hour_max)) {
        return pay_error("job.pay_quantity_out_of_range", "/pay/pieces_per_hour");
    }
    // Written so that NaN is refused too.
    if (pay.hours_expected &&
        !(*pay.hours_expected >= hours_expected_min && *pay.hours_expected <= hours_expected_max)) {
        return pay_error("job.pay_quantity_out_of_range", "/pay/hours_expected");
    }
    return {};
}

std::int64_t hourly_of(const Pay& pay, std::int64_t shift_minutes) {
    switch (pay.unit) {
        case PayUnit::hour:
            return pay.amount.fen;
        case PayUnit::day:
        case PayUnit::shift:
            return pay.amount.fen * 60 / shift_minutes;
        case PayUnit::piece:
            return pay.amount.fen * *pay.pieces_per_hour;
        case PayUnit::task:
            return pay.amount.fen * 60 / task_minutes(*pay.hours_expected);
        case PayUnit::month:
            return pay.amount.fen * 4 / four_months_hours;
    }
    invariant(false);
    return 0;
}

constexpr std::chrono::minutes night_start = std::chrono::hours(22);
constexpr std::chrono::minutes night_end = std::chrono::hours(6);
constexpr std::chrono::hours long_day_min{10};

}  // namespace

std::string_view name_of(Benefit benefit) {
    return name_in(benefits, benefit);
}
std::string_view name_of(JobState state) {
    return name_in(job_states, state);
}

Result<std::int32_t> hourly_fen(const Pay& pay, std::int64_t shift_minutes) {
    invariant(shift_minutes > 0);
    if (pay.amount.fen <= 0) return pay_error("job.pay_not_positive", "/pay/amount_fen");
    if (pay.amount.fen > amount_fen_max) return pay_error("job.pay_too_high", "/pay/amount_fen");
    const Result<void> quantities = check_quantities(pay);
    if (!quantities) return quantities.error();

    const std::int64_t hourly = hourly_of(pay, shift_minutes);
    if (hourly > amount_fen_max) return pay_error("job.pay_too_high", "/pay/amount_fen");
    return static_cast<std::int32_t>(hourly);
}

std::string county_of(const Job& job) {
    return job.region_code.value_or("").substr(0, places::county_digits);
}

ShiftClass shift_class(Time start, Time end) {
    const auto local_day = [](Time time) { return midnight(date_of(time)); };
    const Time first_day = local_day(start);
    const bool starts_at_night = start < first_day + night_end || start >= first_day + night_start;
    // Beginning by day, it touches the night where it ends after the same day's 22:00.
    if (starts_at_night || end > first_day + night_start) return ShiftClass::night;
    return end - start >= long_day_min ? ShiftClass::long_day : ShiftClass::day;
}

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::Benefit> named(std::string_view name) {
    return value_in<jobs::Benefit>(jobs::benefits, name);
}
template <>
std::optional<jobs::JobState> named(std::string_view name) {
    return value_in<jobs::JobState>(jobs::job_states, name);
}

}  // namespace gig
