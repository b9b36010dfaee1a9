#pragma once

#include "http/router.h"
#include "occupations/occupations.h"

namespace gig::occupations {

/// GET /api/v1/occupations and /api/v1/skills. The catalogue must outlive the router.
void add_routes(http::Router& router, const Occupations& occupations);

}  // namespace gig::occupations
