#pragma once

#include <atomic>
#include <cstdint>

#include "base/result.h"
#include "matching/ranking_rules.h"
#include "matching/receipts.h"
#include "storage/database.h"

namespace gig::matching {

struct ReplayLimits {
    int at_once_max = 2;              // Each holds a worker of the front hall meanwhile.
    std::int64_t jobs_max = 100'000;  // That may come into question for one.
};

/// Makes an answer again: rebuilds the openings as of the answer's position from the log, and asks
/// the engine's plain scan by the rules of the answer's version. Nothing but the log and the
/// published rules is read. Safe from any thread.
class RankingReplay {
public:
    RankingReplay(storage::Database& database, const RankingRules& rules, ReplayLimits limits = {})
        : database_(database), rules_(rules), limits_(limits) {}

    /// http.busy where too many run already; receipt.too_wide where more than jobs_max jobs come
    /// into question; receipt.rules_unknown where the version is none of the published ones.
    Result<Replayed> replay(const RankingAnswer& answer) const;

private:
    Result<Replayed> replay_now(const RankingAnswer& answer) const;

    storage::Database& database_;
    const RankingRules& rules_;
    ReplayLimits limits_;
    mutable std::atomic<int> running_ = 0;
};

}  // namespace gig::matching
