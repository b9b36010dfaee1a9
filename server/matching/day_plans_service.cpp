#include "matching/day_plans_service.h"

#include <algorithm>

#include "gigfair/search.h"

namespace gig::matching {

namespace {

/// Days since 1970, as the engine counts them; nothing for a day that it can't hold.
std::optional<gigfair::Date> engine_date(Date date) {
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    if (days < 1 || days > gigfair::date_max) return std::nullopt;
    return static_cast<gigfair::Date>(days);
}

/// What the worker asks, but of that date alone and for as many as a plan takes.
gigfair::Query asked_of_date(const gigfair::Query& query, gigfair::Date date) {
    const gigfair::Interval day = gigfair::minutes_of(date);
    gigfair::Query of_date = query;
    of_date.k = gigfair::candidates_max;
    of_date.from = day.start;
    of_date.to = day.end;
    return of_date;
}

gigfair::DayQuery day_query(const PersonalAsking& asking, gigfair::Date date) {
    const gigfair::Query& query = asking.query;
    gigfair::DayQuery day{};
    day.home = query.home;
    day.week_free = query.week_free;
    day.busy = query.busy;
    day.date = date;
    day.now = query.now;
    day.speed_kmh = static_cast<std::uint32_t>(asking.profile.preferences.travel.speed_kmh);
    day.certificates = query.certificates;
    day.night_ok = query.night_ok;
    day.pay_floor = query.pay_floor;
    day.blocked = query.blocked;
    return day;
}

}  // namespace

Result<DayPlans> DayPlansService::plan(const Actor& actor, Date date) const {
    const Time now = sources_.clock.now();
    const Result<void> allowed =
        sources_.policy.authorize(actor, Action::day_plan_read, {.owner = actor.account}, now);
    if (!allowed) return allowed.error();
    const PersonalAsking asking = sources_.database.ask([&](storage::Reader& reader) {
        return sources_.queries.asking(reader, *actor.account, now, recommended_default);
    });
    DayPlans days{sources_.index.snapshot(), asking.query.home, {}, {}};
    const std::optional<gigfair::Date> day = engine_date(date);
    if (!day) return days;

    const gigfair::Query query = asked_of_date(asking.query, *day);
    days.openings = openings_by_number(candidates_in(*days.snapshot, query));
    std::vector<gigfair::Opening> openings;
    for (const auto& [number, opening] : days.openings)
        openings.push_back(opening->engine);
    std::vector<gigfair::Opening> best;
    for (const gigfair::Match& match :
         gigfair::search(query, openings, sources_.rules.on(date_of(now)).weights)) {
        best.push_back(days.openings.at(match.opening)->engine);
    }
    days.plans = gigfair::plan(day_query(asking, *day), best);
    return days;
}

}  // namespace gig::matching
