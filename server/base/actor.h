#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"

namespace gig {

/// The roles of the authorisation matrix, in its column order.
enum class Role {
    visitor,
    worker,
    employer_member,
    agency,
    market_staff,
    market_manager,
    county_supervisor,
    labour_inspector,
    city_admin,
    system_admin,
    auditor,
    union_rep,
};
inline constexpr int role_count = 12;

std::string_view role_name(Role role);
std::optional<Role> role_named(std::string_view name);

/// A role and what it reaches: an employer, a market, a county. 0 for a role without a scope.
struct Grant {
    Role role;
    std::int64_t scope = 0;

    friend bool operator==(const Grant&, const Grant&) = default;
};

/// Who asks. Every request has one; a visitor is one too, and has no account and no grants.
struct Actor {
    std::optional<AccountId> account = std::nullopt;
    std::optional<SessionId> session = std::nullopt;
    std::vector<Grant> grants = {};
    std::optional<Time> stepped_up_at = std::nullopt;  // Last second factor of this session.

    bool signed_in() const { return account.has_value(); }
    bool holds(Role role) const;
};

}  // namespace gig
