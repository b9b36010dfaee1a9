#include "matching/open_data.h"

namespace gig::matching {

namespace {

constexpr int retry_after_seconds = 10;

std::size_t number_of(http::Locale locale) {
    return locale == http::Locale::en ? 1 : 0;
}

}  // namespace

Result<OpenData::Snapshot> OpenData::snapshot(http::Locale locale) {
    std::unique_lock lock(mutex_);
    while (true) {
        if (std::optional<Result<Snapshot>> known = fresh(locale)) return *std::move(known);
        if (!is_making_) break;
        if (!wait_for_turn(lock)) {
            return Error{ErrorKind::busy, "http.busy", {}, {}, retry_after_seconds};
        }
    }
    is_making_ = true;
    lock.unlock();

    std::optional<Result<Snapshot>> made;
    std::exception_ptr failure;
    try {
        made = make(locale);
    } catch (...) {
        failure = std::current_exception();
    }

    lock.lock();
    is_making_ = false;
    if (made) kept_.at(number_of(locale)) = Kept{*made, clock_.now()};
    made_.notify_all();
    if (failure) std::rethrow_exception(failure);
    return *std::move(made);
}

std::optional<Result<OpenData::Snapshot>> OpenData::fresh(http::Locale locale) const {
    const std::optional<Kept>& kept = kept_.at(number_of(locale));
    if (!kept || !is_fresh(*kept)) return std::nullopt;
    return kept->snapshot;
}

/// Both ways, so that a clock put back doesn't keep a snapshot for hours.
bool OpenData::is_fresh(const Kept& kept) const {
    return std::chrono::abs(clock_.now() - kept.made_at) < limits_.age_max;
}

/// False where too many wait already, or the one in the making takes too long.
bool OpenData::wait_for_turn(std::unique_lock<std::mutex>& lock) {
    if (waiting_ >= limits_.takers_waiting_max) return false;
    ++waiting_;
    const bool is_over = made_.wait_for(lock, limits_.wait_max, [&] { return !is_making_; });
    --waiting_;
    return is_over;
}

void OpenData::drop_old() {
    const std::scoped_lock lock(mutex_);
    for (std::optional<Kept>& kept : kept_) {
        if (kept && !is_fresh(*kept)) kept.reset();
    }
}

Result<OpenData::Snapshot> OpenData::make(http::Locale locale) const {
    // Asked before the state is read: a change between the two is told once more.
    const std::int64_t position = sources_.database.last_event();
    OpenJobs open_jobs(sources_, locale);
    std::string lines;
    bool is_too_large = false;
    sources_.database.read([&](storage::Reader& reader) {
        sources_.jobs.each_open(reader, [&](const jobs::JobWithOpenings& found) {
            if (is_too_large) return;
            lines += json::serialize(open_jobs.json_of(found));
            lines += '\n';
            is_too_large = lines.size() > limits_.bytes_max;
        });
    });
    if (is_too_large) {
        return Error{ErrorKind::busy, "open_data.too_large", {}, {}, retry_after_seconds};
    }
    return Snapshot{std::make_shared<const std::string>(std::move(lines)), position};
}

}  // namespace gig::matching
