#pragma once

#include <atomic>
#include <chrono>

namespace gig {

/// A moment, always UTC. Stored as milliseconds since 1970.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// The only source of "now". Rules take a Time; whoever calls them asks the Clock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

/// A clock that a test moves by hand. Safe from any thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start) : now_(start.time_since_epoch().count()) {}

    Time now() const override { return Time(std::chrono::milliseconds(now_.load())); }
    void advance(std::chrono::milliseconds step) { now_ += step.count(); }

private:
    std::atomic<std::int64_t> now_;
};

}  // namespace gig
