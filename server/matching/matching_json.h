#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "http/call.h"
#include "markets/markets.h"
#include "matching/search_service.h"
#include "occupations/occupations.h"
#include "places/crs.h"

namespace gig::matching {

/// For whom an answer is made, and where it finds the names that a card only refers to.
struct Reading {
    http::Locale locale;
    places::Crs crs;
    const occupations::Occupations& occupations;
    const markets::MarketDirectory& markets;
};

/// One item of GET /openings.
json::object opening_json(const Found& found, const Reading& reading);

// Parts that the open data spells alike.
json::object occupation_json(const std::string& code, const Reading& reading);
json::value market_json(std::optional<MarketId> market, const Reading& reading);
json::object public_place_json(GeoPoint place, const std::optional<std::string>& region_code,
                               const std::string& address_public, const Reading& reading);

}  // namespace gig::matching
