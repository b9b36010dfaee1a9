#pragma once

#include "http/router.h"
#include "rules/rules.h"

namespace gig::jobs {

/// GET /rules/warnings: the tables that staff should verify. The rules must outlive the router.
void add_rule_warnings_routes(http::Router& router, const rules::Rules& rules);

}  // namespace gig::jobs
