#include "rules/fact_checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/invariant.h"

namespace gig::rules {

namespace {

using Found = std::optional<Finding>;
using Check = Found (*)(const Rule&, const Post&, const Surroundings&);

std::string yuan(std::int64_t fen) {
    std::string text = std::to_string(fen / 100);
    if (fen % 100 != 0) {
        const std::string cents = std::to_string(100 + fen % 100).substr(1);
        text += "." + cents;
    }
    return text;
}

void fill(std::string& words, std::string_view name, const std::string& value) {
    const std::size_t at = words.find(name);
    if (at != std::string::npos) words.replace(at, name.size(), value);
}

void fill_all(Finding& finding, std::string_view name, const std::string& value) {
    for (std::string* words :
         {&finding.message.zh, &finding.message.en, &finding.fix.zh, &finding.fix.en}) {
        fill(*words, name, value);
    }
}

double number(const Rule& rule, std::string_view name) {
    return rule.numbers.at(name).to_number<double>();
}

bool lists(const Rule& rule, std::string_view name, std::string_view word) {
    const json::array& words = rule.numbers.at(name).as_array();
    return std::ranges::any_of(words, [&](const json::value& w) { return w.as_string() == word; });
}

std::chrono::minutes length_of(const PlannedShift& shift) {
    return std::chrono::floor<std::chrono::minutes>(shift.end - shift.start);
}

bool is_monthly(const Post& post) {
    return post.relation == Relation::full_time || post.relation == Relation::task_term ||
           post.relation == Relation::dispatch;
}

/// What an hour is worth at so much a month, by the divisors that the rule names.
std::int32_t hourly_of_month(const Rule& rule, std::int32_t monthly_fen) {
    return static_cast<std::int32_t>(
        std::floor(monthly_fen / number(rule, "days_per_month") / number(rule, "hours_per_day")));
}

Found below(const Rule& rule, const Post& post, std::int32_t minimum) {
    const std::optional<std::int64_t> hourly = post.hourly_fen;
    if (!hourly || *hourly >= minimum) return std::nullopt;
    Finding finding = finding_of(rule, "/pay/amount_fen");
    fill_all(finding, "{hourly}", yuan(*hourly));
    fill_all(finding, "{minimum}", yuan(minimum));
    return finding;
}

Found pay_below_plausible(const Rule& rule, const Post& post, const Surroundings& around) {
    return below(rule, post,
                 is_monthly(post) ? hourly_of_month(rule, around.book.lowest_monthly_fen())
                                  : around.book.lowest_hourly_fen());
}

/// What an hour must pay in the county, and below which pay_below_plausible() speaks already.
struct HourlyMinimum {
    std::int32_t fen;
    std::int32_t lowest;
};

Found below_minimum(const Rule& rule, const Post& post, const MinimumWage& wage,
                    const HourlyMinimum& minimum, Day day) {
    if (post.hourly_fen && *post.hourly_fen < minimum.lowest) return std::nullopt;
    Found finding = below(rule, post, minimum.fen);
    if (finding && wage.is_uncertain(day)) {
        finding->severity = Severity::warn;
        finding->message.zh += "（所用标准 " + wage.document + " 尚待核实。）";
        finding->message.en += " (The table used, " + wage.document + ", is not yet verified.)";
    }
    return finding;
}

Found pay_below_minimum_hourly(const Rule& rule, const Post& post, const Surroundings& around) {
    const MinimumWage* wage = around.book.minimum_wage(post.county, around.day);
    if (wage == nullptr) return std::nullopt;
    return below_minimum(rule, post, *wage, {wage->hourly_fen, around.book.lowest_hourly_fen()},
                         around.day);
}

Found pay_below_minimum_monthly(const Rule& rule, const Post& post, const Surroundings& around) {
    const MinimumWage* wage = around.book.minimum_wage(post.county, around.day);
    if (wage == nullptr) return std::nullopt;
    return below_minimum(rule, post, *wage,
                         {hourly_of_month(rule, wage->monthly_fen),
                          hourly_of_month(rule, around.book.lowest_monthly_fen())},
                         around.day);
}

Found settlement_is(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.settlement || !lists(rule, "settlements", name_of(*post.settlement))) {
        return std::nullopt;
    }
    return finding_of(rule, "/settlement");
}

/// The longest sum of hours that fall into seven days beginning with some shift.
double hours_of_fullest_week(const Post& post) {
    double most = 0;
    for (const PlannedShift& first : post.shifts) {
        double sum = 0;
        for (const PlannedShift& shift : post.shifts) {
            const auto since = shift.start - first.start;
            if (since < std::chrono::hours(0) || since >= std::chrono::hours(7 * 24)) continue;
            sum += static_cast<double>(length_of(shift).count()) / 60;
        }
        most = std::max(most, sum);
    }
    return most;
}

/// One worker takes all shifts of a series; else each may be somebody else's, and only a shift
/// that no average can make up for is judged.
Found part_time_hours(const Rule& rule, const Post& post, const Surroundings&) {
    if (post.shifts.empty()) return std::nullopt;
    const auto longest = std::ranges::max(post.shifts, {}, length_of);
    const bool too_long_a_day =
        static_cast<double>(length_of(longest).count()) / 60 >= number(rule, "hours_per_day");
    const bool too_long_a_week =
        post.series && hours_of_fullest_week(post) > number(rule, "hours_per_week");
    if (!too_long_a_day && !too_long_a_week) return std::nullopt;
    return finding_of(rule, "/relation");
}

Found shift_longer_than(const Rule& rule, const Post& post, const Surroundings&) {
    for (std::size_t at = 0; at < post.shifts.size(); ++at) {
        const double hours = static_cast<double>(length_of(post.shifts[at]).count()) / 60;
        if (hours <= number(rule, "hours")) continue;
        Finding finding = finding_of(rule, "/shifts");
        fill_all(finding, "{max}", std::to_string(static_cast<int>(number(rule, "hours"))));
        return finding;
    }
    return std::nullopt;
}

Found age_min_below(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.age_min || *post.age_min >= number(rule, "age")) return std::nullopt;
    return finding_of(rule, "/requirements/min_age");
}

