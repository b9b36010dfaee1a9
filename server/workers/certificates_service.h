#pragma once

#include <functional>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "accounts/accounts_service.h"
#include "accounts/authorize.h"
#include "base/once.h"
#include "workers/certificate_registry.h"
#include "workers/certificates_store.h"
#include "workers/hand_in_rate.h"
#include "workers/workers_service.h"

namespace gig::workers {

/// A page of 100, and one to see that more follow.
inline constexpr std::size_t certificates_listed_max = 101;

/// All that papers need of the city around, handed in. Safe from any thread.
struct MarketsAround {
    /// The market whose staff look after workers who live in that street (9 digits) or anywhere.
    std::function<std::optional<MarketId>(const std::optional<std::string>& region_code)> market_of;

    /// The county that a market stands in, as a number of 6 digits; nothing where there is no such
    /// market.
    std::function<std::optional<std::int64_t>(MarketId)> county_of;
};

/// The papers behind certificates: handed in by workers, checked by a registry and by the market's
/// staff.
///
/// Handing in is two acts with the registry's answer between them: the paper is kept before anybody
/// outside is asked, and a silent registry leaves it to the staff of the market nearest to the
/// worker's home. Safe from any thread.
class CertificatesService {
public:
    CertificatesService(storage::Database& database, const Clock& clock, Vault& vault,
                        const accounts::Policy& policy, const accounts::AccountsService& accounts,
                        const occupations::Occupations& occupations, const WorkersService& workers,
                        CertificateRegistry& registry, MarketsAround markets);

    /// The actor's own, in the order of their profile.
    Result<std::vector<HeldCertificate>> own(const Actor& actor) const;

    /// Keeps the paper, adds the code to the profile where it isn't there, and asks the registry.
    /// The same paper once more stays what it is; where nobody could say, the registry is asked
    /// again. Refusals: http.not_found for a code that the city doesn't know, those of
    /// checked_paper(), certificate.handed_in_too_often, worker.too_many_entries,
    /// certificate.changed_meanwhile.
    Result<HeldCertificate> hand_in(const Actor& actor, const std::string& code, const Paper& paper,
                                    const Once<HeldCertificate>& once);

    struct Dropped {};

    /// Takes the code out of the profile, and forgets its paper. http.not_found where the profile
    /// doesn't name it.
    Result<Dropped> drop(const Actor& actor, const std::string& code, const Once<Dropped>& once);

    struct Key {
        AccountId worker;
        std::string code;
    };

    /// A certificate as the staff see it.
    struct Seen {
        HeldCertificate certificate;
        std::string name_masked;  // Of the worker.
    };

    /// What waits at a market, longest first, at most `limit` (1..certificates_listed_max), after
    /// the given one. query.bad_cursor where that one doesn't wait there.
    Result<std::vector<Seen>> waiting(const Actor& actor, MarketId market,
                                      const std::optional<Key>& after, std::size_t limit) const;

    /// One of the staff has seen the paper. Their word counts for more than the registry's.
    /// Refusals: http.not_found, certificate.own_case, certificate.decided_already,
    /// certificate.over.
    Result<Seen> confirm(const Actor& actor, const Key& key, const Once<Seen>& once);

    /// The same with a reason for the worker, which must be the staff's to give.
    Result<Seen> refuse(const Actor& actor, const Key& key, CertificateRemark reason,
                        const Once<Seen>& once);

private:
    Result<HeldCertificate> keep(storage::Transaction& transaction, const HeldCertificate& wanted);
    CertificateAnswer ask_registry(const HeldCertificate& certificate);
    Result<void> may_look(const Actor& actor, MarketId market) const;
    Result<Seen> decide(const Actor& actor, const Key& key,
                        const std::optional<CertificateRemark>& reason, const Once<Seen>& once);
    void settle(storage::Transaction& transaction, const HeldCertificate& certificate);
    Seen seen(storage::Reader& reader, HeldCertificate certificate) const;

    storage::Database& database_;
    const Clock& clock_;
    const accounts::Policy& policy_;
    const accounts::AccountsService& accounts_;
    const occupations::Occupations& occupations_;
    const WorkersService& workers_;
    CertificateRegistry& registry_;
    MarketsAround markets_;
    WorkersStore profiles_;
    CertificatesStore store_;
    HandInRate rate_;
    std::counting_semaphore<registry_questions_max> registry_questions_{registry_questions_max};
};

}  // namespace gig::workers
