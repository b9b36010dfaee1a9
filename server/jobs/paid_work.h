#pragma once

#include "jobs/jobs.h"
#include "rules/labour_cost.h"

namespace gig::jobs {

/// What a post pays, by worker and calendar month. A series is done by the same people throughout;
/// else each shift may be taken by others, who work that shift and no more.
rules::PaidWork paid_work(const JobWithOpenings& posted);

}  // namespace gig::jobs
