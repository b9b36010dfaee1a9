#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/dated_terms.h"

namespace gig::jobs {

/// How closely people look at what opened without them, as the rule of the day says.
struct LookTerm {
    Date valid_from;
    std::optional<Date> valid_to;
    std::int32_t sampled_permille;      // Of the jobs that open unseen.
    std::chrono::hours report_due;      // Within which a person looks at a report.
    std::int32_t reporters_to_suspend;  // Signed-in people who say that a job asks for money.
};

using LookTerms = DatedTerms<LookTerm>;

/// rules/job_looks.json of a city's folder.
LookTerms load_look_terms(const std::filesystem::path& city_folder);

}  // namespace gig::jobs
