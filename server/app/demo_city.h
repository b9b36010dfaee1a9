#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "accounts/accounts_service.h"
#include "app/demo_draw.h"
#include "base/clock.h"
#include "employers/employers_service.h"
#include "jobs/jobs_service.h"

namespace gig::app {

inline constexpr int demo_days = 14;
inline constexpr std::int32_t demo_people_wanted = 2'000;  // Over any 14 dates in a row.

/// The rooms through which the demo city comes into being: the same doors that real people use.
struct DemoRooms {
    accounts::AccountsService& accounts;
    employers::EmployersService& employers;
    jobs::JobsService& jobs;
    const places::Regions& regions;
    std::function<std::optional<MarketId>(GeoPoint)> market_near;
    ManualClock& clock;  // Of these rooms: the city's past is written with it.
};

/// Makes up the people and the jobs of the demo city.
///
/// The same seed and day give the same facts. Filling is safe to repeat: a person, an employer or
/// a job that is there already stays as it is, so that a demo opened days later only gains the
/// dates that are missing.
class DemoCity {
public:
    DemoCity(DemoRooms rooms, const DemoDraw& draw, const LocalColour& colour, std::uint64_t seed)
        : rooms_(std::move(rooms)), draw_(draw), colour_(colour), seed_(seed) {}

    /// The accounts that API.md names, and jobs for the 14 dates from `today` on. A new city's
    /// jobs were posted over the three days before; what is added later is posted at midnight.
    /// Returns how many jobs are new.
    int fill(Date today, bool is_new);

private:
    struct Poster {
        Actor actor;
        EmployerId employer;
    };

    void make_people();
    Poster poster_of(const DemoJob& job);
    Poster make_poster(const DemoJob& job, const std::string& phone_digits);
    bool post(const DemoJob& job, Date date, int number);
    void tell_apart(const Poster& poster, jobs::JobDraft& draft) const;

    DemoRooms rooms_;
    const DemoDraw& draw_;
    const LocalColour& colour_;
    std::uint64_t seed_;
    std::map<std::string, Poster> posters_;  // By phone.
};

}  // namespace gig::app
