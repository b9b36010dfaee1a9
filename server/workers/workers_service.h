#pragma once

#include <optional>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/vault.h"
#include "occupations/occupations.h"
#include "places/places.h"
#include "storage/database.h"
#include "workers/certificates_store.h"
#include "workers/workers.h"
#include "workers/workers_store.h"

namespace gig::workers {

/// What workers look for. Safe from any thread.
class WorkersService {
public:
    WorkersService(storage::Database& database, const Clock& clock, Vault& vault,
                   const accounts::Policy& policy, const occupations::Occupations& occupations,
                   const places::Regions& regions);

    /// The actor's own profile; the defaults where none was saved.
    Result<Profile> read_self(const Actor& actor) const;

    /// Keeps the whole profile in place of the one before. Refusals: those of authorize() and of
    /// check_preferences(), worker.home_out_of_range; worker.profile_changed_meanwhile where the
    /// draft was made from another version. Who is no worker has no profile to save. Papers of
    /// certificates that the profile no longer names are forgotten.
    Result<Profile> save_self(const Actor& actor, const ProfileDraft& draft,
                              const Once<Profile>& once);

    /// Whether the actor is a worker who may change what is kept of them.
    Result<void> may_change_self(const Actor& actor, Time now) const;

    /// Without asking who wants to know: for the rooms above. Nothing where none was saved.
    std::optional<Profile> find_in(storage::Reader& reader, AccountId worker) const;

    /// The certificates that the profile names and that count on that day, as the engine's bits:
    /// none that was refused, or whose last day is over.
    std::uint32_t certificates_mask(const Profile& profile, Date day) const;

    /// The skills that the profile names, as the engine's bits.
    std::uint64_t skills_mask(const Profile& profile) const;

private:
    Result<Profile> located(AccountId worker, const ProfileDraft& draft) const;

    storage::Database& database_;
    const Clock& clock_;
    const accounts::Policy& policy_;
    const occupations::Occupations& occupations_;
    const places::Regions& regions_;
    WorkersStore store_;
    CertificatesStore papers_;
};

}  // namespace gig::workers
