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

/// How a street or town is spoken of: 织里镇 is 织里.
std::string town_of(const places::Region& street);

/// Draws the jobs whose first shift lies on a civil date. Pure: the same seed, date and city give
/// the same jobs, on whichever day and in whichever order the dates are drawn.
class DemoDraw {
public:
    DemoDraw(const LocalColour& colour, const places::Regions& regions,
             const occupations::Occupations& occupations, std::vector<Date> holidays);

    /// Jobs with that many places in all, exactly. The first meal_jobs_per_day of them are
    /// what the worker in the middle of PRODUCT's story looks for: near the city's centre, at
    /// lunch or dinner, no certificate asked.
    std::vector<DemoJob> jobs_of(std::uint64_t seed, Date date, std::int32_t people_wanted) const;

private:
    struct Choice {
        const JobPattern* pattern;
        const places::Region* street;
        int weight;
    };

    std::vector<Choice> choices_on(Date date, bool only_meals) const;
    bool is_meal_job(const JobPattern& pattern) const;
    GeoPoint place_in(const places::Region& street, Rng& rng) const;
    DemoJob draw(const Choice& choice, Date date, std::int32_t places_max, Rng& rng) const;

    const LocalColour& colour_;
    const places::Regions& regions_;
    const occupations::Occupations& occupations_;
    std::vector<Date> holidays_;
    std::vector<const places::Region*> streets_;
};

inline constexpr int meal_jobs_per_day = 8;
inline constexpr double meal_jobs_reach_metres = 6'000;

}  // namespace gig::app
