#pragma once

#include "employers/employers_service.h"
#include "http/router.h"
#include "jobs/job_reports_service.h"
#include "jobs/jobs_service.h"
#include "occupations/occupations.h"

namespace gig::jobs {

/// Doors of what the public says of jobs (api/job_reports.yaml).
void add_report_routes(http::Router& router, JobReportsService& reports, JobsService& jobs,
                       const employers::EmployersService& employers,
                       const occupations::Occupations& occupations);

}  // namespace gig::jobs
