#include "app/demo_city.h"

#include <map>

namespace gig::app {

namespace {

constexpr std::uint32_t market_reach_metres = 8'000;
constexpr std::size_t posts_together = 100;

/// Any 14 dates in a row want just as many people, whichever day the demo begins.
std::int32_t people_wanted_on(Date date) {
    constexpr std::int32_t least = demo_people_wanted / demo_days;
    constexpr std::int32_t days_with_one_more = demo_people_wanted % demo_days;
    const auto day = std::chrono::sys_days(date).time_since_epoch().count();
    return least + (day % demo_days < days_with_one_more ? 1 : 0);
}

std::optional<MarketId> market_near(const markets::MarketDirectory& markets, GeoPoint place) {
    const markets::Market* nearest = markets.nearest(place);
    if (nearest == nullptr) return std::nullopt;
    if (places::metres_between(nearest->place, place) > market_reach_metres) return std::nullopt;
    return nearest->id;
}

}  // namespace

std::vector<PlannedPost> DemoCity::posts_of(Date first, int days, Time from, Time to) const {
    std::vector<PlannedPost> posts;
    for (int day = 0; day < days; ++day) {
        const Date date(std::chrono::sys_days(first) + std::chrono::days(day));
        int number = 0;
        for (DemoJob& job : draw_.jobs_of(seed_, date, people_wanted_on(date))) {
            const Result<GeoPoint> place = places::to_wgs84(*job.draft.place);
            if (place) job.draft.market = market_near(markets_, *place);
            posts.push_back({from, std::move(job),
                             "demo/" + std::to_string(seed_) + "/" + date_text(date) + "/" +
                                 std::to_string(number++)});
        }
    }
    const auto step = (to - from) / (std::ssize(posts) + 1);
    for (std::size_t post = 0; post < posts.size(); ++post) {
        posts[post].at = from + step * static_cast<std::int64_t>(post + 1);
    }
    return posts;
}

int post_missing(DemoRooms& rooms, DemoPosters& posters, const std::vector<PlannedPost>& posts) {
    int posted = 0;
    for (std::size_t next = 0; next < posts.size();) {
        rooms.together([&] {
            const std::size_t end = std::min(posts.size(), next + posts_together);
            for (; next < end; ++next) {
                posted += posters.post(posts[next].job, posts[next].line) ? 1 : 0;
            }
        });
    }
    return posted;
}

}  // namespace gig::app
