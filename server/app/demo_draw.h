#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/local_colour.h"
#include "base/rng.h"
#include "base/time.h"
#include "jobs/jobs.h"
#include "occupations/occupations.h"
#include "places/places.h"

namespace gig::app {

/// A made-up job before anybody posted it: who would, and what.
struct DemoJob {
    std::string family;               // Of the occupation.
    std::vector<std::string> trades;  // What kind of employer it would be.
    std::string street;
    jobs::JobDraft draft;
};

/// What is posted in a part of the city: each pattern with those streets in which it occurs.
struct DemoArea {
    struct Spread {
        const JobPattern* pattern;
        std::vector<const places::Region*> streets;
        std::vector<const places::Region*> meal_streets;  // Near the middle, for a meal job.
        std::size_t sharing;  // Streets of the whole city that share the pattern's weight.
    };
    std::vector<Spread> spreads;
};

/// Which jobs are to be drawn.
struct WantedJobs {
    Date date;                       // Of their first shift.
    std::int32_t people;             // Places in all, exactly.
    const DemoArea* area = nullptr;  // Where; nothing: everywhere.
    int meal_jobs;                   // So many of them are meal jobs, where the area has some.
};

/// How a street or town is spoken of: 织里镇 is 织里.
std::string town_of(const places::Region& street);

/// Draws the jobs whose first shift lies on a civil date. Pure: the same seed, date and city give
/// the same jobs, on whichever day and in whichever order the dates are drawn.
class DemoDraw {
public:
    DemoDraw(const LocalColour& colour, const places::Regions& regions,
             const occupations::Occupations& occupations, std::vector<Date> holidays);

    /// Jobs with that many places in all, exactly. The first meal_jobs of them are what the
    /// worker in the middle of PRODUCT's story looks for: near the city's centre, at lunch or
    /// dinner, no certificate asked.
    std::vector<DemoJob> jobs_of(std::uint64_t seed, const WantedJobs& wanted) const;

    /// jobs_of() everywhere, with meal_jobs_per_day of them at meals.
    std::vector<DemoJob> jobs_of(std::uint64_t seed, Date date, std::int32_t people_wanted) const;

    DemoArea area_of(const std::vector<const places::Region*>& streets) const;

    /// How much is going on there on that day, against other areas and days.
    std::int64_t weight_of(Date date, const DemoArea& area) const;

    /// Somewhere in the street: nearer to its centre than to any other's, and on dry land.
    GeoPoint place_in(const places::Region& street, Rng& rng) const;

    /// All streets of the city whose centre is known.
    const std::vector<const places::Region*>& streets() const { return streets_; }

private:
    struct Choice {
        const JobPattern* pattern;
        const places::Region* street;
        int weight;
    };

    std::vector<Choice> choices_on(Date date, const DemoArea& area, bool only_meals) const;
    int weight_on(Date date, const JobPattern& pattern) const;
    static const Choice& chosen_from(const std::vector<Choice>& choices, Rng& rng);
    bool is_meal_job(const JobPattern& pattern) const;
    DemoJob draw(const Choice& choice, Date date, std::int32_t places_max, Rng& rng) const;

    const LocalColour& colour_;
    const places::Regions& regions_;
    const occupations::Occupations& occupations_;
    std::vector<Date> holidays_;
    std::vector<const places::Region*> streets_;
    DemoArea everywhere_;
};

inline constexpr int meal_jobs_per_day = 8;
inline constexpr double meal_jobs_reach_metres = 6'000;

}  // namespace gig::app
