#include "base/turn.h"

#include <gtest/gtest.h>

#include <optional>

namespace gig {
namespace {

TEST(TurnTest, ThereAreAsManyAsTheSemaphoreHasAndEachIsGivenBack) {
    std::counting_semaphore<2> turns(2);
    std::optional<Turn<2>> first(std::in_place, turns);
    {
        const Turn second(turns);
        const Turn third(turns);
        EXPECT_TRUE(first->taken());
        EXPECT_TRUE(second.taken());
        EXPECT_FALSE(third.taken());
    }
    const Turn fourth(turns);
    EXPECT_TRUE(fourth.taken());
    EXPECT_FALSE(Turn(turns).taken());  // The third gave back nothing that it didn't have.
    first.reset();
    EXPECT_TRUE(Turn(turns).taken());
}

}  // namespace
}  // namespace gig
