#include "jobs/post_rate.h"

#include <gtest/gtest.h>

namespace gig::jobs {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time now{std::chrono::hours(1'000)};
constexpr EmployerId factory(1);
constexpr EmployerId shop(2);

void fill(PostRate& rate, EmployerId employer, Time at) {
    for (std::size_t post = 0; post < posts_per_minute_max; ++post) {
        ASSERT_TRUE(rate.take(employer, at));
    }
}

TEST(PostRate, RefusesTheOneAfterSixHundredAndSaysWhenToComeBack) {
    PostRate rate;
    fill(rate, factory, now);

    const Result<void> over = rate.take(factory, now + milliseconds(20'500));
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, "job.too_many_posts");
    EXPECT_EQ(over.error().kind, ErrorKind::too_many);
    EXPECT_EQ(over.error().retry_after_seconds, 40);
}

TEST(PostRate, TheWindowSlides) {
    PostRate rate;
    ASSERT_TRUE(rate.take(factory, now));
    for (std::size_t post = 1; post < posts_per_minute_max; ++post) {
        ASSERT_TRUE(rate.take(factory, now + seconds(30)));
    }
    EXPECT_FALSE(rate.take(factory, now + minutes(1) - milliseconds(1)));
    EXPECT_TRUE(rate.take(factory, now + minutes(1)));
    EXPECT_FALSE(rate.take(factory, now + minutes(1)));
}

TEST(PostRate, EmployersDoNotShareALimit) {
    PostRate rate;
    fill(rate, factory, now);
    EXPECT_TRUE(rate.take(shop, now));
}

TEST(PostRate, ForgettingTheIdleForgetsNobodyWhoIsBusy) {
    PostRate rate;
    ASSERT_TRUE(rate.take(shop, now));  // The first sweep.
    fill(rate, factory, now + seconds(30));
    ASSERT_TRUE(rate.take(shop, now + minutes(1)));  // The second: factory is still counted.
    EXPECT_FALSE(rate.take(factory, now + minutes(1)));
}

}  // namespace
}  // namespace gig::jobs
