#pragma once

#include "base/clock.h"
#include "http/router.h"
#include "markets/markets.h"
#include "matching/day_plans_service.h"
#include "matching/recommendations_service.h"
#include "occupations/occupations.h"

namespace gig::matching {

/// What the doors of personal search need of the house. All must outlive the router.
struct RecommendationsDoor {
    RecommendationsService& recommendations;
    const DayPlansService& day_plans;
    const RankingRules& rules;
    const occupations::Occupations& occupations;
    const markets::MarketDirectory& markets;
    const Clock& clock;
};

/// GET /api/v1/me/recommendations, /api/v1/me/why-not, /api/v1/me/day-plan and
/// /api/v1/algorithm.
void add_routes(http::Router& router, const RecommendationsDoor& door);

}  // namespace gig::matching
