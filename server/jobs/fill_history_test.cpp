#include "jobs/fill_history.h"

#include <gtest/gtest.h>

#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;

constexpr std::int64_t wuxing = 330502;

/// A house with dishwashing jobs whose shifts are over.
class FillHistoryTest : public JobsHouse {
protected:
    void SetUp() override { employer_ = employer_member(); }

    /// Two openings of two places each, the first `taken` of them somebody's in every opening.
    JobId past_job(int taken, std::int64_t hourly_fen = 2'500) {
        JobDraft posted = draft("洗碗工 " + std::to_string(++jobs_made_));
        posted.pay.amount = Money{hourly_fen};
        const JobId job = published(employer_, posted);
        database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
            transaction.execute("UPDATE opening SET places_left = places - $1 WHERE job = $2",
                                {taken, job});
            return true;
        });
        return job;
    }

    void past_jobs(int count, int taken, std::int64_t hourly_fen = 2'500) {
        for (int job = 0; job < count; ++job)
            past_job(taken, hourly_fen);
    }

    std::optional<ExpectedFill> expected(std::int32_t hourly_fen = 2'500,
                                         std::string occupation = "dishwasher",
                                         std::string county = std::to_string(wuxing)) {
        clock_.advance(hours(72));
        database_->read([&](storage::Reader& reader) { history_.refresh(reader, clock_.now()); });
        return history_.expect({std::move(occupation), std::move(county), hourly_fen});
    }

    Actor employer_;
    FillHistory history_;
    int jobs_made_ = 0;
};

TEST_F(FillHistoryTest, SaysNothingFromTooLittle) {
    past_jobs(9, 1);
    EXPECT_FALSE(expected());
}

TEST_F(FillHistoryTest, SaysTheShareThatWasTakenWithItsInterval) {
    past_jobs(10, 1);
    const std::optional<ExpectedFill> fill = expected();
    ASSERT_TRUE(fill);
    EXPECT_EQ(fill->likeness, FillLikeness::same_county_and_pay);
    EXPECT_EQ(fill->openings, 20);
    EXPECT_EQ(fill->share_permille, 500);
    // Wilson by hand: 0.5 ± 1.96 · sqrt(0.25/20 + 3.8416/1600) / (1 + 3.8416/20).
    EXPECT_EQ(fill->low_permille, 299);
    EXPECT_EQ(fill->high_permille, 701);
}

TEST_F(FillHistoryTest, WidensToWhatIsLessAlike) {
    past_jobs(10, 2);
    EXPECT_EQ(expected(2'500, "dishwasher", "330521")->likeness, FillLikeness::same_pay);
    EXPECT_EQ(history_.expect({"dishwasher", std::to_string(wuxing), 4'000})->likeness,
              FillLikeness::same_occupation);
    EXPECT_FALSE(history_.expect({"courier", std::to_string(wuxing), 2'500}));
}

TEST_F(FillHistoryTest, BetterPayFillsBetterWhereItDid) {
    past_jobs(10, 0, 2'400);
    past_jobs(10, 2, 3'600);
    EXPECT_EQ(expected(2'400)->share_permille, 0);
    EXPECT_EQ(history_.expect({"dishwasher", std::to_string(wuxing), 3'600})->share_permille,
              1'000);
}

TEST_F(FillHistoryTest, WhatWasWithdrawnBeforeItBeganIsNotCounted) {
    past_jobs(10, 2);
    for (int job = 0; job < 10; ++job)
        ASSERT_TRUE(jobs_.close(employer_, past_job(0), "", {}));
    EXPECT_EQ(expected()->share_permille, 1'000);
}

TEST_F(FillHistoryTest, ForgetsAfterNinetyDays) {
    past_jobs(10, 2);
    ASSERT_TRUE(expected());
    clock_.advance(fill_history_length);
    EXPECT_FALSE(expected());
}

TEST_F(FillHistoryTest, ALookAtADraftSaysIt) {
    past_jobs(10, 1);
    clock_.advance(hours(72));
    EXPECT_FALSE(jobs_.look_over(visitor(), draft())->expected_fill);  // Not counted yet.
    jobs_.refresh_fill_history();
    const Result<Checked> checked = jobs_.look_over(visitor(), draft());
    ASSERT_TRUE(checked->expected_fill);
    EXPECT_EQ(checked->expected_fill->share_permille, 500);
    EXPECT_EQ(checked->cost.wage_fen, 4 * 10'000);  // Two evenings of 4 h for two each.
}

}  // namespace
}  // namespace gig::jobs