Found age_max_without_reason(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.age_max || *post.age_max >= number(rule, "age") || post.has_age_reason) {
        return std::nullopt;
    }
    return finding_of(rule, "/requirements/max_age");
}

Found injury_is(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.injury_cover || !lists(rule, "covers", name_of(*post.injury_cover))) {
        return std::nullopt;
    }
    return finding_of(rule, "/injury_cover/kind");
}

constexpr std::array<std::pair<std::string_view, Check>, 9> checks{{
    {"pay_below_plausible", pay_below_plausible},
    {"pay_below_minimum_hourly", pay_below_minimum_hourly},
    {"pay_below_minimum_monthly", pay_below_minimum_monthly},
    {"settlement_is", settlement_is},
    {"part_time_hours", part_time_hours},
    {"shift_longer_than", shift_longer_than},
    {"age_min_below", age_min_below},
    {"age_max_without_reason", age_max_without_reason},
    {"injury_is", injury_is},
}};

}  // namespace

Finding finding_of(const Rule& rule, std::string field) {
    return {.rule = rule.id,
            .severity = rule.severity,
            .basis = rule.basis,
            .message = rule.message,
            .article = rule.article,
            .fix = rule.fix,
            .field = std::move(field),
            .offer = rule.offer};
}

bool is_fact_check(std::string_view name) {
    return std::ranges::find(checks, name, &std::pair<std::string_view, Check>::first) !=
           checks.end();
}

std::optional<Finding> check_fact(const Rule& rule, const Post& post, const Surroundings& around) {
    const auto* check =
        std::ranges::find(checks, rule.check, &std::pair<std::string_view, Check>::first);
    invariant(check != checks.end());  // The pack was read with a name that exists.
    return check->second(rule, post, around);
}

}  // namespace gig::rules
