#include "scheduler/scheduler.h"

#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>

namespace gig::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(SchedulerTest, ATaskIsDueAtOnceAndThenAfterItsInterval) {
    MemoryLog log;
    Scheduler scheduler(log);
    std::string ran;
    scheduler.every(hours{1}, "hourly", [&] { ran += 'h'; });
    scheduler.every(milliseconds{0}, "always", [&] { ran += 'a'; });
    EXPECT_EQ(scheduler.run_due(), 2);
    EXPECT_EQ(scheduler.run_due(), 1);
    EXPECT_EQ(ran, "haa");
}

TEST(SchedulerTest, ATaskThatThrowsIsLoggedAndStopsNobody) {
    MemoryLog log;
    Scheduler scheduler(log);
    int ran = 0;
    scheduler.every(milliseconds{0}, "bad", [] { throw std::runtime_error("no disk"); });
    scheduler.every(milliseconds{0}, "worse", [] { throw 7; });
    scheduler.every(milliseconds{0}, "good", [&] { ++ran; });
    scheduler.run_due();
    scheduler.run_due();
    EXPECT_EQ(ran, 2);
    EXPECT_NE(log.text().find(R"("event":"scheduler.task_failed","task":"bad","why":"no disk")"),
              std::string::npos);
    EXPECT_NE(log.text().find(R"("task":"worse")"), std::string::npos);
    EXPECT_EQ(std::ranges::count(log.text(), '\n'), 4);
}

TEST(SchedulerTest, TheThreadRunsTasksAgainAndAgain) {
    MemoryLog log;
    Scheduler scheduler(log);
    std::latch three(3);
    int ran = 0;
    scheduler.every(milliseconds{1}, "often", [&] {
        if (++ran <= 3) three.count_down();
    });
    scheduler.start();
    three.wait();
    scheduler.stop();
    const int ran_before = ran;
    EXPECT_GE(ran_before, 3);
    EXPECT_EQ(scheduler.run_due(), 0);
}

TEST(SchedulerTest, StopWaitsForTheTaskInHand) {
    MemoryLog log;
    Scheduler scheduler(log);
    std::latch begun(1);
    std::latch go_on(1);
    bool finished = false;
    scheduler.every(hours{1}, "slow", [&] {
        begun.count_down();
        go_on.wait();
        finished = true;
    });
    scheduler.start();
    begun.wait();
    std::thread elsewhere([&] { go_on.count_down(); });
    scheduler.stop();
    EXPECT_TRUE(finished);
    elsewhere.join();
}

TEST(SchedulerTest, StopDoesNotWaitForAnInterval) {
    MemoryLog log;
    const auto start = std::chrono::steady_clock::now();
    {
        Scheduler scheduler(log);
        scheduler.every(hours{1}, "hourly", [] {});
        scheduler.start();
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{10});
    Scheduler idle(log);
    idle.start();
}

}  // namespace
}  // namespace gig::scheduler
