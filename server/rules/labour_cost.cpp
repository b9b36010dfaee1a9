#include "rules/labour_cost.h"

#include <algorithm>

#include "base/time.h"
#include "rules/pack_json.h"
#include "rules/verification.h"

namespace gig::rules {

namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::size_t rows_max = 100;
constexpr std::int64_t amount_max_fen = 100'000'000;

std::int64_t share_of(std::int64_t fen, std::int64_t ppm) {
    return fen * ppm / million;
}

std::int64_t ppm_in(const json::object& row, std::string_view name) {
    const auto ppm = row.at(name).to_number<std::int64_t>();
    if (ppm < 0 || ppm > million) throw std::runtime_error("a rate lies in 0..1000000 ppm");
    return ppm;
}

std::int64_t fen_in(const json::object& row, std::string_view name) {
    const auto fen = row.at(name).to_number<std::int64_t>();
    if (fen < 0 || fen > amount_max_fen) throw std::runtime_error("an amount is out of range");
    return fen;
}

const json::array& rows_in(const json::object& whole, std::string_view name) {
    const json::array& rows = whole.at(name).as_array();
    if (rows.size() > rows_max) throw std::runtime_error("too many rows");
    return rows;
}

}  // namespace

std::int64_t LabourCost::low_fen() const {
    std::int64_t sum = wage_fen;
    for (const CostLine& line : on_top)
        sum += line.low_fen;
    return sum;
}

std::int64_t LabourCost::high_fen() const {
    std::int64_t sum = wage_fen;
    for (const CostLine& line : on_top)
        sum += line.high_fen;
    return sum;
}

LabourCosts::LabourCosts(const std::filesystem::path& file) {
    with_json(file, [&](const json::object& whole) {
        for (const json::value& row : rows_in(whole, "insurances"))
            insurances_.push_back(insurance_in(row.as_object()));
        for (const json::value& row : rows_in(whole, "taxes"))
            taxes_.push_back(tax_in(row.as_object()));
        for (const json::value& row : rows_in(whole, "left_out")) {
            gaps_.push_back({scope_in(row.as_object()), words_in(row.at("words"))});
        }
    });
}

LabourCost LabourCosts::estimate(const PaidWork& work, Time now) const {
    const std::chrono::sys_days day(date_of(now));
    LabourCost cost{0, {}, {}, {}};
    for (const MonthOfWork& month : work.months)
        cost.wage_fen += month.wage_fen * month.workers;

    for (const Insurance& insurance : insurances_) {
        if (!insurance.scope.binds(work, day)) continue;
        CostLine line = insurance.named.empty_line(day);
        for (const MonthOfWork& month : work.months) {
            const std::int64_t base = std::max(month.wage_fen, insurance.base_floor_fen);
            line.low_fen += share_of(base, insurance.rate_low_ppm) * month.workers;
            line.high_fen += share_of(base, insurance.rate_high_ppm) * month.workers;
        }
        cost.on_top.push_back(std::move(line));
    }
    for (const Tax& tax : taxes_) {
        if (!tax.scope.binds(work, day)) continue;
        CostLine line = tax.named.empty_line(day);
        for (const MonthOfWork& month : work.months)
            line.low_fen += tax.of(month.wage_fen) * month.workers;
        line.high_fen = line.low_fen;
        cost.held_back.push_back(std::move(line));
    }
    for (const Gap& gap : gaps_) {
        if (gap.scope.binds(work, day)) cost.left_out.push_back(gap.words);
    }
    return cost;
}

std::vector<TableWarning> LabourCosts::warnings(Time now) const {
    const std::chrono::sys_days day(date_of(now));
    std::vector<TableWarning> warnings;
    const auto look_at = [&](const Scope& scope, const Named& named, const char* kind) {
        if (!scope.is_in_force(day) || !is_uncertain(named.verified_on, day)) return;
        const Words name{named.name.zh + "的" + kind, "The rates of “" + named.name.en + "”"};
        const Words effect{"据此只作估算", "what comes of them is an estimate"};
        warnings.push_back(warning_of({named.article, name, effect, named.verified_on}));
    };
    for (const Insurance& insurance : insurances_)
        look_at(insurance.scope, insurance.named, "费率");
    for (const Tax& tax : taxes_)
        look_at(tax.scope, tax.named, "税率");
    return warnings;
}

