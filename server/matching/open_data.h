#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "matching/open_job_json.h"

namespace gig::matching {

struct OpenDataLimits {
    std::size_t bytes_max = std::size_t{128} << 20U;  // Of one snapshot.
    std::chrono::milliseconds age_max{1'000};         // Of one that is given out again.
    int takers_waiting_max = 8;  // For one in the making; each holds a worker meanwhile.
    std::chrono::milliseconds wait_max{20'000};
};

/// Every open job, one JSON object a line, for anybody to take.
///
/// Read from storage in one transaction, page by page, so that a snapshot is of one moment. Each
/// walks all open jobs, so one is made at a time, and all who ask meanwhile or soon after take the
/// same: its bytes are held once, however many takers they go to. Safe from any thread.
class OpenData {
public:
    /// Lines, and the log's position from which changes go on.
    struct Snapshot {
        std::shared_ptr<const std::string> lines;
        std::int64_t position;
    };

    OpenData(const OpenDataSources& sources, const Clock& clock, OpenDataLimits limits = {})
        : sources_(sources), clock_(clock), limits_(limits) {}

    /// http.busy where too many wait already or one takes too long; open_data.too_large.
    Result<Snapshot> snapshot(http::Locale locale);

    /// Lets go of what nobody may be given any more. Called by the scheduler.
    void drop_old();

private:
    struct Kept {
        Result<Snapshot> snapshot;
        Time made_at;
    };

    std::optional<Result<Snapshot>> fresh(http::Locale locale) const;
    bool is_fresh(const Kept& kept) const;
    bool wait_for_turn(std::unique_lock<std::mutex>& lock);
    Result<Snapshot> make(http::Locale locale) const;

    OpenDataSources sources_;
    const Clock& clock_;
    OpenDataLimits limits_;

    std::mutex mutex_;
    std::condition_variable made_;
    bool is_making_ = false;
    int waiting_ = 0;
    std::array<std::optional<Kept>, 2> kept_;  // By locale.
};

}  // namespace gig::matching
