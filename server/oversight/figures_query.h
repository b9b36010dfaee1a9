#pragma once

#include "base/result.h"
#include "http/call.h"
#include "markets/markets.h"
#include "oversight/figure_definitions.h"
#include "oversight/figures.h"
#include "places/places.h"

namespace gig::oversight {

/// Turns the query of GET /figures and of its rows into types that can't hold nonsense.
class FiguresQuery {
public:
    FiguresQuery(const places::Regions& regions, const markets::MarketDirectory& markets,
                 const CountyLookup& counties)
        : regions_(regions), markets_(markets), counties_(counties) {}

    /// figures.date_malformed, figures.dates_reversed, figures.market_unknown,
    /// figures.region_unknown; the city's own code is no filter.
    Result<Slice> read(const http::Query& query) const;

private:
    Result<std::optional<Date>> date_in(const http::Query& query, std::string_view name) const;
    Result<std::optional<County>> county_in(const http::Query& query) const;

    const places::Regions& regions_;
    const markets::MarketDirectory& markets_;
    const CountyLookup& counties_;
};

/// figures.not_counted_yet for a metric that people ask for and that no event tells (never a zero),
/// figures.metric_unknown for any other name.
Result<Metric> metric_in(std::string_view name, const Definitions& definitions);

}  // namespace gig::oversight
