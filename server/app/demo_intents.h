#pragma once

#include <map>
#include <vector>

#include "app/agenda.h"
#include "app/demo_plan.h"
#include "app/demo_posters.h"
#include "app/demo_rooms.h"

namespace gig::app {

/// What comes of the wishes of a demo city's workers: who wants which opening, and what follows.
///
/// Looks for pairs as a worker would: free at that time, near enough, paid enough, allowed to.
class DemoIntents {
public:
    DemoIntents(DemoRooms& rooms, Agenda& agenda, const std::vector<MarketPlan>& plans, Time end,
                std::uint64_t seed);

    /// Somebody registered at that market and looks for work from now on.
    void add_seeker(const markets::Market* market, const Actor& worker,
                    const workers::Profile& profile);

    /// A job of that market's surroundings opened.
    void add_job(const markets::Market* market, const Actor& employer, JobId job);

    /// Plans the intents of every market: on days on which there was somebody to have them, by how
    /// much was going on. `registered` says on which day of the history each worker came.
    void plan(const History& history, const DemoDraw& draw,
              const std::map<const markets::Market*, std::vector<int>>& registered);

private:
    enum class Outcome { confirmed, declined, withdrawn, offer_expired, never_offered };

    struct Busy {
        Time start;
        Time end;
    };
    struct Seeker {
        Actor actor;
        workers::Profile profile;
        std::uint32_t certificates;
        std::vector<Busy> busy;
    };
    struct Live {
        Actor employer;
        OpeningId id;
        GeoPoint place;
        Time start;
        Time end;
        std::int32_t hourly_fen;
        Settlement settlement;
        std::uint32_t certificates;
        std::int32_t left;  // Places that no intent of this story waits for.
    };
    struct Around {
        std::vector<Seeker> seekers;
        std::vector<Live> openings;
    };
    struct Pair {
        Seeker* seeker;
        Live* opening;
    };
    enum class Picky { yes, no, makes_an_exception };

    static std::vector<Outcome> outcomes_of(const MarketPlan& plan, Rng& rng);
    void express(const markets::Market* market, Outcome outcome);
    std::optional<Pair> find_elsewhere();
    std::optional<Pair> find_pair(Around& around, Picky picky);
    static bool fits(const Seeker& seeker, const Live& opening, Picky picky);
    void follow(IntentId intent, const Pair& pair, Outcome outcome);
    Time before(Time latest, std::chrono::milliseconds most);

    DemoRooms& rooms_;
    Agenda& agenda_;
    const std::vector<MarketPlan>& plans_;
    Time end_;
    SeededRng rng_;
    std::map<const markets::Market*, Around> around_;
};

}  // namespace gig::app
