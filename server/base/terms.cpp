#include "base/terms.h"

#include <array>

namespace gig {

namespace {

// In the order of each enum.
constexpr std::array<std::string_view, 6> pay_units = {"hour",  "day",  "shift",
                                                       "piece", "task", "month"};
constexpr std::array<std::string_view, 5> settlements = {"day", "week", "fortnight", "month",
                                                         "completion"};
constexpr std::array<std::string_view, 10> relations = {
    "part_time", "full_time", "task_term", "dispatch", "outsourcing",
    "service",   "household", "retired",   "platform", "internship"};
constexpr std::array<std::string_view, 5> injury_covers = {"work_injury", "single_item",
                                                           "occupational", "commercial", "none"};

}  // namespace

std::string_view name_of(PayUnit unit) {
    return name_in(pay_units, unit);
}
std::string_view name_of(Settlement settlement) {
    return name_in(settlements, settlement);
}
std::string_view name_of(Relation relation) {
    return name_in(relations, relation);
}
std::string_view name_of(InjuryCoverKind kind) {
    return name_in(injury_covers, kind);
}

template <>
std::optional<PayUnit> named(std::string_view name) {
    return value_in<PayUnit>(pay_units, name);
}
template <>
std::optional<Settlement> named(std::string_view name) {
    return value_in<Settlement>(settlements, name);
}
template <>
std::optional<Relation> named(std::string_view name) {
    return value_in<Relation>(relations, name);
}
template <>
std::optional<InjuryCoverKind> named(std::string_view name) {
    return value_in<InjuryCoverKind>(injury_covers, name);
}

}  // namespace gig
