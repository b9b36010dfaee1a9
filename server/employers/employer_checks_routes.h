#pragma once

#include "employers/employer_checks_service.h"
#include "http/router.h"

namespace gig::employers {

/// The desk of the market's staff: which employers wait, and their word; and what was said of an
/// employer. The service must outlive the router.
void add_check_routes(http::Router& router, EmployerChecksService& checks);

}  // namespace gig::employers
