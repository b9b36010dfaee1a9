#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/log.h"

namespace gig::scheduler {

/// Runs what has to be done again and again, one task after the other on one thread. Only the
/// mechanism: what a task does lives in its room.
///
/// A task that throws is logged and comes again at its time; it doesn't stop the others. Intervals
/// are of the steady clock, so nobody who sets the machine's clock can stop a task.
class Scheduler {
public:
    explicit Scheduler(Log& log) : log_(log) {}
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// Stops.
    ~Scheduler() { stop(); }

    /// Before start(). The task is due at once, and then an interval after each of its ends.
    void every(std::chrono::milliseconds interval, std::string name, std::function<void()> task);

    /// Runs what is due from now on. Once.
    void start();

    /// Returns when the task in hand is done and no other will begin.
    void stop();

    /// Runs what is due, on the caller's thread: for tests, without start(). Returns how many ran.
    int run_due();

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    struct Task {
        std::string name;
        std::chrono::milliseconds interval;
        std::function<void()> run;
        SteadyTime due = {};
    };

    void run_until_stopped();
    void run(Task& task);
    bool stopping();

    Log& log_;
    std::vector<Task> tasks_;  // Fixed before the thread starts, then the thread's.
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace gig::scheduler
