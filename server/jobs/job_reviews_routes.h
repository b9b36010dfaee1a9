#pragma once

#include "employers/employers_service.h"
#include "http/router.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_service.h"
#include "occupations/occupations.h"

namespace gig::jobs {

/// The desk of the market's staff: what waits, and their word. The services must outlive the
/// router.
void add_review_routes(http::Router& router, JobReviewsService& reviews, JobsService& jobs,
                       const employers::EmployersService& employers,
                       const occupations::Occupations& occupations);

}  // namespace gig::jobs
