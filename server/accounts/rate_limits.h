#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "base/rng.h"
#include "storage/database.h"

namespace gig::accounts {

/// At most so many in any stretch of time of that length.
struct RateLimit {
    std::size_t count;
    std::chrono::seconds window;
};

/// What is counted: a kind of thing, and whose. The subject is a keyed digest.
struct RateSubject {
    std::string_view kind;
    std::string subject;
};

inline constexpr std::chrono::hours rate_window_max{24};  // Older marks are swept away.

/// How long until one more is within all limits; zero where it is now. Counts are kept in
/// storage, so that starting the house again gives nobody fresh ones.
std::chrono::seconds wait_for_rate(storage::Reader& reader, const RateSubject& subject,
                                   std::span<const RateLimit> limits, Time now);

void mark_rate(storage::Transaction& transaction, const RateSubject& subject, Time now, Rng& rng);

std::int64_t delete_rate_marks_before(storage::Transaction& transaction, Time before, int rows_max);

}  // namespace gig::accounts
