#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/id.h"
#include "events/event.h"
#include "gigfair/query.h"
#include "storage/database.h"

namespace gig::matching {

/// An opening as the log alone tells it.
struct LoggedOpening {
    OpeningId id;
    gigfair::Opening engine;
};

/// One job as the events up to some position tell it: what the index had of it then.
///
/// All that the engine reads of an opening is in the events: JobOpened has place, occupation,
/// posting time and the shifts, none of which a change may touch; JobChanged has the pay,
/// JobTermsChanged settlement and certificates; IntentConfirmed takes a place. Not in them: which
/// number the city's catalogue gives an occupation today (JobOpened has the one of its day), the
/// published reliability (the same prior for all so far), and what a change before JobTermsChanged
/// existed did to settlement and certificates.
class LoggedJob {
public:
    explicit LoggedJob(JobId id) : id_(id) {}

    /// In order of the log. Events of other jobs change nothing.
    void apply(const events::Event& event);

    /// With all their places; none where the job is not open, or remote.
    std::vector<LoggedOpening> openings() const;

private:
    JobId id_;
    bool is_open_ = false;
    std::optional<events::JobOpened> facts_;
};

/// The openings as of a position of the log among which are all that the query could list, with
/// the places that were left. At most `jobs_max` jobs are read: nothing where more come into
/// question.
///
/// Reads page by page, each in a transaction of its own: what the log says up to a position never
/// changes. One read of the log a job whose place is in the query's box and whose dates fit, and
/// one an opening that may be listed.
std::optional<std::vector<LoggedOpening>> logged_openings(storage::Database& database,
                                                          const gigfair::Query& query,
                                                          std::int64_t position,
                                                          std::int64_t jobs_max);

}  // namespace gig::matching
