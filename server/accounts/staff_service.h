#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "accounts/accounts.h"
#include "accounts/accounts_store.h"
#include "accounts/passwords.h"
#include "accounts/sign_in_locks.h"
#include "accounts/sign_in_store.h"
#include "base/clock.h"
#include "base/rng.h"
#include "base/vault.h"
#include "storage/database.h"

namespace gig::accounts {

/// Those who work for the city and its markets: made by the operator, signed in with a password
/// and a one-time password, never by a code sent to a phone (ASVS 6.6.1).
///
/// No refusal tells which of login, password and one-time password was wrong. Safe from any
/// thread.
class StaffService {
public:
    StaffService(storage::Database& database, const Clock& clock, Rng& rng, Vault& vault);

    struct Application {
        std::string login;  // Lower-case letters, digits, '.', '-' and '_'; 3 to 64.
        DisplayName display_name;
        std::string password;
        Grant grant;
    };

    struct Created {
        AccountId account;
        std::string totp_secret;  // Base 32.
        std::string totp_uri;     // For a QR code.
    };

    /// For the operator's command line and the demo. Refusals: staff.login_malformed,
    /// staff.login_taken, staff.password_too_short, staff.password_too_long,
    /// staff.password_has_login, staff.role_not_staff, staff.scope_missing, staff.scope_not_needed.
    Result<Created> create(const Application& application);

    struct Proof {
        std::string login;
        std::string password;
        std::string one_time_password;
        Client client;
        std::string source;  // The caller's address; kept as a keyed digest only.
    };

    /// Refusals: sign_in.staff_refused (also a frozen account), sign_in.locked,
    /// sign_in.busy.
    Result<OpenedSession> sign_in(const Proof& proof);

private:
    struct Checked {
        std::optional<StaffLogin> staff;
        std::optional<std::int64_t> step;  // Nothing where any part was wrong.
    };
    struct Attempt {
        Result<OpenedSession> outcome;
        bool keep;
    };

    Result<Checked> check(const Proof& proof, const std::string& login, Time now);
    Attempt settle(storage::Transaction& transaction, const Proof& proof, const Checked& checked,
                   const LockSubjects& subjects);
    std::optional<OpenedSession> admit(storage::Transaction& transaction, const Checked& checked,
                                       Client client, Time now);

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    Vault& vault_;
    AccountsStore store_;
    PasswordChecker passwords_;
    std::string nobodys_hash_;  // What a password is checked against where the login is unknown.
};

}  // namespace gig::accounts
