#include "matching/personal_query.h"

#include <algorithm>

#include "base/invariant.h"
#include "base/time.h"

namespace gig::matching {

namespace {

static_assert(workers::radius_m_max == gigfair::radius_m_max);

gigfair::WeekPattern week_of(const workers::WeekFree& week) {
    const std::optional<gigfair::WeekPattern> pattern = gigfair::WeekPattern::parse(week.text());
    invariant(pattern.has_value());
    return *pattern;
}

std::uint8_t settlements_of(const std::vector<Settlement>& settlements) {
    unsigned mask = 0;
    for (const Settlement settlement : settlements)
        mask |= 1U << static_cast<unsigned>(settlement);
    return static_cast<std::uint8_t>(mask);
}

/// In whole minutes, none of which is lost; nothing where it is over.
std::optional<gigfair::Interval> busy_from(const workers::Away& away, Time now) {
    if (away.end <= now) return std::nullopt;
    const gigfair::Interval busy{std::max(0, minute_of(away.start)), minute_not_before(away.end)};
    if (busy.start >= busy.end) return std::nullopt;
    return busy;
}

}  // namespace

PersonalAsking PersonalQueries::asking(storage::Reader& reader, AccountId worker, Time now,
                                       std::uint32_t k) const {
    PersonalAsking asking{
        workers_.find_in(reader, worker).value_or(workers::Profile{.worker = worker}), {}};
    asking.query = query_of(asking.profile, now, k);
    for (const gigfair::Interval& shift : agreed_(reader, worker))
        asking.query.busy.push_back(shift);
    invariant(!gigfair::fault_of(asking.query));
    return asking;
}

GeoPoint PersonalQueries::home_of(const workers::Profile& profile) const {
    return profile.home ? *profile.home : regions_.city().centre.value();
}

gigfair::Query PersonalQueries::query_of(const workers::Profile& profile, Time now,
                                         std::uint32_t k) const {
    const workers::Preferences& preferences = profile.preferences;
    const GeoPoint home = home_of(profile);

    gigfair::Query query{};
    query.home = {home.latitude().e7, home.longitude().e7};
    query.radius_m = static_cast<std::uint32_t>(preferences.radius_m);
    query.k = k;
    query.now = minute_of(now);
    query.from = query.now;
    query.to = minute_of(now + recommended_dates);
    query.week_free = week_of(preferences.week_free);
    for (const workers::Away& away : preferences.away) {
        if (const auto busy = busy_from(away, now)) query.busy.push_back(*busy);
    }
    query.pay_floor = static_cast<std::uint16_t>(preferences.pay_floor_fen);
    query.settlements = settlements_of(preferences.settlements);
    query.certificates = workers_.certificates_mask(profile, date_of(now));
    query.night_ok = preferences.night_ok;
    query.personalised = preferences.personalised;
    if (query.personalised) read_wishes(preferences, query);
    return query;
}

void PersonalQueries::read_wishes(const workers::Preferences& preferences,
                                  gigfair::Query& query) const {
    for (const std::string& wish : preferences.wishes) {
        const occupations::Occupation* const occupation = occupations_.find(wish);
        if (occupation == nullptr) continue;
        query.wishes.push_back(static_cast<std::uint16_t>(occupation->engine_id));
    }
    query.only_wished = preferences.only_wished && !query.wishes.empty();
    if (preferences.prefer_settlement) {
        query.prefer_settlement = static_cast<gigfair::Settlement>(*preferences.prefer_settlement);
    }
    query.skills = occupations_.skills_mask(preferences.skills);
}

}  // namespace gig::matching
