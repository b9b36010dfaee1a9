#pragma once

#include <map>
#include <vector>

#include "app/agenda.h"
#include "app/demo_intents.h"
#include "app/demo_plan.h"
#include "app/demo_posters.h"
#include "app/demo_rooms.h"
#include "app/seeker_draw.h"

namespace gig::app {

/// Lives through the days before today, in their order, through the doors that real people use:
/// employers come and post, workers register and ask for openings, visitors look around, and
/// what is over ends. The same seed, day and targets tell the same story.
class DemoHistory {
public:
    struct Wanted {
        DemoTargets targets;
        History history;
        std::uint64_t seed;
    };

    DemoHistory(DemoRooms& rooms, const DemoDraw& draw, const LocalColour& colour,
                const Archetypes& archetypes, const Wanted& wanted);

    /// Writes all of it; the clock stands at the start of today afterwards. `posts` are those of
    /// the history, such as plan_posts() gives. Returns how many were posted.
    int live_through(const std::vector<PlannedPost>& posts);

    const std::vector<MarketPlan>& plans() const { return plans_; }

private:
    void plan_posts(const std::vector<PlannedPost>& posts);
    void plan_seekers();
    void plan_visits();
    void plan_refusals();
    void plan_upkeep();
    void post(const PlannedPost& planned);
    void register_seeker(const MarketPlan& plan, const std::string& phone_digits,
                         const Archetype& archetype);
    void refuse(const MarketPlan& plan, int nth);
    std::vector<std::int64_t> coming_by_day() const;
    const MarketPlan& plan_around(const DemoJob& job) const;
    Time end() const { return midnight(wanted_.history.today); }
    Actor staff_of(const markets::Market& market) const;

    DemoRooms& rooms_;
    const DemoDraw& draw_;
    const Archetypes& archetypes_;
    Wanted wanted_;
    std::vector<MarketPlan> plans_;
    DemoPosters posters_;
    Agenda agenda_;
    DemoIntents intents_;
    SeededRng rng_;
    std::map<const markets::Market*, std::vector<int>> registered_;
    int posted_ = 0;
};

}  // namespace gig::app
