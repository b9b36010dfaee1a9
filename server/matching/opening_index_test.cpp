#include "matching/opening_index.h"

#include <gtest/gtest.h>

#include "events/follower.h"
#include "matching/matching_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::hours;

class OpeningIndexTest : public MatchingHouse {};

TEST_F(OpeningIndexTest, APublishedJobIsFoundAndAClosedOneIsGone) {
    const JobId job = published(shift("洗碗"));
    EXPECT_EQ(titles(nearby()), "");
    follow();
    EXPECT_EQ(titles(nearby()), "洗碗 ");
    close(job);
    follow();
    EXPECT_EQ(titles(nearby()), "");
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(OpeningIndexTest, AnExpiredJobIsGone) {
    jobs::JobDraft job = shift("洗碗");
    job.expires_at = clock_.now() + hours(1);
    published(job);
    follow();
    clock_.advance(hours(2));
    EXPECT_EQ(market_jobs_.expire_due(), 1U);
    follow();
    EXPECT_EQ(index_.snapshot()->size, 0U);
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(OpeningIndexTest, AJobThatWaitsForStaffIsNotListed) {
    const Actor pending = employer_member(false);
    ASSERT_TRUE(market_jobs_.publish(pending, shift("洗碗"), {}));
    follow();
    EXPECT_EQ(index_.snapshot()->size, 0U);
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(OpeningIndexTest, StartedOpeningsAreNeverListedAndThenSwept) {
    jobs::JobDraft job = shift("洗碗");
    const Time start = job.shifts[0].start;
    job.shifts.push_back({start + hours(24), start + hours(28), 2});
    job.expires_at = start + hours(24);
    published(job);
    follow();
    clock_.advance(start - clock_.now() - std::chrono::minutes(1));
    EXPECT_EQ(titles(nearby()), "洗碗 洗碗 ");
    clock_.advance(std::chrono::minutes(1));
    EXPECT_EQ(titles(nearby()), "洗碗 ");
    EXPECT_EQ(index_.snapshot()->size, 2U);
    EXPECT_EQ(difference(), std::nullopt);
    EXPECT_EQ(index_.drop_started(clock_.now()), 1U);
    EXPECT_EQ(index_.drop_started(clock_.now()), 0U);
    EXPECT_EQ(index_.snapshot()->size, 1U);
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(OpeningIndexTest, RebuiltItIsTheSameAlsoAfterDaysHavePassed) {
    for (int day = 0; day < 4; ++day) {
        jobs::JobDraft job = shift("第" + std::to_string(day));
        const Time start = job.shifts[0].start;
        for (int more = 1; more <= 3; ++more) {
            job.shifts.push_back({start + hours(24 * more), start + hours(24 * more + 4), 1});
        }
        job.expires_at = job.shifts.back().start;
        published(job);
        follow();
        clock_.advance(hours(24));
    }
    EXPECT_EQ(difference(), std::nullopt);
    const std::int64_t position = index_.snapshot()->position;

    OpeningIndex rebuilt(market_jobs_, employers_, occupations_, clock_);
    rebuilt.rebuild(*database_);
    EXPECT_EQ(rebuilt.snapshot()->position, position);
    index_.drop_started(clock_.now());
    EXPECT_EQ(rebuilt.snapshot()->size, index_.snapshot()->size);
    std::size_t dates = 0;
    rebuilt.snapshot()->each(
        [&](const IndexedOpening& opening) { dates = std::max(dates, opening.card->dates); });
    EXPECT_EQ(dates, 4U) << "past dates count";
}

TEST_F(OpeningIndexTest, ASnapshotIsWhatTheLogSaysUpToItsPosition) {
    published(shift("洗碗"));
    const JobId closed = published(shift("切配"));
    close(closed);
    follow();
    const std::shared_ptr<const Snapshot> snapshot = index_.snapshot();
    EXPECT_EQ(snapshot->position, database_->last_event());
    EXPECT_EQ(snapshot->size, 1U);
    EXPECT_EQ(difference(), std::nullopt);

    // A state that is ahead of the page that woke the follower is taken as a whole.
    published(shift("备菜"));
    const std::int64_t position = database_->last_event();
    database_->read([&](storage::Reader& reader) {
        EXPECT_EQ(events::last_of(reader), position);
        close(published(shift("传菜")));  // After the reader's state.
        index_.catch_up(reader);
        index_.catch_up(reader);
    });
    EXPECT_EQ(index_.snapshot()->position, position);
    EXPECT_EQ(index_.snapshot()->size, 2U);
    follow();
    EXPECT_EQ(index_.snapshot()->position, database_->last_event());
    EXPECT_EQ(index_.snapshot()->size, 2U);
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(OpeningIndexTest, TheCheckSeesEveryKindOfDifference) {
    const JobId job = published(shift("洗碗"));
    EXPECT_TRUE(difference().value().starts_with("not in the index: opening "));
    follow();
    EXPECT_EQ(difference(), std::nullopt);
    close(job);
    EXPECT_TRUE(difference().value().starts_with("in the index alone: opening "));
    follow();

    published(shift("洗碗"));
    follow();
    Snapshot changed = *index_.snapshot();
    Block block;
    changed.each([&](const IndexedOpening& opening) { block.push_back(opening); });
    block.at(0).hourly_fen += 1;
    changed.blocks = {std::make_shared<const Block>(block)};
    const auto difference_of = [&] {
        return database_->ask([&](storage::Reader& reader) {
            IndexCheck check(market_jobs_, CardMaker(market_jobs_, employers_, occupations_));
            return check.first_difference(changed, reader, clock_.now());
        });
    };
    EXPECT_TRUE(difference_of().value().starts_with("differs from storage: opening "));
    block.push_back(block.front());
    changed.blocks = {std::make_shared<const Block>(block)};
    EXPECT_TRUE(difference_of().value().starts_with("twice in the index: opening "));
}

TEST_F(OpeningIndexTest, TheCardShowsNothingThatStrangersMayNotSee) {
    jobs::JobDraft job = shift("洗碗");
    job.address = "月河街道暗号胡同7号";
    job.injury_cover.policy_number = "POLICY-77";
    published(job);
    follow();
    index_.snapshot()->each([&](const IndexedOpening& opening) {
        EXPECT_EQ(opening.card->address_public, "吴兴区月河街道");
        EXPECT_EQ(opening.card->search_text.find("暗号"), std::string::npos);
        EXPECT_EQ(opening.card->search_text.find("policy"), std::string::npos);
    });
    EXPECT_EQ(index_.snapshot()->size, 1U);
}

TEST_F(OpeningIndexTest, AnEmployersCardFollowsItsVerification) {
    published(shift("洗碗"));
    follow();
    // What the registry says anew reaches the card by the event alone.
    database_->write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        const EmployerId employer = employer_of(employer_);
        transaction.execute("UPDATE employer SET state = 'pending' WHERE id = $1", {employer});
        events::record(transaction, clock_.now(), std::nullopt,
                       events::EmployerChecked{employer, "pending", "unavailable"});
        return true;
    });
    follow();
    index_.snapshot()->each(
        [](const IndexedOpening& opening) { EXPECT_FALSE(opening.card->employer.verified); });
    EXPECT_EQ(index_.snapshot()->size, 1U);
}

}  // namespace
}  // namespace gig::matching
