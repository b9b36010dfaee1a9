#pragma once

#include "http/router.h"
#include "workers/workers_service.h"

namespace gig::workers {

/// GET and PUT /api/v1/me/worker. The service must outlive the router.
void add_routes(http::Router& router, WorkersService& workers);

}  // namespace gig::workers
