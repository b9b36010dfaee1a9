#include "base/actor.h"

#include <algorithm>
#include <array>

namespace gig {

namespace {

constexpr std::array<std::string_view, role_count> names{
    "visitor",      "worker",         "employer_member",   "agency",
    "market_staff", "market_manager", "county_supervisor", "labour_inspector",
    "city_admin",   "system_admin",   "auditor",           "union_rep",
};

}  // namespace

std::string_view role_name(Role role) {
    return names.at(static_cast<std::size_t>(role));
}

std::optional<Role> role_named(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Role>(found - names.begin());
}

bool Actor::holds(Role role) const {
    return std::ranges::find(grants, role, &Grant::role) != grants.end();
}

}  // namespace gig
