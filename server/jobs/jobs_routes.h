#pragma once

#include "employers/employers_service.h"
#include "http/router.h"
#include "jobs/jobs_service.h"
#include "occupations/occupations.h"

namespace gig::jobs {

/// All paths of the room. The services must outlive the router.
void add_routes(http::Router& router, JobsService& jobs,
                const employers::EmployersService& employers,
                const occupations::Occupations& occupations, const rules::Rules& rules);

}  // namespace gig::jobs
