#pragma once

#include <functional>
#include <optional>

#include "app/demo_draw.h"
#include "app/demo_posters.h"
#include "app/demo_rooms.h"

namespace gig::app {

inline constexpr int demo_days = 14;
inline constexpr std::int32_t demo_people_wanted = 2'000;  // Over any 14 dates in a row.

/// A made-up job and when it is posted.
struct PlannedPost {
    Time at;
    DemoJob job;
    std::string line;  // Says which one it is, so that it is never posted twice.
};

/// The jobs of every date, alike whichever day the demo begins.
class DemoCity {
public:
    DemoCity(const DemoDraw& draw, const markets::MarketDirectory& markets, std::uint64_t seed)
        : draw_(draw), markets_(markets), seed_(seed) {}

    /// The jobs whose first shift lies on one of that many dates, posted evenly between the two
    /// times. Of each the market that is nearest, where that is near enough to be asked.
    std::vector<PlannedPost> posts_of(Date first, int days, Time from, Time to) const;

private:
    const DemoDraw& draw_;
    const markets::MarketDirectory& markets_;
    std::uint64_t seed_;
};

/// Posts what isn't posted yet, at the time of the rooms' clock; returns how many that were. Safe
/// to repeat: a demo opened days later only gains the dates that are missing.
int post_missing(DemoRooms& rooms, DemoPosters& posters, const std::vector<PlannedPost>& posts);

}  // namespace gig::app
