#pragma once

#include <optional>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/rng.h"
#include "engagements/engagements.h"
#include "engagements/engagements_store.h"
#include "events/event.h"
#include "jobs/jobs_service.h"
#include "rules/rules.h"
#include "storage/database.h"
#include "workers/workers_service.h"

namespace gig::engagements {

inline constexpr std::size_t expire_batch_max = 500;

/// Confirmed shifts don't overlap and are posted at most a year ahead: nobody has so many.
inline constexpr std::size_t agreed_max = 1'000;

/// Intents, from the first wish to the confirmation.
///
/// Every step is one transaction with its event, and looks again at everything in it: whether the
/// step is allowed now, whether a place is left, whether the worker's shifts overlap. Safe from any
/// thread where the Rng is.
class EngagementsService {
public:
    EngagementsService(storage::Database& database, const Clock& clock, Rng& rng,
                       const accounts::Policy& policy, const rules::Rules& rules,
                       const workers::WorkersService& workers, const jobs::JobsService& jobs);

    /// The actor wants that opening. Refusals: those of authorize(), http.not_found where the
    /// opening isn't there or its job never was open, intent.opening_over, intent.needs_birth_date,
    /// intent.too_young, intent.lacks_certificate, intent.already_expressed, intent.clashes,
    /// intent.full.
    Result<Intent> express(const Actor& actor, OpeningId opening, const Once<Intent>& once);

    // The steps. Each refuses with http.not_found what isn't there or not the actor's, and with
    // intent.step_not_allowed or intent.too_late what can't be done any more.

    /// The employer says yes. intent.full where no place is left.
    Result<Intent> offer(const Actor& actor, IntentId intent, const Once<Intent>& once);

    /// The worker will come: takes a place. intent.full, intent.clashes.
    Result<Intent> confirm(const Actor& actor, IntentId intent, const Once<Intent>& once);

    Result<Intent> decline(const Actor& actor, IntentId intent, DeclineReason reason,
                           const Once<Intent>& once);
    Result<Intent> withdraw(const Actor& actor, IntentId intent, const Once<Intent>& once);

    /// Without asking who wants to know: what the worker confirmed and that has not ended at `now`,
    /// the soonest first, at most agreed_max.
    std::vector<Intent> agreed(storage::Reader& reader, AccountId worker, Time now) const {
        return store_.confirmed_after(reader, worker, now, agreed_max);
    }

    /// Ends what nobody answered in time. Called by the scheduler. Returns how many; at most
    /// expire_batch_max a call.
    std::size_t expire_due();

private:
    /// A step that somebody takes, and what must hold or be done besides.
    struct Asked {
        Step step;
        Action action;
        std::optional<DeclineReason> reason = std::nullopt;
    };

    Result<Intent> take(const Actor& actor, IntentId intent, const Asked& asked,
                        const Once<Intent>& once);
    Result<void> meet(storage::Transaction& transaction, const Intent& intent, Step step) const;
    Result<void> fits(storage::Reader& reader, AccountId worker, const jobs::OpeningOfJob& wanted,
                      Time now) const;
    bool is_too_young(Date birth, Time start) const;
    static events::Event event_of(const Intent& intent);

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    const rules::Rules& rules_;
    const workers::WorkersService& workers_;
    const jobs::JobsService& jobs_;
    EngagementsStore store_;
};

}  // namespace gig::engagements
