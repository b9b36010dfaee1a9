#pragma once

#include "base/clock.h"
#include "http/router.h"
#include "markets/markets.h"

namespace gig::markets {

/// GET /api/v1/markets and /api/v1/markets/{id}. Both arguments must outlive the router.
void add_routes(http::Router& router, const MarketDirectory& markets, const Clock& clock);

}  // namespace gig::markets
