#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/rng.h"
#include "employers/check_terms.h"
#include "employers/employer_checks.h"
#include "employers/employers.h"
#include "employers/employers_store.h"
#include "employers/registry.h"
#include "employers/verdicts.h"
#include "storage/database.h"

namespace gig::employers {

inline constexpr std::size_t rechecks_per_hour_max = 10;

/// All that this room needs of the city around it, handed in. Safe from any thread.
struct CityAround {
    CheckTerms terms;

    /// The market whose staff look after employers of that street (9 digits) or anywhere.
    std::function<std::optional<MarketId>(const std::optional<std::string>& region_code)> market_of;

    /// The county that a market stands in, as a number of 6 digits; nothing where there is no such
    /// market.
    std::function<std::optional<std::int64_t>(MarketId)> county_of;
};

/// Firms, shops, households and agencies, and whether somebody checked that they are what they say.
///
/// Applying is two acts with the registry's answer between them: the employer is kept before
/// anybody outside is asked, and a slow or dead registry leaves it pending. What people say of it
/// is employer_checks_service's. Safe from any thread.
class EmployersService {
public:
    EmployersService(storage::Database& database, const Clock& clock, Rng& rng,
                     const accounts::Policy& policy, Registry& registry, CityAround city);

    struct Application {
        EmployerKind kind;
        std::string name;
        std::optional<CreditCode> credit_code;  // Needed by all but households.
        std::optional<std::string> region_code;
        bool made_up = false;                // Of the demo city.
        std::vector<Licence> licences = {};  // Of agencies alone.
        std::optional<Mandate> mandate = std::nullopt;
    };

    /// The actor becomes a member of the new employer; the registry is asked after the commit.
    /// A pending application that the actor sends once more is the same employer.
    /// Refusals: employer.name_malformed, employer.credit_code_required,
    /// employer.credit_code_not_for_household, employer.already_registered, role.too_many,
    /// employer.licence_required (an agency without its licence), those of checked_papers().
    Result<Employer> apply(const Actor& actor, const Application& application,
                           const Once<Employer>& once);

    /// Asks the registry again about an employer of the actor's that is not verified, or that has
    /// to renew; any other is answered as it stands. Refusals: http.not_found,
    /// employer.rechecked_too_often, employer.already_registered where another took a refused one's
    /// code meanwhile, employer.is_suspended, employer.refused_for_good.
    Result<Employer> verify(const Actor& actor, EmployerId employer, const Once<Employer>& once);

    /// Keeps what is handed in, then verifies as above; staff look at an agency's papers anew.
    /// Refusals: those of verify() and of checked_papers().
    Result<Employer> renew(const Actor& actor, EmployerId employer, const Papers& papers,
                           const Once<Employer>& once);

    std::optional<Employer> find(EmployerId employer) const;

    /// The same within a caller's own transaction.
    std::optional<Employer> find_in(storage::Reader& reader, EmployerId employer) const;

    /// Whether that member said until when they may act for the employer, and the day is over.
    bool mandate_is_over(EmployerId employer, AccountId account) const;

    /// Oldest first; at most accounts::grants_per_account_max.
    std::vector<Employer> of_account(AccountId account) const;

    /// The same with what only that member sees.
    std::vector<OwnEmployer> own_of(AccountId account) const;

    const CityAround& city() const { return city_; }

private:
    Result<Application> checked(Application application, Date today) const;
    Result<EmployerFile> enter(storage::Transaction& transaction, AccountId account,
                               const Application& application, Time now);
    Result<EmployerFile> own(const Actor& actor, EmployerId employer, Time now) const;
    Result<void> count_recheck(EmployerId employer, Time now);
    Result<Employer> check(AccountId account, const EmployerFile& file, const Once<Employer>& once);
    RegistryWord ask_registry(const EmployerFile& file);

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    Registry& registry_;
    CityAround city_;
    std::counting_semaphore<registry_questions_max> registry_questions_{registry_questions_max};
};

}  // namespace gig::employers
