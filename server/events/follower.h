#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/log.h"
#include "events/events.h"

namespace gig::events {

inline constexpr std::chrono::milliseconds follow_retry_min{10};
inline constexpr std::chrono::milliseconds follow_retry_max{1'000};

/// Reads the log from one position on and hands every event on, in order, soon after its commit.
/// This is how a room reacts to what other rooms do without being called by them.
///
/// Where the room can't take a page, or the log can't be read, the same page comes again after a
/// pause: nothing is ever skipped. So a room must take a page as a whole or bear seeing it twice.
class Follower {
public:
    using Take = std::function<void(const std::vector<Recorded>&)>;

    /// Starts to follow after `position`. `take` is called on the follower's own thread.
    Follower(storage::Database& database, Log& log, std::string name, std::int64_t position,
             Take take);
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// Stops.
    ~Follower();

    /// Returns when the page in hand is done, or given up, and no further one will come.
    void stop();

    /// The newest event that was taken.
    std::int64_t position() const { return position_.load(); }

    /// Waits until the event was taken, or the time is over. Returns whether it was.
    bool wait_until(std::int64_t sequence, std::chrono::milliseconds timeout);

private:
    void run(const std::stop_token& stop);
    bool take_page();

    storage::Database& database_;
    Log& log_;
    std::string name_;
    Take take_;
    std::atomic<std::int64_t> position_;
    std::mutex mutex_;
    std::condition_variable advanced_;
    std::jthread thread_;
};

}  // namespace gig::events
