#include "jobs/job_reports.h"

#include <array>

namespace gig::jobs {

namespace {

constexpr std::array<std::string_view, 7> reasons = {
    "asks_for_money", "unpaid", "not_as_described", "unsafe", "discrimination",
    "off_platform",   "other"};
constexpr std::array<std::string_view, 4> outcomes = {"removed", "corrected", "no_breach",
                                                      "passed_on"};

}  // namespace

std::string_view name_of(ReportReason reason) {
    return name_in(reasons, reason);
}

std::string_view name_of(ReportOutcome outcome) {
    return name_in(outcomes, outcome);
}

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::ReportReason> named(std::string_view name) {
    return value_in<jobs::ReportReason>(jobs::reasons, name);
}
template <>
std::optional<jobs::ReportOutcome> named(std::string_view name) {
    return value_in<jobs::ReportOutcome>(jobs::outcomes, name);
}

}  // namespace gig
