#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

namespace gig::accounts {

/// The city whose people and employers this house keeps: the first column of their tables' keys,
/// by which a province will partition them. Huzhou's 4 digits and 00.
inline constexpr std::int64_t home_city = 330500;

inline constexpr std::size_t display_name_characters_max = 60;
inline constexpr std::size_t grants_per_account_max = 50;

/// What a person is called: 1 to 60 characters that can be seen, on one line.
class DisplayName {
public:
    static Result<DisplayName> parse(std::string_view text);  // account.name_malformed

    const std::string& text() const { return text_; }

private:
    explicit DisplayName(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// What is shown of a name to whom it needn't be told: its first character.
std::string masked_name(std::string_view name);

/// What a session is used by. A browser's token lies in a cookie and needs a CSRF token beside it
/// for whatever changes something; an app sends its token itself.
enum class Client { browser, app };

std::string_view name_of(Client client);
std::optional<Client> client_named(std::string_view name);

/// A person as they see themselves.
struct Account {
    AccountId id;
    std::string display_name;
    std::optional<std::string> phone_masked;  // Nothing for staff.
    std::vector<Grant> grants;
};

/// What only the one who signed in gets to know, once.
struct OpenedSession {
    Account account;
    SessionId session;
    Client client;
    std::string token;
    std::string csrf_token;  // Of use to a browser only.
};

/// What the scope of a role's grants names.
enum class ScopeKind { none, employer, market, county };
ScopeKind scope_kind_of(Role role);

/// Whether the role is held by those who work for the city and its markets. They sign in with
/// password and one-time password, never by a code sent to a phone.
bool is_staff(Role role);

/// What a grant reaches, as the contract spells it: an id, a county's code, or nothing.
std::optional<std::string> scope_text(const Grant& grant);

}  // namespace gig::accounts
