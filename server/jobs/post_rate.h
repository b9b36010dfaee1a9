#pragma once

#include <chrono>
#include <deque>
#include <unordered_map>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/id.h"
#include "base/result.h"

namespace gig::jobs {

inline constexpr std::size_t posts_per_minute_max = 600;
inline constexpr std::chrono::minutes post_rate_window{1};

/// Whether a post counts toward its employer's rate. The operator's files don't.
enum class Pace { counted, free };

/// How fast each employer posts, over the last minute. Kept in memory: a restart forgives at most
/// one minute. Safe from any thread.
class PostRate {
public:
    /// Counts one post, or refuses it with job.too_many_posts and when to come back.
    Result<void> take(EmployerId employer, Time now);

private:
    struct Posts {
        std::unordered_map<EmployerId, std::deque<Time>> recent;
        Time swept_at = {};
    };

    static void forget_idle(Posts& posts, Time now);

    Guarded<Posts> posts_;
};

}  // namespace gig::jobs
