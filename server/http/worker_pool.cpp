#include "http/worker_pool.h"

namespace gig::http {

WorkerPool::WorkerPool(const WorkerLimits& limits) : limits_(limits) {
    threads_.reserve(limits.workers_max);
    for (std::size_t index = 0; index < limits.workers_max; ++index) {
        threads_.emplace_back([this] { serve(); });
    }
}

WorkerPool::~WorkerPool() {
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

bool WorkerPool::offer(Urgency urgency, Work work) {
    {
        const std::scoped_lock lock(mutex_);
        const std::size_t limit = urgency == Urgency::urgent
                                      ? limits_.queued_max + limits_.urgent_queued_max
                                      : limits_.queued_max;
        if (queue_.size() >= limit) return false;
        Queued queued{std::move(work), std::chrono::steady_clock::now()};
        if (urgency == Urgency::urgent) {
            queue_.push_front(std::move(queued));
        } else {
            queue_.push_back(std::move(queued));
        }
    }
    wake_.notify_one();
    return true;
}

std::size_t WorkerPool::queued() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
}

void WorkerPool::serve() {
    while (true) {
        Queued next;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return is_stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            next = std::move(queue_.front());
            queue_.pop_front();
        }
        const bool is_stale =
            std::chrono::steady_clock::now() - next.since > limits_.queue_wait_max;
        next.work(is_stale ? Outcome::give_up : Outcome::run);
    }
}

}  // namespace gig::http
