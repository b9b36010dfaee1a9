#pragma once

#include "http/router.h"
#include "rules/rules.h"
#include "wording/post_text.h"

namespace gig::jobs {

/// POST /jobs:read-text. What is handed in must outlive the router.
void add_read_text_routes(http::Router& router, const wording::PostReader& posts,
                          const rules::Rules& rules);

}  // namespace gig::jobs
