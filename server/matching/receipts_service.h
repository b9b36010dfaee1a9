#pragma once

#include <chrono>
#include <cstdint>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/rng.h"
#include "base/vault.h"
#include "matching/contests_store.h"
#include "matching/receipts.h"
#include "matching/receipts_store.h"
#include "matching/replay.h"
#include "storage/database.h"

namespace gig::matching {

/// Answers that one worker may have kept in 24 hours. The same question with the same answer is
/// kept once, so only who asks all day long meets it.
inline constexpr std::int64_t receipts_per_day_max = 1'000;
inline constexpr std::int64_t receipts_swept_max = 2'000;  // In one sweep.

/// What every recommendation was made of, for as long as the rules say: to be read by the worker
/// alone, and made again. Safe from any thread where the Rng is.
class ReceiptsService {
public:
    ReceiptsService(storage::Database& database, const Clock& clock, Rng& rng,
                    const accounts::Policy& policy, Vault& vault, const RankingReplay& replays);

    /// The receipt of an answer: a new one, or the one that is kept already where all of it is the
    /// same. recommendations.too_many above receipts_per_day_max.
    Result<ReceiptId> keep(const RankingAnswer& answer);

    /// Refusals: those of authorize(); http.not_found of what isn't there (any more).
    Result<Receipt> read(const Actor& actor, ReceiptId receipt) const;

    /// Makes the answer again; see RankingReplay::replay() for its refusals. Staff may for what is
    /// contested where they answer.
    Result<Replayed> replay(const Actor& actor, ReceiptId receipt) const;

    /// Without asking who wants to know.
    std::optional<Receipt> find_in(storage::Reader& reader, ReceiptId receipt) const {
        return store_.find(reader, receipt);
    }

    /// Deletes what need not be kept any longer, at most receipts_swept_max. Called by the
    /// scheduler. Returns how many.
    std::int64_t sweep();

private:
    std::string digest_of(const RankingAnswer& answer) const;

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    const Vault& vault_;
    const RankingReplay& replays_;
    ReceiptsStore store_;
    ContestsStore contests_;
};

}  // namespace gig::matching
