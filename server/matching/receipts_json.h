#pragma once

#include "base/json.h"
#include "matching/contests.h"
#include "matching/receipts.h"
#include "occupations/occupations.h"

namespace gig::matching {

/// A receipt for whom it is about: what was asked, and what came of it.
json::object receipt_json(const Receipt& receipt, const occupations::Occupations& occupations);

json::object replayed_json(const Replayed& replayed);

/// A contest for whoever raised it.
json::object contest_json(const Contest& contest);

/// A contest for whoever answers: nobody is named.
json::object queued_contest_json(const QueuedContest& queued, Time now);

}  // namespace gig::matching
