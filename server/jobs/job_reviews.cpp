#include "jobs/job_reviews.h"

#include <array>

namespace gig::jobs {

namespace {

constexpr std::array<std::string_view, 3> verdicts = {"approved", "refused", "asked"};

}  // namespace

std::string_view name_of(ReviewVerdict verdict) {
    return name_in(verdicts, verdict);
}

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::ReviewVerdict> named(std::string_view name) {
    return value_in<jobs::ReviewVerdict>(jobs::verdicts, name);
}

}  // namespace gig
