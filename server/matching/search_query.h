#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "http/call.h"
#include "markets/markets.h"
#include "matching/search_service.h"
#include "occupations/occupations.h"
#include "places/places.h"

namespace gig::matching {

/// What GET /openings asks for, with the contract's defaults: the city's centre, 10 km, by
/// distance, from now for 14 days. The contract has checked types and ranges.
///
/// Refusals (malformed): openings.place_incomplete, openings.time_malformed,
/// openings.dates_reversed, openings.hours_reversed, openings.occupation_unknown,
/// openings.market_unknown.
class SearchQuery {
public:
    SearchQuery(const places::Regions& regions, const occupations::Occupations& occupations,
                const markets::MarketDirectory& markets)
        : regions_(regions), occupations_(occupations), markets_(markets) {}

    Result<Search> read(const http::Query& query, Time now) const;

private:
    Result<GeoPoint> home(const http::Query& query) const;
    Result<std::vector<std::uint16_t>> occupations(const http::Query& query) const;
    Result<std::optional<MarketId>> market(const http::Query& query) const;

    const places::Regions& regions_;
    const occupations::Occupations& occupations_;
    const markets::MarketDirectory& markets_;
};

/// The same text for every page of one search: all that filters or sorts, as it was sent.
std::string search_name(const http::Query& query);

}  // namespace gig::matching
