#include "accounts/accounts.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace gig::accounts {

namespace {

constexpr std::array<std::string_view, 2> client_names{"browser", "app"};

}  // namespace

Result<DisplayName> DisplayName::parse(std::string_view text) {
    const Error malformed{ErrorKind::invalid, "account.name_malformed", "/display_name"};
    if (!is_utf8(text)) return malformed;

    const std::string_view name = trimmed(text);
    const bool one_line = name.find_first_of("\n\t") == std::string_view::npos;
    if (name.empty() || code_points(name) > display_name_characters_max ||
        has_hidden_characters(name) || !one_line) {
        return malformed;
    }
    return DisplayName(std::string(name));
}

std::string masked_name(std::string_view name) {
    std::string_view rest = name;
    if (!rest.empty()) take_code_point(rest);
    return std::string(name.substr(0, name.size() - rest.size())) + "*";
}

std::string_view name_of(Client client) {
    return client_names.at(static_cast<std::size_t>(client));
}

std::optional<Client> client_named(std::string_view name) {
    const auto* const found = std::ranges::find(client_names, name);
    if (found == client_names.end()) return std::nullopt;
    return static_cast<Client>(found - client_names.begin());
}

ScopeKind scope_kind_of(Role role) {
    switch (role) {
        case Role::employer_member:
        case Role::agency:
            return ScopeKind::employer;
        case Role::market_staff:
        case Role::market_manager:
            return ScopeKind::market;
        case Role::county_supervisor:
        case Role::labour_inspector:
            return ScopeKind::county;
        case Role::visitor:
        case Role::worker:
        case Role::city_admin:
        case Role::system_admin:
        case Role::auditor:
        case Role::union_rep:
            return ScopeKind::none;
    }
    return ScopeKind::none;
}

bool is_staff(Role role) {
    switch (role) {
        case Role::visitor:
        case Role::worker:
        case Role::employer_member:
        case Role::agency:
            return false;
        case Role::market_staff:
        case Role::market_manager:
        case Role::county_supervisor:
        case Role::labour_inspector:
        case Role::city_admin:
        case Role::system_admin:
        case Role::auditor:
        case Role::union_rep:
            return true;
    }
    return false;
}

std::optional<std::string> scope_text(const Grant& grant) {
    switch (scope_kind_of(grant.role)) {
        case ScopeKind::none:
            return std::nullopt;
        case ScopeKind::county:
            return std::to_string(grant.scope);
        case ScopeKind::employer:
        case ScopeKind::market:
            return id_text(grant.scope);
    }
    return std::nullopt;
}

}  // namespace gig::accounts
