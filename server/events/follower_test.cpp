#include "events/follower.h"

#include <gtest/gtest.h>

#include "storage/faulty_database.h"
#include "storage/temporary_database.h"

namespace gig::events {
namespace {

using std::chrono::seconds;

void expire(storage::Database& database, std::int64_t id) {
    database.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        record(transaction, Time(), std::nullopt, JobExpired{JobId(id)});
        return true;
    });
}

/// What came, in the order in which it came.
class Seen {
public:
    Follower::Take take() {
        return [this](const std::vector<Recorded>& page) {
            for (const Recorded& recorded : page) {
                ids_.with([&](std::vector<std::int64_t>& ids) {
                    ids.push_back(std::get<JobExpired>(recorded.event).job.value());
                });
            }
        };
    }

    std::vector<std::int64_t> ids() {
        return ids_.with([](const std::vector<std::int64_t>& ids) { return ids; });
    }

private:
    Guarded<std::vector<std::int64_t>> ids_;
};

TEST(FollowerTest, EventsComeInOrderFromThePositionOn) {
    storage::TemporaryDatabase db;
    for (std::int64_t id = 1; id <= 3; ++id) {
        expire(*db, id);
    }
    MemoryLog log;
    Seen seen;
    Follower follower(*db, log, "test", 1, seen.take());
    ASSERT_TRUE(follower.wait_until(3, seconds{30}));
    expire(*db, 4);
    ASSERT_TRUE(follower.wait_until(4, seconds{30}));
    EXPECT_EQ(seen.ids(), (std::vector<std::int64_t>{2, 3, 4}));
    EXPECT_EQ(follower.position(), 4);
    EXPECT_FALSE(follower.wait_until(5, std::chrono::milliseconds{1}));
    EXPECT_EQ(log.text(), "");
}

TEST(FollowerTest, AFailureIsLoggedAndNothingIsSkipped) {
    storage::TemporaryDatabase db;
    MemoryLog log;
    Seen seen;
    std::atomic<int> failures = 3;
    Follower follower(*db, log, "index", 0, [&](const std::vector<Recorded>& page) {
        if (failures > 0) {
            --failures;
            throw std::runtime_error("not now");
        }
        seen.take()(page);
    });
    expire(*db, 1);
    expire(*db, 2);
    ASSERT_TRUE(follower.wait_until(2, seconds{30}));
    follower.stop();
    EXPECT_EQ(seen.ids(), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(std::ranges::count(log.text(), '\n'), 3);
    EXPECT_NE(log.text().find(R"("event":"follower.failed","follower":"index","after":0)"),
              std::string::npos);
}

TEST(FollowerTest, ReadsThatFailNowAndThenSkipNothing) {
    storage::TemporaryDatabase db;
    storage::FaultyDatabase faulty(*db);
    faulty.misbehave(8, {.read = 500});
    MemoryLog log;
    Seen seen;
    Follower follower(faulty, log, "test", 0, seen.take());
    std::vector<std::int64_t> expected;
    for (std::int64_t id = 1; id <= 60; ++id) {
        expire(*db, id);
        expected.push_back(id);
    }
    ASSERT_TRUE(follower.wait_until(60, seconds{60}));
    EXPECT_EQ(seen.ids(), expected);
}

TEST(FollowerTest, StopEndsAlsoAFollowerThatKeepsFailing) {
    storage::TemporaryDatabase db;
    expire(*db, 1);
    MemoryLog log;
    const auto start = std::chrono::steady_clock::now();
    Follower follower(*db, log, "test", 0,
                      [](const std::vector<Recorded>&) { throw std::runtime_error("never"); });
    EXPECT_FALSE(follower.wait_until(1, std::chrono::milliseconds{50}));
    follower.stop();
    follower.stop();
    EXPECT_EQ(follower.position(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - start, seconds{20});
}

}  // namespace
}  // namespace gig::events
