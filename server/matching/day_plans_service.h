#pragma once

#include <memory>
#include <vector>

#include "base/actor.h"
#include "base/result.h"
#include "base/time.h"
#include "gigfair/plan.h"
#include "matching/candidates.h"
#include "matching/recommendations_service.h"

namespace gig::matching {

struct DayPlans {
    std::shared_ptr<const Snapshot> snapshot;
    gigfair::Place home;  // What distances are measured from.
    OpeningsByNumber openings;
    std::vector<gigfair::Plan> plans;  // Best first, at most gigfair::plans_max.
};

/// The best days of one worker. Safe from any thread.
class DayPlansService {
public:
    explicit DayPlansService(const RecommendationSources& sources) : sources_(sources) {}

    /// Out of the gigfair::candidates_max openings of that date that the published rules rank
    /// highest for the actor. The worker is home between two free intervals. Refusals: those of
    /// authorize().
    Result<DayPlans> plan(const Actor& actor, Date date) const;

private:
    RecommendationSources sources_;
};

}  // namespace gig::matching
