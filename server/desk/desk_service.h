#pragma once

#include <optional>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/rng.h"
#include "desk/desk.h"
#include "desk/desk_store.h"
#include "markets/markets.h"
#include "storage/database.h"

namespace gig::desk {

/// Registrations and visits. Safe from any thread where the Rng is.
class DeskService {
public:
    DeskService(storage::Database& database, const Clock& clock, Rng& rng,
                const accounts::Policy& policy, const markets::MarketDirectory& markets);

    /// The market's staff register a person who stands before them. Refusals: those of
    /// authorize(), desk.market_unknown, desk.worker_unknown, desk.registered_today.
    Result<Registration> register_at_desk(const Actor& staff, MarketId market, AccountId worker,
                                          const Once<Registration>& once);

    /// The actor registers online, with a market or with none. Refusals: those of authorize(),
    /// desk.market_unknown, desk.registered_today.
    Result<Registration> register_online(const Actor& worker, std::optional<MarketId> market,
                                         const Once<Registration>& once);

    /// The market's staff saw somebody come in. Refusals: those of authorize(),
    /// desk.market_unknown.
    Result<Visit> count_in_hall(const Actor& staff, MarketId market, const Once<Visit>& once);

    /// The house counts a visit to the online service; what one visit is, the caller knows.
    Result<Visit> count_online();

private:
    Result<Registration> enter(const Actor& actor, const Registration& registration,
                               const Once<Registration>& once);
    Result<Visit> count(const Actor& actor, const Visit& visit, const Once<Visit>& once);
    Result<void> require_known(std::optional<MarketId> market) const;

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    const markets::MarketDirectory& markets_;
    DeskStore store_;
};

}  // namespace gig::desk
