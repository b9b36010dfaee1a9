#pragma once

#include "base/clock.h"
#include "http/router.h"
#include "markets/markets.h"
#include "matching/opening_cursor.h"
#include "matching/search_service.h"
#include "occupations/occupations.h"
#include "places/places.h"

namespace gig::matching {

/// What the routes of this room need of the house. All must outlive the router.
struct MatchingDoor {
    const SearchService& search;
    const OpeningCursors& cursors;
    const places::Regions& regions;
    const occupations::Occupations& occupations;
    const markets::MarketDirectory& markets;
    const Clock& clock;
};

/// GET /api/v1/openings.
void add_routes(http::Router& router, const MatchingDoor& door);

}  // namespace gig::matching
