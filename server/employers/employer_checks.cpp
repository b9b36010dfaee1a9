#include "employers/employer_checks.h"

#include <array>

namespace gig::employers {

namespace {

constexpr std::array<std::string_view, 6> waits_for{
    "application", "second_person", "registry_refusal", "renewal_due", "licence_ending", "renewal"};
constexpr std::array<std::string_view, 10> verdicts{"approved",   "refused",
                                                    "asked",      "unanswered",
                                                    "lapsed",     "suspension_asked",
                                                    "suspended",  "reinstatement_asked",
                                                    "reinstated", "reinstatement_refused"};

}  // namespace

std::string_view name_of(WaitsFor reason) {
    return name_in(waits_for, reason);
}

std::string_view name_of(CheckVerdict verdict) {
    return name_in(verdicts, verdict);
}

}  // namespace gig::employers

namespace gig {

template <>
std::optional<employers::WaitsFor> named(std::string_view name) {
    return value_in<employers::WaitsFor>(employers::waits_for, name);
}

template <>
std::optional<employers::CheckVerdict> named(std::string_view name) {
    return value_in<employers::CheckVerdict>(employers::verdicts, name);
}

}  // namespace gig
