#pragma once

#include <string>

#include "accounts/accounts_store.h"
#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "storage/database.h"

namespace gig::accounts {

/// A phone as somebody may see it.
struct ShownPhone {
    std::string text;
    bool full;
};

/// The only way for a phone's digits to leave the house. Masked, unless the policy says
/// otherwise; every look at the digits is in the log, in the act that grants it. Safe from any
/// thread.
class Reveal {
public:
    Reveal(storage::Database& database, const Clock& clock, Vault& vault, const Policy& policy)
        : database_(database), clock_(clock), store_(vault), policy_(policy) {}

    /// `relation` says how the subject stands to the actor: parties, market. Its owner is the
    /// subject. http.not_found where the subject has no phone.
    Result<ShownPhone> phone_of(const Actor& actor, AccountId subject, Object relation);

private:
    storage::Database& database_;
    const Clock& clock_;
    AccountsStore store_;
    const Policy& policy_;
};

}  // namespace gig::accounts
