#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace gig::storage {

/// How far the log has come, and who waits for more. Safe from any thread.
class CommittedEvents {
public:
    void advance(std::int64_t sequence) {
        {
            const std::scoped_lock lock(mutex_);
            last_ = std::max(last_, sequence);
        }
        changed_.notify_all();
    }

    std::int64_t last() const {
        const std::scoped_lock lock(mutex_);
        return last_;
    }

    std::int64_t wait(std::int64_t after, std::chrono::milliseconds timeout) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, timeout, [&] { return last_ > after; });
        return last_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::int64_t last_ = 0;
};

}  // namespace gig::storage
