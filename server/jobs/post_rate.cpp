#include "jobs/post_rate.h"

#include <string>

namespace gig::jobs {

Result<void> PostRate::take(EmployerId employer, Time now) {
    return posts_.with([&](Posts& posts) -> Result<void> {
        if (posts.swept_at <= now - post_rate_window) forget_idle(posts, now);

        std::deque<Time>& recent = posts.recent[employer];
        while (!recent.empty() && recent.front() <= now - post_rate_window)
            recent.pop_front();
        if (recent.size() < posts_per_minute_max) {
            recent.push_back(now);
            return {};
        }

        const auto wait = recent.front() + post_rate_window - now;
        Error error{ErrorKind::too_many, "job.too_many_posts"};
        error.values.emplace_back("max", std::to_string(posts_per_minute_max));
        error.retry_after_seconds =
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count());
        return error;
    });
}

/// Who posted nothing within the window needs no memory: so the map holds no more employers than
/// posted within two minutes.
void PostRate::forget_idle(Posts& posts, Time now) {
    std::erase_if(posts.recent, [&](const auto& entry) {
        return entry.second.empty() || entry.second.back() <= now - post_rate_window;
    });
    posts.swept_at = now;
}

}  // namespace gig::jobs
