#include "jobs/job_reviews.h"

#include <array>

namespace gig::jobs {

namespace {

constexpr std::array<std::string_view, 6> verdicts = {"approved",  "refused",  "asked",
                                                      "suspended", "restored", "remarked"};
constexpr std::array<std::string_view, 2> look_reasons = {"waiting", "sampled"};

}  // namespace

std::string_view name_of(ReviewVerdict verdict) {
    return name_in(verdicts, verdict);
}

std::string_view name_of(LookReason reason) {
    return name_in(look_reasons, reason);
}

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::ReviewVerdict> named(std::string_view name) {
    return value_in<jobs::ReviewVerdict>(jobs::verdicts, name);
}

}  // namespace gig
