#include "engagements/engagements.h"

#include <gtest/gtest.h>

#include <string>

namespace gig::engagements {
namespace {

constexpr std::array all_steps = {Step::offer, Step::confirm, Step::decline, Step::withdraw,
                                  Step::expire};

/// The table drawn: a row for each state, and for each step the initial of where it leads.
std::string drawn(IntentState from) {
    std::string row;
    for (const Step step : all_steps) {
        const std::optional<IntentState> to = state_after(step, from);
        row += to ? name_of(*to).substr(0, 3) : "---";
        row += " ";
    }
    return row;
}

TEST(IntentStepsTest, EveryStateAllowsTheseStepsAndNoOther) {
    //                                             offer con decline withdraw expire
    EXPECT_EQ(drawn(IntentState::expressed), "off --- --- wit exp ");
    EXPECT_EQ(drawn(IntentState::offered), "--- con dec wit exp ");
    EXPECT_EQ(drawn(IntentState::confirmed), "--- --- --- --- --- ");
    EXPECT_EQ(drawn(IntentState::declined), "--- --- --- --- --- ");
    EXPECT_EQ(drawn(IntentState::expired), "--- --- --- --- --- ");
    EXPECT_EQ(drawn(IntentState::withdrawn), "--- --- --- --- --- ");
}

TEST(IntentStepsTest, NamesGoBothWays) {
    for (const AllowedStep& step : allowed_steps) {
        EXPECT_EQ(named<IntentState>(name_of(step.to)), step.to);
    }
    EXPECT_EQ(named<DeclineReason>("family"), DeclineReason::family);
    EXPECT_FALSE(named<DeclineReason>("because"));
}

}  // namespace
}  // namespace gig::engagements
