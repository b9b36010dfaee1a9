#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "employers/employers_service.h"
#include "jobs/jobs_service.h"
#include "matching/matching.h"
#include "occupations/occupations.h"

namespace gig::matching {

/// Turns a job as it is kept into what the index holds of it.
///
/// Remembers employers, because thousands of jobs share one. One thread at a time.
class CardMaker {
public:
    CardMaker(const jobs::JobsService& jobs, const employers::EmployersService& employers,
              const occupations::Occupations& occupations)
        : jobs_(jobs), employers_(employers), occupations_(occupations) {}

    /// Its openings that start after `now`. Nothing where the job is not open.
    std::vector<IndexedOpening> openings_of(const jobs::JobWithOpenings& job, Time now);

    /// The next card of this employer asks anew.
    void forget(EmployerId employer) { remembered_.erase(employer); }

private:
    std::shared_ptr<const JobCard> card_of(const jobs::JobWithOpenings& job);
    gigfair::Opening engine_opening(const jobs::Job& job, const jobs::Opening& opening) const;
    const EmployerCard& employer_card(EmployerId employer);

    const jobs::JobsService& jobs_;
    const employers::EmployersService& employers_;
    const occupations::Occupations& occupations_;
    std::unordered_map<EmployerId, EmployerCard> remembered_;
};

}  // namespace gig::matching
