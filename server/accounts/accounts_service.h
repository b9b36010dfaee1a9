#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.h"
#include "accounts/accounts_store.h"
#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/phone.h"
#include "base/rng.h"
#include "base/vault.h"
#include "storage/database.h"

namespace gig::accounts {

struct NewGrant {
    AccountId account;
    Grant grant;
    Time since;
};

/// Gives a role inside the act that brings it about; one that is held already is no refusal.
/// The account's next request acts under it. Refusals: role.too_many, and
/// role.powers_are_separate where it holds another of city_admin, system_admin, auditor.
/// The caller records the event that says why.
Result<void> grant_role(storage::Transaction& transaction, const NewGrant& granted);

/// What an account may act as now, oldest first.
std::vector<Grant> grants_of(storage::Reader& reader, AccountId account);

/// Who has held this grant the longest and still does: the owner of an employer, for example.
std::optional<AccountId> first_holder_of(storage::Reader& reader, const Grant& grant);

struct SignedOut {};

/// What accounts do once they exist. Safe from any thread.
class AccountsService {
public:
    AccountsService(storage::Database& database, const Clock& clock, Rng& rng, Vault& vault,
                    const Policy& policy);

    /// Ends the session that the actor came with; a token of it opens nothing from now on.
    Result<SignedOut> sign_out(const Actor& actor, const Once<SignedOut>& once);

    /// The actor's own account.
    Result<Account> read_self(const Actor& actor) const;

    /// What the actor wants to be called.
    Result<Account> name_self(const Actor& actor, const DisplayName& name);

    /// What somebody is called, without asking who wants to know: for the rooms above, which mask
    /// it. Nothing for who isn't there.
    std::optional<std::string> name_in(storage::Reader& reader, AccountId account) const;

    struct DemoPerson {
        Phone phone;
        DisplayName display_name;
        std::vector<Grant> grants;
    };

    /// A made-up person of the demo city; the one who is there already where the phone is known.
    Result<Account> create_for_demo(const DemoPerson& person);

    /// Forgets what no limit and no answer needs any more: expired sessions and codes, old marks.
    /// Called by the scheduler. At most sweep_rows_max of each a call; returns how many.
    std::int64_t sweep();

private:
    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    AccountsStore store_;
    const Policy& policy_;
};

inline constexpr int sweep_rows_max = 1'000;

}  // namespace gig::accounts
