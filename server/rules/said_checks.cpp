#include "rules/said_checks.h"

#include <algorithm>
#include <chrono>

#include "base/time.h"

namespace gig::rules {

namespace {

using std::chrono::minutes;

template <typename T>
Finding finding_at(const Rule& rule, const Said<T>& said) {
    Finding finding = finding_of(rule, said.field);
    finding.span = said.words;
    return finding;
}

/// In minutes after the midnight before its start; an end on the next day lies over 24 hours.
struct DayHours {
    minutes start;
    minutes end;
};

DayHours hours_of(const PlannedShift& shift) {
    const Time day = midnight(date_of(shift.start));
    return {std::chrono::floor<minutes>(shift.start - day),
            std::chrono::floor<minutes>(shift.end - day)};
}

/// From the first start to the last end of the shifts that begin on the same day.
DayHours hours_of_day(const PlannedShift& shift, const std::vector<PlannedShift>& shifts) {
    DayHours whole = hours_of(shift);
    for (const PlannedShift& other : shifts) {
        if (date_of(other.start) != date_of(shift.start)) continue;
        const DayHours hours = hours_of(other);
        whole = {std::min(whole.start, hours.start), std::max(whole.end, hours.end)};
    }
    return whole;
}

bool is_about(const DayHours& planned, const DayHours& said, minutes tolerance) {
    return std::chrono::abs(planned.start - said.start) <= tolerance &&
           std::chrono::abs(planned.end - said.end) <= tolerance;
}

bool differ(const std::optional<std::int32_t>& said, const std::optional<std::int32_t>& field) {
    return said && field && *said != *field;
}

}  // namespace

/// Another unit can't be compared: 6,000 a month and 25 an hour may both be true.
Found pay_said_otherwise(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.pay || !post.said_pay || post.pay->unit != post.said_pay->value.unit) {
        return std::nullopt;
    }
    const PayRange& said = post.said_pay->value;
    if (said.low_fen <= post.pay->high_fen && post.pay->low_fen <= said.high_fen) {
        return std::nullopt;
    }
    return finding_at(rule, *post.said_pay);
}

/// 做完就结算 of a day's work is pay by the day.
Found settlement_said_otherwise(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.settlement || !post.said_settlement) return std::nullopt;
    const Settlement said = post.said_settlement->value;
    const bool alike =
        lists(rule, "alike", name_of(said)) && lists(rule, "alike", name_of(*post.settlement));
    if (said == *post.settlement || alike) return std::nullopt;
    return finding_at(rule, *post.said_settlement);
}

/// A text that names the hours of one of several shifts, or of a day with a break, agrees.
Found hours_said_otherwise(const Rule& rule, const Post& post, const Surroundings&) {
    if (post.shifts.empty() || !post.said_hours) return std::nullopt;
    const wording::PostedHours& hours = post.said_hours->value;
    const bool is_overnight = hours.end <= hours.start;
    const DayHours said{hours.start, hours.end + std::chrono::hours(is_overnight ? 24 : 0)};
    const minutes tolerance(static_cast<int>(number(rule, "minutes")));
    const bool agrees = std::ranges::any_of(post.shifts, [&](const PlannedShift& shift) {
        return is_about(hours_of(shift), said, tolerance) ||
               is_about(hours_of_day(shift, post.shifts), said, tolerance);
    });
    if (agrees) return std::nullopt;
    return finding_at(rule, *post.said_hours);
}

Found age_said_otherwise(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.said_age) return std::nullopt;
    const wording::PostedRange& said = post.said_age->value;
    if (!differ(said.low, post.age_min) && !differ(said.high, post.age_max)) return std::nullopt;
    return finding_at(rule, *post.said_age);
}

Found place_said_otherwise(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.said_county) return std::nullopt;
    Finding finding = finding_at(rule, *post.said_county);
    const std::string& county = post.said_county->value;
    fill_both(finding, "{county}", {county, county});
    return finding;
}

}  // namespace gig::rules
