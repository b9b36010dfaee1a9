#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "occupations/occupations.h"
#include "workers/workers.h"

namespace gig::workers {

/// Refuses what no profile can hold, naming the field: worker.radius_out_of_range,
/// worker.speed_out_of_range, worker.away_end_before_start, worker.pay_floor_out_of_range,
/// worker.settlements_empty, worker.occupation_unknown, worker.only_wished_without_wishes,
/// worker.skill_unknown, worker.certificate_unknown, worker.birth_date_impossible;
/// worker.too_many_entries and worker.listed_twice of any list.
Result<void> check_preferences(const Preferences& preferences,
                               const occupations::Occupations& occupations, Time now);

}  // namespace gig::workers
