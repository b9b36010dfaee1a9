#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "jobs/jobs.h"

namespace gig::jobs {

/// suspended and restored speak of a job that was open already. remarked says something to its
/// employer and changes nothing.
enum class ReviewVerdict { approved, refused, asked, suspended, restored, remarked };

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

/// waiting: nobody sees it until somebody approves. sampled: open, and drawn to be looked at.
enum class LookReason { waiting, sampled };

std::string_view name_of(LookReason reason);

struct WaitingJob {
    JobWithOpenings job;
    LookReason why;
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
