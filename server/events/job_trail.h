#pragma once

#include <cstdint>
#include <vector>

#include "base/geo.h"
#include "events/events.h"

namespace gig::events {

// Where in the log a job is told of: so that its openings can be rebuilt as of any position
// without reading the log from its beginning. The trail says only where to look; what happened is
// always read from the log itself.

/// Keeps where this event stands, in the transaction that records it. Called by record() alone.
void leave_trail(storage::Transaction& transaction, std::int64_t sequence, const Event& event);

/// Jobs at a place within the box that opened at or before `until`, of which the last shift starts
/// after `after` and the first one before `before`. Remote work is never sought.
struct OpenedSought {
    GeoPoint south_west;
    GeoPoint north_east;
    Time after;
    Time before;
    std::int64_t until;
};

/// At most `limit` (up to storage::rows_max), each once, in no order. Looks at every job whose last
/// shift starts after that time, in the index alone.
std::vector<JobId> jobs_opened(storage::Reader& reader, const OpenedSought& sought,
                               std::int64_t limit);

/// What changed whether and how a job is listed: JobOpened, JobTermsChanged, JobChanged,
/// JobSuspended, JobRestored, JobClosed and JobExpired. Oldest first, at most page_events_max.
std::vector<Recorded> read_of_job(storage::Reader& reader, JobId job, Stretch stretch);

/// The confirmations that took one of its places, up to that position.
std::int64_t places_taken(storage::Reader& reader, OpeningId opening, std::int64_t until);

}  // namespace gig::events
