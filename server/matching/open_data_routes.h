#pragma once

#include "http/router.h"
#include "matching/job_changes.h"
#include "matching/open_data.h"

namespace gig::matching {

/// GET /open/jobs and /open/jobs/changes. Both must outlive the router.
void add_routes(http::Router& router, OpenData& open_data, const JobChanges& changes);

}  // namespace gig::matching
