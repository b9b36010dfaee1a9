#include "events/follower.h"

#include "events/pause.h"

namespace gig::events {

namespace {

constexpr std::chrono::milliseconds wait_for_events{100};  // How soon a stop is noticed.

}  // namespace

Follower::Follower(storage::Database& database, Log& log, std::string name, std::int64_t position,
                   Take take)
    : database_(database),
      log_(log),
      name_(std::move(name)),
      take_(std::move(take)),
      position_(position),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Follower::~Follower() {
    stop();
}

void Follower::stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

bool Follower::wait_until(std::int64_t sequence, std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    return advanced_.wait_for(lock, timeout, [&] { return position() >= sequence; });
}

void Follower::run(const std::stop_token& stop) {
    BackOff back_off(follow_retry_min, follow_retry_max);
    while (!stop.stop_requested()) {
        if (database_.wait_for_event(position(), wait_for_events) <= position()) continue;
        if (take_page()) {
            back_off.reset();
        } else {
            pause_unless_stopped(stop, back_off.next());
        }
    }
}

bool Follower::take_page() {
    try {
        const std::vector<Recorded> page =
            database_.ask([&](storage::Reader& reader) { return read_after(reader, position()); });
        if (page.empty()) return true;
        take_(page);
        {
            const std::scoped_lock lock(mutex_);
            position_ = page.back().sequence;
        }
        advanced_.notify_all();
        return true;
    } catch (const std::exception& failure) {
        log_.write(LogLevel::error, "follower.failed",
                   {{"follower", std::string_view(name_)},
                    {"after", position()},
                    {"why", failure.what()}});
        return false;
    }
}

}  // namespace gig::events
