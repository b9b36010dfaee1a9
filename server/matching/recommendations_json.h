#pragma once

#include "base/json.h"
#include "gigfair/score.h"
#include "matching/day_plans_service.h"
#include "matching/matching_json.h"
#include "matching/ranking_rules.h"
#include "matching/recommendations_service.h"

namespace gig::matching {

/// The seven products, or weights, by the names of their terms.
json::object terms_json(const gigfair::Terms& terms);

json::object recommendations_json(const Recommendations& answer, const Reading& reading);

/// rank, code and terms are left out where there is none.
json::object why_not_json(const WhyNotListed& answer);

json::object day_plans_json(const DayPlans& days, const Reading& reading);

/// What everybody is told of how openings are ranked: the rules in force that day, and all before.
json::object algorithm_json(const RankingRules& rules, Date day, http::Locale locale);

}  // namespace gig::matching
