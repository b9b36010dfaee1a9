#include "desk/desk_service.h"

#include <algorithm>

#include "accounts/accounts_service.h"
#include "events/events.h"

namespace gig::desk {

DeskService::DeskService(storage::Database& database, const Clock& clock, Rng& rng,
                         const accounts::Policy& policy, const markets::MarketDirectory& markets)
    : database_(database),
      clock_(clock),
      rng_(rng),
      policy_(policy),
      markets_(markets),
      store_(accounts::home_city) {}

Result<Registration> DeskService::register_at_desk(const Actor& staff, MarketId market,
                                                   AccountId worker,
                                                   const Once<Registration>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(staff, Action::desk_register_person, {.market = market}, now);
    if (!allowed) return allowed.error();

    const std::vector<Grant> grants =
        database_.ask([&](storage::Reader& reader) { return accounts::grants_of(reader, worker); });
    if (std::ranges::find(grants, Grant{Role::worker}) == grants.end()) {
        return Error{ErrorKind::invalid, "desk.worker_unknown", "/worker_id"};
    }
    return enter(staff, {RegistrationId(0), worker, market, Via::desk, now}, once);
}

Result<Registration> DeskService::register_online(const Actor& worker,
                                                  std::optional<MarketId> market,
                                                  const Once<Registration>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(worker, Action::account_update_self, {.owner = worker.account}, now);
    if (!allowed) return allowed.error();
    return enter(worker, {RegistrationId(0), *worker.account, market, Via::online, now}, once);
}

Result<Registration> DeskService::enter(const Actor& actor, const Registration& registration,
                                        const Once<Registration>& once) {
    const Result<void> known = require_known(registration.market);
    if (!known) return known.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Registration> {
        Registration entered = registration;
        entered.id = RegistrationId::random(rng_);
        if (!store_.insert(transaction, entered)) {
            return Error{ErrorKind::conflict, "desk.registered_today"};
        }
        events::record(transaction, entered.at, actor.account,
                       events::SeekerRegistered{entered.id, entered.worker, entered.market,
                                                std::string(name_of(entered.via))});
        return entered;
    });
}

Result<Visit> DeskService::count_in_hall(const Actor& staff, MarketId market,
                                         const Once<Visit>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(staff, Action::desk_register_person, {.market = market}, now);
    if (!allowed) return allowed.error();
    return count(staff, {VisitId(0), market, Channel::hall, now}, once);
}

Result<Visit> DeskService::count_online() {
    return count({}, {VisitId(0), std::nullopt, Channel::online, clock_.now()}, {});
}

Result<Visit> DeskService::count(const Actor& actor, const Visit& visit, const Once<Visit>& once) {
    const Result<void> known = require_known(visit.market);
    if (!known) return known.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Visit> {
        Visit counted = visit;
        counted.id = VisitId::random(rng_);
        store_.insert(transaction, counted);
        events::record(transaction, counted.at, actor.account,
                       events::VisitCounted{counted.market, std::string(name_of(counted.channel))});
        return counted;
    });
}

Result<void> DeskService::require_known(std::optional<MarketId> market) const {
    if (!market || markets_.find(*market) != nullptr) return {};
    return Error{ErrorKind::invalid, "desk.market_unknown", "/market_id"};
}

}  // namespace gig::desk
