#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "base/clock.h"
#include "gigfair/query.h"
#include "occupations/occupations.h"
#include "places/places.h"
#include "storage/database.h"
#include "workers/workers_service.h"

namespace gig::matching {

inline constexpr std::chrono::days recommended_dates{14};

/// The shifts that a worker agreed to and that are not over. Handed in, because the room that keeps
/// them stands above this one.
using AgreedShifts = std::function<std::vector<gigfair::Interval>(storage::Reader&, AccountId)>;

/// What a worker asks the engine, and the profile that it comes from.
struct PersonalAsking {
    workers::Profile profile;
    gigfair::Query query;  // Without fault.
};

/// Makes the engine's question out of what a worker saved: from home, or from the middle of the
/// city without one; from now to recommended_dates ahead; not while away or at an agreed shift.
///
/// Where personalisation is off, wishes and preferred settlement are not even read. An occupation
/// or a certificate that the city no longer knows counts for nothing. Safe from any thread.
class PersonalQueries {
public:
    PersonalQueries(const workers::WorkersService& workers,
                    const occupations::Occupations& occupations, const places::Regions& regions,
                    AgreedShifts agreed)
        : workers_(workers),
          occupations_(occupations),
          regions_(regions),
          agreed_(std::move(agreed)) {}

    /// `k` is 1..gigfair::k_max. Who never saved a profile has the defaults.
    PersonalAsking asking(storage::Reader& reader, AccountId worker, Time now,
                          std::uint32_t k) const;

    /// Home, or what stands for it.
    GeoPoint home_of(const workers::Profile& profile) const;

private:
    gigfair::Query query_of(const workers::Profile& profile, Time now, std::uint32_t k) const;
    void read_wishes(const workers::Preferences& preferences, gigfair::Query& query) const;

    const workers::WorkersService& workers_;
    const occupations::Occupations& occupations_;
    const places::Regions& regions_;
    AgreedShifts agreed_;
};

}  // namespace gig::matching
