#pragma once

#include <vector>

#include "base/clock.h"
#include "employers/employers_service.h"
#include "jobs/jobs_store.h"
#include "storage/database.h"

namespace gig::jobs {

inline constexpr std::size_t close_batch_max = 500;
inline constexpr std::size_t employers_page = 500;  // Looked at together.

/// Closes what stands open for employers that may not post any more. Safe from any thread.
class JobClosings {
public:
    JobClosings(storage::Database& database, const Clock& clock,
                const employers::EmployersService& employers);

    /// Closes the living jobs of employers whose licence or verification ended, or that were
    /// suspended or refused. Looks at the employers themselves and not at what happened to them,
    /// so that nothing is missed however long the house slept. Called by the scheduler. Returns how
    /// many; at most close_batch_max a call.
    std::size_t close_barred();

private:
    std::vector<JobId> barred(storage::Reader& reader, Date today) const;
    std::vector<JobId> barred_of(storage::Reader& reader, EmployerId employer, Date today) const;
    bool close_if_barred(storage::Transaction& transaction, JobId job, Time now) const;

    storage::Database& database_;
    const Clock& clock_;
    const employers::EmployersService& employers_;
    JobsStore store_;
};

}  // namespace gig::jobs
