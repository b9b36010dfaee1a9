#include "rules/fact_checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/invariant.h"
#include "base/time.h"
#include "rules/number_words.h"
#include "rules/said_checks.h"

namespace gig::rules {

namespace {

using Check = std::vector<Finding> (*)(const Rule&, const Post&, const Surroundings&);

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
    fill_both(finding, name, {value, value});
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
    // What is offered says which field must change.
    return finding_of(rule, rule.offer ? rule.offer->field : "/settlement");
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

/// A limit of age and where it stands: in its field, else in the words of a text.
struct AgeLimit {
    std::int32_t years;
    std::string field;
    std::optional<wording::Span> words = std::nullopt;
};

std::optional<AgeLimit> lowest_age(const Post& post) {
    if (post.age_min) return AgeLimit{*post.age_min, "/requirements/min_age"};
    if (!post.said_age || !post.said_age->value.low) return std::nullopt;
    return AgeLimit{*post.said_age->value.low, post.said_age->field, post.said_age->words};
}

std::optional<AgeLimit> highest_age(const Post& post) {
    if (post.age_max) return AgeLimit{*post.age_max, "/requirements/max_age"};
    if (!post.said_age || !post.said_age->value.high) return std::nullopt;
    return AgeLimit{*post.said_age->value.high, post.said_age->field, post.said_age->words};
}

Finding finding_at(const Rule& rule, const AgeLimit& limit) {
    Finding finding = finding_of(rule, limit.field);
    finding.span = limit.words;
    return finding;
}

/// The lowest age of the post, where it is below the rule's.
std::optional<AgeLimit> age_below(const Rule& rule, const Post& post) {
    std::optional<AgeLimit> lowest = lowest_age(post);
    if (!lowest || lowest->years >= number(rule, "age")) return std::nullopt;
    return lowest;
}

Found age_min_below(const Rule& rule, const Post& post, const Surroundings&) {
    const std::optional<AgeLimit> lowest = age_below(rule, post);
    if (!lowest) return std::nullopt;
    return finding_at(rule, *lowest);
}

Found age_max_without_reason(const Rule& rule, const Post& post, const Surroundings&) {
    const std::optional<AgeLimit> highest = highest_age(post);
    if (!highest || highest->years >= number(rule, "age") || post.has_age_reason) {
        return std::nullopt;
    }
    return finding_at(rule, *highest);
}

Found injury_is(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.injury_cover || !lists(rule, "covers", name_of(*post.injury_cover))) {
        return std::nullopt;
    }
    return finding_of(rule, "/injury_cover/kind");
}

/// The first hazard of the post that the rule speaks of.
const Hazard* hazard_of(const Rule& rule, const Surroundings& around) {
    const auto found = std::ranges::find_if(
        around.hazards, [&](const Hazard* hazard) { return lists(rule, "hazards", hazard->id); });
    return found == around.hazards.end() ? nullptr : *found;
}

/// Touches the hours in which minors should sleep.
bool is_at_night(const PlannedShift& shift, const Rule& rule) {
    const auto minute = [](Time time) {
        return std::chrono::floor<std::chrono::minutes>(time - midnight(date_of(time)));
    };
    const auto from = std::chrono::hours(static_cast<int>(number(rule, "night_from_hour")));
    const auto to = std::chrono::hours(static_cast<int>(number(rule, "night_to_hour")));
    return minute(shift.start) < to || minute(shift.start) + length_of(shift) > from;
}

Found minors_at_night(const Rule& rule, const Post& post, const Surroundings&) {
    const std::optional<AgeLimit> lowest = age_below(rule, post);
    const bool at_night = std::ranges::any_of(
        post.shifts, [&](const PlannedShift& shift) { return is_at_night(shift, rule); });
    if (!lowest || !at_night) return std::nullopt;
    return finding_at(rule, *lowest);
}

Found minors_in_hazard(const Rule& rule, const Post& post, const Surroundings& around) {
    const std::optional<AgeLimit> lowest = age_below(rule, post);
    const Hazard* hazard = hazard_of(rule, around);
    if (!lowest || hazard == nullptr) return std::nullopt;
    Finding finding = finding_at(rule, *lowest);
    fill_both(finding, "{hazard}", hazard->name);
    return finding;
}

Found injury_none_in_hazard(const Rule& rule, const Post& post, const Surroundings& around) {
    const Hazard* hazard = hazard_of(rule, around);
    if (post.injury_cover != InjuryCoverKind::none || hazard == nullptr) return std::nullopt;
    Finding finding = finding_of(rule, "/injury_cover/kind");
    fill_both(finding, "{hazard}", hazard->name);
    return finding;
}

/// What the texts of such a post must name, and don't.
Found says_not(const Rule& rule, const Post& post, const Surroundings& around) {
    if (around.says || post.texts.empty()) return std::nullopt;
    return finding_of(rule, "/description");
}

Found duties_missing(const Rule& rule, const Post& post, const Surroundings&) {
    const auto description = std::ranges::find(post.texts, "/description", &FieldText::field);
    if (description == post.texts.end()) return std::nullopt;
    const wording::FoldedText folded = wording::fold(description->text);
    const auto letters = std::ranges::count_if(folded.text(), [](char32_t c) {
        return c != wording::sentence_end && c != wording::clause_end && c != wording::list_mark;
    });
    if (static_cast<double>(letters) >= number(rule, "characters")) return std::nullopt;
    return finding_of(rule, "/description");
}

Found pay_implausible(const Rule& rule, const Post& post, const Surroundings&) {
    const bool asks_for_nothing = !post.has_requirements.value_or(true);
    const auto hourly = static_cast<double>(post.hourly_fen.value_or(0));
    if (!asks_for_nothing || hourly <= number(rule, "hourly_fen")) return std::nullopt;
    Finding finding = finding_of(rule, "/pay/amount_fen");
    fill_all(finding, "{hourly}", yuan(*post.hourly_fen));
    return finding;
}

/// The first two amounts of a text that stand as a range of pay and lie too far apart.
std::optional<wording::Span> wide_range_in(std::string_view text, double ratio, double lowest) {
    const wording::FoldedText folded = wording::fold(text);
    const std::u32string_view letters = folded.text();
    const std::vector<NumberAt> numbers = numbers_in(letters);
    for (std::size_t at = 0; at + 1 < numbers.size(); ++at) {
        const NumberAt& low = numbers[at];
        const NumberAt& high = numbers[at + 1];
        const std::u32string_view between = letters.substr(low.end, high.begin - low.end);
        const bool is_range = between == U"-" || between == U"到" || between == U"至";
        const std::u32string_view unit = letters.substr(high.end, 1);
        const bool is_pay = unit.empty() || std::u32string_view(U"元块一每/，。月").find(unit[0]) !=
                                                std::u32string_view::npos;
        if (is_range && is_pay && static_cast<double>(low.value) >= lowest &&
            static_cast<double>(high.value) >= ratio * static_cast<double>(low.value)) {
            return folded.source(low.begin, high.end);
        }
    }
    return std::nullopt;
}

Found pay_range_wide(const Rule& rule, const Post& post, const Surroundings&) {
    for (const FieldText& text : post.texts) {
        const auto span =
            wide_range_in(text.text, number(rule, "ratio"), number(rule, "lowest_yuan"));
        if (!span) continue;
        Finding finding = finding_of(rule, text.field);
        finding.span = span;
        return finding;
    }
    return std::nullopt;
}

/// Each on its own, so that one tap adds one.
std::vector<Finding> certificates_missing(const Rule& rule, const Post& post, const Surroundings&) {
    std::vector<Finding> missing;
    missing.reserve(post.missing_certificates.size());
    for (const LegalCertificate& certificate : post.missing_certificates) {
        Finding& finding = missing.emplace_back(finding_of(rule, "/requirements/certificates"));
        finding.article = certificate.article;
        finding.offer = Offer{"/requirements/certificates/-", certificate.key};
        fill_both(finding, "{certificate}", certificate.name);
    }
    return missing;
}

/// A check that has one thing to say, or nothing.
template <Found (*check)(const Rule&, const Post&, const Surroundings&)>
std::vector<Finding> one(const Rule& rule, const Post& post, const Surroundings& around) {
    Found found = check(rule, post, around);
    if (!found) return {};
    return {*std::move(found)};
}

/// For whom an agency posts.
Found user_enterprise_missing(const Rule& rule, const Post& post, const Surroundings&) {
    if (!post.by_agency || post.names_user_enterprise) return std::nullopt;
    return finding_of(rule, "/user_enterprise");
}

constexpr std::array<std::pair<std::string_view, Check>, 23> checks{{
    {"pay_below_plausible", one<pay_below_plausible>},
    {"pay_below_minimum_hourly", one<pay_below_minimum_hourly>},
    {"pay_below_minimum_monthly", one<pay_below_minimum_monthly>},
    {"settlement_is", one<settlement_is>},
    {"part_time_hours", one<part_time_hours>},
    {"shift_longer_than", one<shift_longer_than>},
    {"age_min_below", one<age_min_below>},
    {"age_max_without_reason", one<age_max_without_reason>},
    {"injury_is", one<injury_is>},
    {"minors_at_night", one<minors_at_night>},
    {"minors_in_hazard", one<minors_in_hazard>},
    {"injury_none_in_hazard", one<injury_none_in_hazard>},
    {"says_not", one<says_not>},
    {"duties_missing", one<duties_missing>},
    {"pay_implausible", one<pay_implausible>},
    {"pay_range_wide", one<pay_range_wide>},
    {"certificates_missing", certificates_missing},
    {"pay_said_otherwise", one<pay_said_otherwise>},
    {"settlement_said_otherwise", one<settlement_said_otherwise>},
    {"hours_said_otherwise", one<hours_said_otherwise>},
    {"age_said_otherwise", one<age_said_otherwise>},
    {"place_said_otherwise", one<place_said_otherwise>},
    {"user_enterprise_missing", one<user_enterprise_missing>},
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

void fill_both(Finding& finding, std::string_view name, const Words& value) {
    fill(finding.message.zh, name, value.zh);
    fill(finding.fix.zh, name, value.zh);
    fill(finding.message.en, name, value.en);
    fill(finding.fix.en, name, value.en);
}

double number(const Rule& rule, std::string_view name) {
    return rule.numbers.at(name).to_number<double>();
}

bool lists(const Rule& rule, std::string_view name, std::string_view word) {
    const json::array& words = rule.numbers.at(name).as_array();
    return std::ranges::any_of(words, [&](const json::value& w) { return w.as_string() == word; });
}

std::vector<Finding> check_fact(const Rule& rule, const Post& post, const Surroundings& around) {
    const auto* check =
        std::ranges::find(checks, rule.check, &std::pair<std::string_view, Check>::first);
    invariant(check != checks.end());  // The pack was read with a name that exists.
    return check->second(rule, post, around);
}

}  // namespace gig::rules
