#pragma once

#include <chrono>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/rng.h"
#include "employers/employers.h"
#include "employers/employers_store.h"
#include "employers/registry.h"
#include "storage/database.h"

namespace gig::employers {

inline constexpr std::size_t rechecks_per_hour_max = 10;

/// Firms, shops and households, and whether somebody checked that they are what they say.
///
/// Applying is two acts with the registry's answer between them: the employer is kept before
/// anybody outside is asked, and a slow or dead registry leaves it pending. Safe from any thread.
class EmployersService {
public:
    EmployersService(storage::Database& database, const Clock& clock, Rng& rng,
                     const accounts::Policy& policy, Registry& registry);

    struct Application {
        EmployerKind kind;
        std::string name;
        std::optional<CreditCode> credit_code;  // Needed by firm and shop.
        std::optional<std::string> region_code;
        bool made_up = false;  // Of the demo city.
    };

    /// The actor becomes a member of the new employer; the registry is asked after the commit.
    /// A pending application that the actor sends once more is the same employer.
    /// Refusals: employer.name_malformed, employer.credit_code_required,
    /// employer.credit_code_not_for_household, employer.already_registered, role.too_many.
    Result<Employer> apply(const Actor& actor, const Application& application,
                           const Once<Employer>& once);

    /// Asks the registry again about an employer of the actor's that is not verified; one that
    /// is, is answered as it stands. Refusals: http.not_found, employer.rechecked_too_often,
    /// employer.already_registered where another took a refused one's code meanwhile.
    Result<Employer> verify(const Actor& actor, EmployerId employer, const Once<Employer>& once);

    std::optional<Employer> find(EmployerId employer) const;

    /// Oldest first; at most accounts::grants_per_account_max.
    std::vector<Employer> of_account(AccountId account) const;

private:
    Result<KeptEmployer> enter(storage::Transaction& transaction, AccountId account,
                               const Application& application, Time now);
    Result<void> count_recheck(EmployerId employer, Time now);
    Result<Employer> check(AccountId account, const KeptEmployer& kept, const Once<Employer>& once);
    RegistryAnswer ask_registry(const KeptEmployer& kept);

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    Registry& registry_;
    std::counting_semaphore<registry_questions_max> registry_questions_{registry_questions_max};
};

}  // namespace gig::employers
