#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/time.h"

namespace gig::jobs {

/// How closely people look at what opened without them, as the rule of the day says.
struct LookTerm {
    Date valid_from;
    std::optional<Date> valid_to;
    std::int32_t sampled_permille;      // Of the jobs that open unseen.
    std::chrono::hours report_due;      // Within which a person looks at a report.
    std::int32_t reporters_to_suspend;  // Signed-in people who say that a job asks for money.
};

/// The dated terms of a city. Read once, then only read.
class LookTerms {
public:
    explicit LookTerms(std::vector<LookTerm> terms);

    /// Reads rules/job_looks.json of a city's folder. Throws std::runtime_error naming the file
    /// where it can't be used.
    static LookTerms load(const std::filesystem::path& city_folder);

    /// The newest one in force; before all of them, the first.
    const LookTerm& on(Date day) const;

private:
    std::vector<LookTerm> terms_;  // Oldest first, never empty.
};

}  // namespace gig::jobs
