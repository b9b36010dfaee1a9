#pragma once

#include "base/clock.h"
#include "http/router.h"
#include "matching/contests_service.h"
#include "matching/receipts_service.h"
#include "occupations/occupations.h"

namespace gig::matching {

/// What the doors of receipts and contests need of the house. All must outlive the router.
struct ReceiptsDoor {
    const ReceiptsService& receipts;
    ContestsService& contests;
    const occupations::Occupations& occupations;
    const Clock& clock;
};

/// GET /api/v1/receipts/{id}, POST …:replay and …/contests; GET /api/v1/me/contests and
/// /api/v1/contests, POST /api/v1/contests/{id}:answer.
void add_routes(http::Router& router, const ReceiptsDoor& door);

}  // namespace gig::matching
