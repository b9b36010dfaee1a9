#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"
#include "base/names.h"

namespace gig::engagements {

enum class IntentState { expressed, offered, confirmed, declined, expired, withdrawn };

/// What can be done to an intent. `expire` is the house's own: nobody answered in time.
enum class Step { offer, confirm, decline, withdraw, expire };

struct AllowedStep {
    Step step;
    IntentState from;
    IntentState to;
};

/// Every step there is. What doesn't stand here is refused.
inline constexpr std::array<AllowedStep, 7> allowed_steps{{
    {Step::offer, IntentState::expressed, IntentState::offered},
    {Step::confirm, IntentState::offered, IntentState::confirmed},
    {Step::decline, IntentState::offered, IntentState::declined},
    {Step::withdraw, IntentState::expressed, IntentState::withdrawn},
    {Step::withdraw, IntentState::offered, IntentState::withdrawn},
    {Step::expire, IntentState::expressed, IntentState::expired},
    {Step::expire, IntentState::offered, IntentState::expired},
}};

/// Where the step leads from that state; nothing where it isn't allowed.
std::optional<IntentState> state_after(Step step, IntentState from);

/// Why a worker says no to an offer.
enum class DeclineReason { found_other, hours, pay, distance, health, family, other };

std::string_view name_of(IntentState state);
std::string_view name_of(DeclineReason reason);

/// How long an offer waits for the worker's answer; never beyond the start of the shift.
inline constexpr std::chrono::hours offer_answer_time{24};

struct Intent {
    IntentId id;
    OpeningId opening;
    JobId job;
    EmployerId employer;
    AccountId worker;
    std::optional<MarketId> market;  // Of the job.
    IntentState state;
    std::optional<DeclineReason> reason;
    Time start;  // Of the opening.
    Time end;
    Time expressed_at;
    Time changed_at;
    Time expires_at;  // From then on a living intent that isn't confirmed is over.
};

}  // namespace gig::engagements

namespace gig {

template <>
std::optional<engagements::IntentState> named(std::string_view name);
template <>
std::optional<engagements::DeclineReason> named(std::string_view name);

}  // namespace gig
