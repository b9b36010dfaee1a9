#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "storage/sample_act.h"

// Many at once: the writer's queue, the pool of readers, and who wakes whom.

namespace gig::storage {
namespace {

/// Runs the same thing on many threads, from one moment on.
void run_together(int threads, const std::function<void(int)>& work) {
    std::latch start(threads);
    std::vector<std::thread> running;
    running.reserve(static_cast<std::size_t>(threads));
    for (int thread = 0; thread < threads; ++thread) {
        running.emplace_back([&, thread] {
            start.arrive_and_wait();
            work(thread);
        });
    }
    for (std::thread& thread : running) {
        thread.join();
    }
}

/// Keeps the writer busy until it is let go, so that acts pile up behind it.
class Stopper {
public:
    explicit Stopper(Database& database)
        : thread_([this, &database] {
              database.write(Purpose::housekeeping, [this](Transaction&) {
                  stopped_.count_down();
                  go_on_.wait();
                  return true;
              });
          }) {
        stopped_.wait();
    }
    ~Stopper() {
        let_go();
        thread_.join();
    }
    Stopper(const Stopper&) = delete;
    Stopper& operator=(const Stopper&) = delete;

    void let_go() {
        if (!go_on_.try_wait()) go_on_.count_down();
    }

private:
    std::latch stopped_{1};
    std::latch go_on_{1};
    std::thread thread_;
};

TEST(GroupCommitTest, ManyWritersAndReadersAgree) {
    SampleDatabase db;
    constexpr int threads = 32;
    constexpr int rounds = 40;
    std::atomic<int> acknowledged = 0;
    run_together(threads, [&](int thread) {
        for (int round = 0; round < rounds; ++round) {
            const std::int64_t id = thread * rounds + round;
            if (id % 5 == 4) {  // Collides with an id that is taken: this act alone is undone.
                EXPECT_THROW(write_sample(*db, id - 1), ConstraintViolated);
            } else if (id % 7 == 6) {
                const auto refused = [&](Transaction& t) { return !insert_recorded(t, id); };
                db->write(Purpose::act, refused);
                write_sample(*db, id);
                ++acknowledged;
            } else {
                write_sample(*db, id);
                ++acknowledged;
            }
            const Counts counts = counts_of(*db);
            EXPECT_EQ(counts.samples, counts.events);
        }
    });
    EXPECT_EQ(counts_of(*db), (Counts{acknowledged, acknowledged, 0}));
    EXPECT_EQ(db->last_event(), acknowledged);
}

TEST(GroupCommitTest, AnAcknowledgedWriteIsSeenAtOnceByItsWriter) {
    SampleDatabase db;
    run_together(16, [&](int thread) {
        const std::int64_t first = std::int64_t{100} * thread;
        for (std::int64_t id = first; id < first + 25; ++id) {
            write_sample(*db, id);
            const auto found = db->ask([&](Reader& reader) {
                return reader.find("SELECT id FROM sample WHERE id = $1", {id}).has_value();
            });
            EXPECT_TRUE(found);
        }
    });
}

TEST(GroupCommitTest, AFullQueueAnswersBusy) {
    SqliteLimits limits = TemporaryDatabase::limits_for_tests();
    limits.writer.acts_waiting_max = 3;
    SampleDatabase db(limits);
    Stopper stopper(*db);
    std::atomic<int> busy = 0;
    std::atomic<int> written = 0;
    run_together(8, [&](int thread) {
        try {
            write_sample(*db, thread);
            ++written;
        } catch (const Busy&) {
            if (++busy == 5) stopper.let_go();  // Three wait, five were sent away.
        }
    });
    EXPECT_EQ(busy, 5);
    EXPECT_EQ(written, 3);
    EXPECT_EQ(counts_of(*db).samples, 3);
}

TEST(GroupCommitTest, ReadersBeyondThePoolWaitThenAnswerBusy) {
    SqliteLimits limits = TemporaryDatabase::limits_for_tests();
    limits.readers = 1;
    limits.reader_wait_max = std::chrono::milliseconds{20};
    SampleDatabase db(limits);
    db->read([&](Reader&) { std::thread([&] { EXPECT_THROW(counts_of(*db), Busy); }).join(); });
    EXPECT_EQ(counts_of(*db).samples, 0);

    limits.readers_waiting_max = 0;
    SampleDatabase strict(limits);
    strict->read(
        [&](Reader&) { std::thread([&] { EXPECT_THROW(counts_of(*strict), Busy); }).join(); });
}

TEST(GroupCommitTest, WaitersForEventsAreWokenByTheCommit) {
    SampleDatabase db;
    EXPECT_EQ(db->wait_for_event(0, std::chrono::milliseconds{1}), 0);
    std::thread writer([&] {
        write_sample(*db, 1);
        write_sample(*db, 2);
    });
    std::int64_t seen = 0;
    while (seen < 2) {
        const std::int64_t last = db->wait_for_event(seen, std::chrono::seconds{30});
        ASSERT_GT(last, seen);
        seen = last;
        EXPECT_GE(counts_of(*db).events, seen);
    }
    writer.join();
    EXPECT_EQ(db->wait_for_event(1, std::chrono::seconds{30}), 2);
}

TEST(GroupCommitTest, ClosingFinishesTheActsThatWait) {
    SampleDatabase db;
    std::vector<std::thread> writers;
    std::atomic<int> acknowledged = 0;
    {
        Stopper stopper(*db);
        std::latch started(8);
        for (int thread = 0; thread < 8; ++thread) {
            writers.emplace_back([&, thread] {
                started.count_down();
                write_sample(*db, thread);
                ++acknowledged;
            });
        }
        started.wait();
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    db.reopen();
    EXPECT_EQ(acknowledged, 8);
    EXPECT_EQ(counts_of(*db).samples, 8);
}

}  // namespace
}  // namespace gig::storage
