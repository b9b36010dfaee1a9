#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace gig::events {

/// Sleeps, but wakes at once where the thread is asked to stop.
inline void pause_unless_stopped(const std::stop_token& stop, std::chrono::milliseconds pause) {
    std::mutex mutex;
    std::condition_variable_any nobody_else;
    std::unique_lock lock(mutex);
    nobody_else.wait_for(lock, stop, pause, [] { return false; });
}

/// How long to wait before the next try: twice as long each time, up to a limit.
class BackOff {
public:
    BackOff(std::chrono::milliseconds least, std::chrono::milliseconds most)
        : least_(least), most_(most), next_(least) {}

    std::chrono::milliseconds next() {
        const std::chrono::milliseconds pause = next_;
        next_ = std::min(2 * next_, most_);
        return pause;
    }
    void reset() { next_ = least_; }

private:
    std::chrono::milliseconds least_;
    std::chrono::milliseconds most_;
    std::chrono::milliseconds next_;
};

}  // namespace gig::events
