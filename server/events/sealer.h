#pragma once

#include <thread>

#include "base/log.h"
#include "base/vault.h"
#include "storage/database.h"

namespace gig::events {

inline constexpr std::int64_t seal_batch_max = 1'000;  // Events of one transaction.
inline constexpr std::chrono::milliseconds seal_pause{400};
inline constexpr std::chrono::milliseconds seal_retry_max{5'000};

/// Chains the events that no seal covers yet, at most seal_batch_max. Returns how many: fewer than
/// that means that none is left. Throws storage::Broken where the seals aren't those of this log.
std::int64_t seal_batch(storage::Database& database, CryptoProfile profile);

/// The one who seals: a thread that chains what was committed within a second, outside of the
/// writers' transactions. A failure is logged and tried again.
class Sealer {
public:
    Sealer(storage::Database& database, CryptoProfile profile, Log& log);
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;

    /// Seals what is left, then ends the thread.
    ~Sealer();

private:
    void run(const std::stop_token& stop);
    bool seal_all();

    storage::Database& database_;
    CryptoProfile profile_;
    Log& log_;
    bool failing_ = false;  // Of the thread alone: one line per trouble, not one per try.
    std::jthread thread_;
};

}  // namespace gig::events
