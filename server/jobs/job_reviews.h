#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "jobs/jobs.h"

namespace gig::jobs {

enum class ReviewVerdict { approved, refused, asked };

std::string_view name_of(ReviewVerdict verdict);

/// What a person says of a job that waits. The remark is shown to the employer.
struct Review {
    ReviewVerdict verdict;
    std::string remark;
};

struct KeptReview {
    Review review;
    Time at;
};

struct WaitingJob {
    JobWithOpenings job;
    std::string findings;             // JSON text, as its author was told them.
    std::vector<KeptReview> reviews;  // Oldest first.
};

/// The longest list of reviews that one job can have: who can't decide after that, refuses.
inline constexpr std::size_t reviews_per_job_max = 20;

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::ReviewVerdict> named(std::string_view name);

}  // namespace gig
