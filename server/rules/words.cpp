#include <algorithm>
#include <array>

#include "base/invariant.h"
#include "rules/rules.h"

// The contract's words.

namespace gig::rules {

namespace {

constexpr std::array<std::string_view, 10> relations{
    "part_time", "full_time", "task_term", "dispatch", "outsourcing",
    "service",   "household", "retired",   "platform", "internship"};
constexpr std::array<std::string_view, 6> pay_units{"hour",  "day",  "shift",
                                                    "piece", "task", "month"};
constexpr std::array<std::string_view, 5> settlements{"day", "week", "fortnight", "month",
                                                      "completion"};
constexpr std::array<std::string_view, 5> injury_covers{"work_injury", "single_item",
                                                        "occupational", "commercial", "none"};

template <typename Enum, std::size_t count>
std::optional<Enum> found_in(const std::array<std::string_view, count>& names,
                             std::string_view name) {
    const auto* found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name_of(Severity severity) {
    return severity == Severity::block ? "block" : "warn";
}

std::string_view name_of(Basis basis) {
    return basis == Basis::law ? "law" : "market_rule";
}

std::string_view name_of(Settlement settlement) {
    return settlements.at(static_cast<std::size_t>(settlement));
}

std::string_view name_of(InjuryCover cover) {
    return injury_covers.at(static_cast<std::size_t>(cover));
}

std::optional<Relation> relation_named(std::string_view name) {
    return found_in<Relation>(relations, name);
}

std::optional<PayUnit> pay_unit_named(std::string_view name) {
    return found_in<PayUnit>(pay_units, name);
}

std::optional<Settlement> settlement_named(std::string_view name) {
    return found_in<Settlement>(settlements, name);
}

std::optional<InjuryCover> injury_cover_named(std::string_view name) {
    return found_in<InjuryCover>(injury_covers, name);
}

}  // namespace gig::rules
