#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "jobs/jobs_service.h"
#include "matching/card_maker.h"
#include "matching/matching.h"
#include "storage/database.h"

namespace gig::matching {

/// Compares a snapshot with what storage would make of it at `now`; the first difference in one
/// line, or nothing. What has started by then counts in neither. Storage must be as of the
/// snapshot's position: nobody may publish or close meanwhile.
class IndexCheck {
public:
    IndexCheck(const jobs::JobsService& jobs, CardMaker cards)
        : jobs_(jobs), cards_(std::move(cards)) {}

    std::optional<std::string> first_difference(const Snapshot& snapshot, storage::Reader& reader,
                                                Time now);

private:
    const jobs::JobsService& jobs_;
    CardMaker cards_;
};

}  // namespace gig::matching
