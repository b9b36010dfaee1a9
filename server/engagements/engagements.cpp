#include "engagements/engagements.h"

#include <algorithm>

namespace gig::engagements {

namespace {

// In the order of each enum.
constexpr std::array<std::string_view, 6> intent_states = {"expressed", "offered", "confirmed",
                                                           "declined",  "expired", "withdrawn"};
constexpr std::array<std::string_view, 7> decline_reasons = {
    "found_other", "hours", "pay", "distance", "health", "family", "other"};

}  // namespace

std::optional<IntentState> state_after(Step step, IntentState from) {
    const auto* const found = std::ranges::find_if(allowed_steps, [&](const AllowedStep& allowed) {
        return allowed.step == step && allowed.from == from;
    });
    if (found == allowed_steps.end()) return std::nullopt;
    return found->to;
}

std::string_view name_of(IntentState state) {
    return name_in(intent_states, state);
}
std::string_view name_of(DeclineReason reason) {
    return name_in(decline_reasons, reason);
}

}  // namespace gig::engagements

namespace gig {

template <>
std::optional<engagements::IntentState> named(std::string_view name) {
    return value_in<engagements::IntentState>(engagements::intent_states, name);
}
template <>
std::optional<engagements::DeclineReason> named(std::string_view name) {
    return value_in<engagements::DeclineReason>(engagements::decline_reasons, name);
}

}  // namespace gig
