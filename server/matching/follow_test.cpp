#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "events/follower.h"
#include "matching/matching_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// The index behind a real follower on its own thread.
class FollowTest : public MatchingHouse {
protected:
    FollowTest() {
        index_.rebuild(*database_);
        follower_.emplace(
            *database_, log_, "matching", index_.snapshot()->position,
            [this](const std::vector<events::Recorded>&) {
                database_->read([&](storage::Reader& reader) { index_.catch_up(reader); });
            });
    }
    ~FollowTest() override { follower_.reset(); }

    bool is_listed(JobId job) const {
        const FoundPage page = search_.find(nearby(), std::nullopt, found_max);
        return std::ranges::any_of(
            page.items, [&](const Found& found) { return found.opening->card->job == job; });
    }

    /// How long until the job is listed, or no longer is; a minute where it never comes.
    milliseconds until_listed(JobId job, bool listed) const {
        constexpr std::chrono::minutes never{1};
        const auto start = steady_clock::now();
        while (steady_clock::now() - start < never) {
            if (is_listed(job) == listed) break;
            std::this_thread::yield();
        }
        return duration_cast<milliseconds>(steady_clock::now() - start);
    }

    MemoryLog log_;
    std::optional<events::Follower> follower_;
};

/// The promise is 100 ms; the bound here allows for a sanitizer on a busy machine.
TEST_F(FollowTest, APostIsFindableAndGoneSoonAfterItsAnswer) {
    milliseconds slowest_found{0};
    milliseconds slowest_gone{0};
    for (int round = 0; round < 10; ++round) {
        const JobId job = published(shift("洗碗"));
        slowest_found = std::max(slowest_found, until_listed(job, true));
        close(job);
        slowest_gone = std::max(slowest_gone, until_listed(job, false));
    }
    std::printf("findable after %lld ms, gone after %lld ms at the slowest of 10\n",
                static_cast<long long>(slowest_found.count()),
                static_cast<long long>(slowest_gone.count()));
    EXPECT_LT(slowest_found, milliseconds(1'000));
    EXPECT_LT(slowest_gone, milliseconds(1'000));
}

TEST_F(FollowTest, ReadersSeeWholeJobsWhileTheFollowerWrites) {
    std::atomic<bool> is_done = false;
    std::atomic<int> searches = 0;
    std::atomic<int> torn = 0;
    std::vector<std::thread> readers;
    readers.reserve(3);
    for (int reader = 0; reader < 3; ++reader) {
        readers.emplace_back([&] {
            while (!is_done) {
                // Each job has two openings in one event: a reader never sees one of them alone.
                const FoundPage page = search_.find(nearby(), std::nullopt, found_max);
                std::map<JobId, int> openings;
                for (const Found& found : page.items)
                    ++openings[found.opening->card->job];
                for (const auto& [job, count] : openings)
                    torn += count == 2 ? 0 : 1;
                ++searches;
            }
        });
    }
    std::thread sweeper([&] {
        while (!is_done) {
            index_.drop_started(clock_.now());
            std::this_thread::yield();
        }
    });
    std::vector<JobId> alive;
    for (int round = 0; round < 40; ++round) {
        alive.push_back(published(draft("洗碗" + std::to_string(round))));
        if (round % 3 == 2) {
            close(alive.front());
            alive.erase(alive.begin());
        }
    }
    EXPECT_TRUE(follower_->wait_until(database_->last_event(), milliseconds(60'000)));
    is_done = true;
    for (std::thread& reader : readers)
        reader.join();
    sweeper.join();

    EXPECT_EQ(torn, 0);
    EXPECT_GT(searches, 0);
    EXPECT_EQ(index_.snapshot()->size, 2 * alive.size());
    EXPECT_EQ(difference(), std::nullopt);
}

}  // namespace
}  // namespace gig::matching
