#pragma once

#include "http/router.h"
#include "places/places.h"

namespace gig::places {

/// GET /api/v1/regions. The regions must outlive the router.
void add_routes(http::Router& router, const Regions& regions);

}  // namespace gig::places
