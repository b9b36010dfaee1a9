#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gig::http {

struct WorkerLimits {
    std::size_t workers_max = 32;  // Most wait for the store's group commit, not for a core.
    std::size_t queued_max = 256;
    std::size_t urgent_queued_max = 32;  // Beyond queued_max, for health checks.
    std::chrono::milliseconds queue_wait_max{
        1'000};  // Older work is given up: nobody waits for it.
};

enum class Urgency { usual, urgent };

/// Threads that run handlers. Bounded: what doesn't fit is refused at once, so that a flood costs
/// a quick refusal each and not a slow answer for all.
class WorkerPool {
public:
    enum class Outcome { run, give_up };

    /// Called once on a worker: to do the work, or to say that it waited for too long.
    using Work = std::function<void(Outcome)>;

    explicit WorkerPool(const WorkerLimits& limits);
    ~WorkerPool();  // Finishes what is queued.

    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False where the queue is full; the work was not taken.
    [[nodiscard]] bool offer(Urgency urgency, Work work);

    std::size_t queued() const;

private:
    struct Queued {
        Work work;
        std::chrono::steady_clock::time_point since;
    };

    void serve();

    WorkerLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Queued> queue_;
    bool is_stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace gig::http
