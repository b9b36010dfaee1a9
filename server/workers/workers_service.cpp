#include "workers/workers_service.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "events/events.h"
#include "workers/profile_checks.h"

namespace gig::workers {

namespace {

const std::vector<CertificateStanding> no_papers;

bool names(const Profile& profile, const std::string& certificate) {
    const std::vector<std::string>& named = profile.preferences.certificates;
    return std::ranges::find(named, certificate) != named.end();
}

}  // namespace

WorkersService::WorkersService(storage::Database& database, const Clock& clock, Vault& vault,
                               const accounts::Policy& policy,
                               const occupations::Occupations& occupations,
                               const places::Regions& regions)
    : database_(database),
      clock_(clock),
      policy_(policy),
      occupations_(occupations),
      regions_(regions),
      store_(accounts::home_city, vault),
      papers_(accounts::home_city, vault) {}

Result<Profile> WorkersService::read_self(const Actor& actor) const {
    const Result<void> allowed = policy_.authorize(actor, Action::worker_profile_read,
                                                   {.owner = actor.account}, clock_.now());
    if (!allowed) return allowed.error();

    std::optional<Profile> saved =
        database_.ask([&](storage::Reader& reader) { return store_.find(reader, *actor.account); });
    if (!saved) return Profile{.worker = *actor.account};
    return *std::move(saved);
}

Result<Profile> WorkersService::save_self(const Actor& actor, const ProfileDraft& draft,
                                          const Once<Profile>& once) {
    const Time now = clock_.now();
    const Result<void> allowed = may_change_self(actor, now);
    if (!allowed) return allowed.error();
    const Result<void> fine = check_preferences(draft.preferences, occupations_, now);
    if (!fine) return fine.error();
    const Result<Profile> profile = located(*actor.account, draft);
    if (!profile) return profile.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Profile> {
        const std::optional<Profile> before = store_.find(transaction, profile->worker);
        const std::int64_t version = before ? before->version : 0;
        if (draft.made_from.value_or(version) != version) {
            return Error{ErrorKind::outdated, "worker.profile_changed_meanwhile"};
        }
        for (const CertificateStanding& paper : before ? before->standings : no_papers) {
            if (names(*profile, paper.code)) continue;
            papers_.remove(transaction, profile->worker, paper.code);
        }
        store_.save(transaction, *profile, now);
        events::record(transaction, now, actor.account,
                       events::WorkerProfileSaved{profile->worker, profile->home_region_code});
        return *store_.find(transaction, profile->worker);
    });
}

Result<void> WorkersService::may_change_self(const Actor& actor, Time now) const {
    const accounts::Object own{.owner = actor.account};
    const Result<void> is_worker = policy_.authorize(actor, Action::worker_profile_read, own, now);
    if (!is_worker) return is_worker.error();
    return policy_.authorize(actor, Action::account_update_self, own, now);
}

Result<Profile> WorkersService::located(AccountId worker, const ProfileDraft& draft) const {
    Profile profile{.worker = worker, .preferences = draft.preferences};
    if (!draft.home) return profile;

    const Result<GeoPoint> home = places::to_wgs84(*draft.home);
    if (!home) return Error{ErrorKind::invalid, "worker.home_out_of_range", "/home"};
    profile.home = *home;
    const places::Region* street = regions_.street_at(*home);
    if (street != nullptr) profile.home_region_code = street->code;
    return profile;
}

std::optional<Profile> WorkersService::find_in(storage::Reader& reader, AccountId worker) const {
    return store_.find(reader, worker);
}

std::uint32_t WorkersService::certificates_mask(const Profile& profile, Date day) const {
    std::uint32_t mask = 0;
    for (const std::string& certificate : profile.preferences.certificates) {
        const auto paper =
            std::ranges::find(profile.standings, certificate, &CertificateStanding::code);
        if (paper != profile.standings.end() && !paper->counts(day)) continue;
        // One that the city no longer knows counts for nothing.
        mask |= occupations_.mask_of({certificate}).value_or(0);
    }
    return mask;
}

std::uint64_t WorkersService::skills_mask(const Profile& profile) const {
    return occupations_.skills_mask(profile.preferences.skills);
}

}  // namespace gig::workers
