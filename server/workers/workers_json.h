#pragma once

#include "base/json.h"
#include "base/result.h"
#include "places/crs.h"
#include "workers/workers.h"

namespace gig::workers {

// What the room takes and answers, as api/workers.yaml fixes it.

json::object profile_json(const Profile& profile, places::Crs crs);

/// A body that the contract has let through. A missing field means its default; home_region_code is
/// derived and not read. worker.time_malformed, worker.birth_date_impossible,
/// worker.week_free_malformed.
Result<ProfileDraft> draft_in(const json::object& body);

}  // namespace gig::workers