bool LabourCosts::Scope::is_in_force(std::chrono::sys_days day) const {
    return valid_from <= day && (!valid_to || day <= *valid_to);
}

bool LabourCosts::Scope::binds(const PaidWork& work, std::chrono::sys_days day) const {
    return is_in_force(day) && (!injury_cover || *injury_cover == work.injury_cover) &&
           std::ranges::find(relations, work.relation) != relations.end();
}

CostLine LabourCosts::Named::empty_line(std::chrono::sys_days day) const {
    return {id, name, 0, 0, article, !is_uncertain(verified_on, day)};
}

std::int64_t LabourCosts::Tax::of(std::int64_t wage_fen) const {
    const std::int64_t free = wage_fen <= free_up_to_fen ? free_fen : share_of(wage_fen, free_ppm);
    const std::int64_t taxed = std::max<std::int64_t>(wage_fen - free, 0);
    const auto bracket = std::ranges::find_if(
        brackets, [&](const Bracket& b) { return !b.up_to_fen || taxed <= *b.up_to_fen; });
    return share_of(taxed, bracket->rate_ppm) - bracket->quick_fen;
}

LabourCosts::Scope LabourCosts::scope_in(const json::object& row) {
    Scope scope{.relations = relations_in(row),
                .injury_cover = std::nullopt,
                .valid_from = day_in(row.at("valid_from")),
                .valid_to = optional_day_in(row.at("valid_to"))};
    if (scope.relations.empty()) throw std::runtime_error("a row names the relations it binds");
    if (const json::value* cover = row.if_contains("injury_cover")) {
        scope.injury_cover = named<InjuryCoverKind>(cover->as_string());
        if (!scope.injury_cover) throw std::runtime_error("no such cover");
    }
    return scope;
}

LabourCosts::Named LabourCosts::named_in(const json::object& row) {
    if (text_in(row, "source").empty()) throw std::runtime_error("a row says its source");
    return {.id = text_in(row, "id"),
            .name = words_in(row.at("name")),
            .article = text_in(row, "article"),
            .verified_on = optional_day_in(row.at("verified_on"))};
}

LabourCosts::Insurance LabourCosts::insurance_in(const json::object& row) {
    Insurance insurance{.scope = scope_in(row),
                        .named = named_in(row),
                        .rate_low_ppm = ppm_in(row, "rate_low_ppm"),
                        .rate_high_ppm = ppm_in(row, "rate_high_ppm"),
                        .base_floor_fen = fen_in(row, "base_floor_fen")};
    if (insurance.rate_low_ppm > insurance.rate_high_ppm) {
        throw std::runtime_error("a low rate is above the high one");
    }
    return insurance;
}

LabourCosts::Tax LabourCosts::tax_in(const json::object& row) {
    Tax tax{.scope = scope_in(row),
            .named = named_in(row),
            .free_fen = fen_in(row, "free_fen"),
            .free_up_to_fen = fen_in(row, "free_up_to_fen"),
            .free_ppm = ppm_in(row, "free_ppm"),
            .brackets = {}};
    for (const json::value& value : rows_in(row, "brackets")) {
        const json::object& bracket = value.as_object();
        tax.brackets.push_back({.up_to_fen = std::nullopt,
                                .rate_ppm = ppm_in(bracket, "rate_ppm"),
                                .quick_fen = fen_in(bracket, "quick_fen")});
        if (!bracket.at("up_to_fen").is_null()) {
            tax.brackets.back().up_to_fen = fen_in(bracket, "up_to_fen");
        }
    }
    if (tax.brackets.empty() || tax.brackets.back().up_to_fen) {
        throw std::runtime_error("the last bracket has no end");
    }
    return tax;
}

}  // namespace gig::rules
