#pragma once

#include <unordered_map>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace gig::workers {

inline constexpr std::size_t hand_ins_per_day_max = 20;

/// How many papers each worker has handed in today: whoever guesses at numbers must not have the
/// registry tell which are real. Kept in memory: a restart forgives a day. Safe from any thread.
class HandInRate {
public:
    /// Counts one, or refuses it with certificate.handed_in_too_often and when to come back.
    Result<void> take(AccountId worker, Time now);

private:
    struct Day {
        Date date = {};
        std::unordered_map<AccountId, std::size_t> counts;
    };

    Guarded<Day> today_;
};

}  // namespace gig::workers
