#pragma once

#include "http/router.h"
#include "markets/markets.h"
#include "oversight/figure_definitions.h"
#include "oversight/figures_service.h"
#include "oversight/open_figures.h"
#include "places/places.h"

namespace gig::oversight {

/// What the routes of this room need of the house. All must outlive the router.
struct FiguresDoor {
    const FiguresService& figures;
    const Definitions& definitions;
    OpenFigures& open_figures;
    const places::Regions& regions;
    const markets::MarketDirectory& markets;
};

/// GET /api/v1/figures, /figures/{metric}/definition, /figures/{metric}/rows, /open/figures.
void add_routes(http::Router& router, const FiguresDoor& door);

}  // namespace gig::oversight
