#pragma once

#include <optional>
#include <string>

#include "base/digest.h"
#include "base/vault.h"
#include "storage/database.h"

namespace gig::events {

/// The end of a sealed chain. Kept elsewhere, it proves later that nothing was cut off or rewritten
/// up to it.
struct LogHead {
    std::int64_t sequence = 0;
    Digest hash = {};
};

struct LogFault {
    std::int64_t sequence;  // The first event that isn't as it was sealed.
    std::string what;
};

struct LogReport {
    std::int64_t events = 0;
    std::int64_t sealed = 0;
    std::int64_t unsealed = 0;  // The newest events, which no seal covers yet.
    LogHead head = {};          // Of the part that is proven.
    std::optional<LogFault> first_fault = std::nullopt;
};

/// Computes the chain again and compares: any event or seal that was changed, exchanged or taken
/// away is found, and the first one is named. What was cut off at the end, or rewritten together
/// with all seals after it, is found only where the caller knows an older head.
///
/// Reads page by page, so it may run beside a working server; it proves what was there when it
/// began.
LogReport verify_log(storage::Database& database, CryptoProfile profile,
                     const std::optional<LogHead>& known_head = std::nullopt);

}  // namespace gig::events
