#include "accounts/rate_limits.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "base/invariant.h"

namespace gig::accounts {

constexpr storage::Sql nth_mark_sql =
    "SELECT at FROM rate_mark WHERE city = $1 AND kind = $2 AND subject = $3 AND at > $4 "
    "ORDER BY at DESC LIMIT 1 OFFSET $5";

std::chrono::seconds wait_for_rate(storage::Reader& reader, const RateSubject& subject,
                                   std::span<const RateLimit> limits, Time now) {
    std::chrono::seconds wait{0};
    for (const RateLimit& limit : limits) {
        invariant(limit.window <= rate_window_max);
        const std::optional<storage::Row> nth =
            reader.find(nth_mark_sql, {home_city, subject.kind, subject.subject, now - limit.window,
                                       static_cast<std::int64_t>(limit.count - 1)});
        if (!nth) continue;
        wait = std::max(wait,
                        std::chrono::ceil<std::chrono::seconds>(nth->time(0) + limit.window - now));
    }
    return wait;
}

constexpr storage::Sql insert_mark_sql =
    "INSERT INTO rate_mark (city, id, kind, subject, at) VALUES ($1, $2, $3, $4, $5)";

void mark_rate(storage::Transaction& transaction, const RateSubject& subject, Time now, Rng& rng) {
    transaction.execute(insert_mark_sql, {home_city, static_cast<std::int64_t>(rng.next() >> 1),
                                          subject.kind, subject.subject, now});
}

constexpr storage::Sql delete_marks_sql =
    "DELETE FROM rate_mark WHERE city = $1 AND id IN (SELECT id FROM rate_mark WHERE city = $2 "
    "AND at < $3 ORDER BY at LIMIT $4)";

std::int64_t delete_rate_marks_before(storage::Transaction& transaction, Time before,
                                      int rows_max) {
    return transaction.execute(delete_marks_sql, {home_city, home_city, before, rows_max});
}

}  // namespace gig::accounts
