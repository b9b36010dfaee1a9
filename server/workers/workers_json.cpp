#include "workers/workers_json.h"

#include "base/invariant.h"
#include "base/names.h"

namespace gig::workers {

namespace {

json::value or_null(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

json::value home_json(const std::optional<GeoPoint>& home, places::Crs crs) {
    if (!home) return nullptr;
    return places::place_json(*home, crs);
}

json::array away_json(const std::vector<Away>& away) {
    json::array list;
    for (const Away& each : away) {
        list.push_back(
            json::object{{"start", time_text(each.start)}, {"end", time_text(each.end)}});
    }
    return list;
}

json::array settlements_json(const std::vector<Settlement>& settlements) {
    json::array list;
    for (const Settlement settlement : settlements)
        list.emplace_back(name_of(settlement));
    return list;
}

/// Nothing where it is missing or null: both mean the default.
const json::value* find(const json::object& body, std::string_view name) {
    const json::value* const value = body.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::int32_t integer(const json::object& body, std::string_view name, std::int32_t otherwise) {
    const json::value* const value = find(body, name);
    return value == nullptr ? otherwise : value->to_number<std::int32_t>();
}

bool flag(const json::object& body, std::string_view name, bool otherwise) {
    const json::value* const value = find(body, name);
    return value == nullptr ? otherwise : value->as_bool();
}

std::vector<std::string> texts(const json::object& body, std::string_view name) {
    const json::value* const value = find(body, name);
    if (value == nullptr) return {};
    return json::value_to<std::vector<std::string>>(*value);
}

/// The contract lists the same names.
template <typename Enum>
Enum word(const json::value& name) {
    const std::optional<Enum> value = named<Enum>(name.as_string());
    invariant(value.has_value());
    return *value;
}

std::optional<places::SourcePlace> home_in(const json::object& body) {
    const json::value* const home = find(body, "home");
    if (home == nullptr) return std::nullopt;
    const std::optional<places::Crs> crs = places::crs_named(home->at("crs").as_string());
    invariant(crs.has_value());
    return places::SourcePlace{home->at("lat").to_number<double>(),
                               home->at("lon").to_number<double>(), *crs};
}

Travel travel_in(const json::object& body) {
    Travel travel;
    const json::value* const given = find(body, "travel");
    if (given == nullptr) return travel;
    const json::object& fields = given->as_object();
    if (const json::value* mode = find(fields, "mode")) travel.mode = word<TravelMode>(*mode);
    travel.speed_kmh = integer(fields, "speed_kmh", travel.speed_kmh);
    return travel;
}

/// In whole seconds, as it is answered: what GET gives must be fine to PUT.
std::optional<Time> second_in(const json::value& text) {
    const std::optional<Time> time = time_value(text.as_string());
    if (!time) return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(*time);
}

Result<std::vector<Away>> away_in(const json::object& body) {
    std::vector<Away> away;
    const json::value* const list = find(body, "away");
    if (list == nullptr) return away;
    for (const json::value& each : list->as_array()) {
        const std::optional<Time> start = second_in(each.at("start"));
        const std::optional<Time> end = second_in(each.at("end"));
        if (!start || !end) {
            return Error{ErrorKind::invalid, "worker.time_malformed",
                         "/away/" + std::to_string(away.size()) + (start ? "/end" : "/start")};
        }
        away.push_back({*start, *end});
    }
    return away;
}

std::vector<Settlement> settlements_in(const json::object& body,
                                       std::vector<Settlement> otherwise) {
    const json::value* const list = find(body, "settlements");
    if (list == nullptr) return otherwise;
    std::vector<Settlement> settlements;
    for (const json::value& name : list->as_array())
        settlements.push_back(word<Settlement>(name));
    return settlements;
}

std::optional<Settlement> preferred_in(const json::object& body) {
    const json::value* const name = find(body, "prefer_settlement");
    if (name == nullptr) return std::nullopt;
    return word<Settlement>(*name);
}

Result<std::optional<Date>> birth_date_in(const json::object& body) {
    const json::value* const text = find(body, "birth_date");
    if (text == nullptr) return std::optional<Date>();
    const std::optional<Date> date = date_value(text->as_string());
    if (date) return date;
    return Error{ErrorKind::invalid, "worker.birth_date_impossible", "/birth_date"};
}

Result<WeekFree> week_free_in(const json::object& body) {
    const json::value* const digits = find(body, "week_free");
    if (digits == nullptr) return WeekFree();
    return WeekFree::parse(digits->as_string());
}

}  // namespace

json::object profile_json(const Profile& profile, places::Crs crs) {
    const Preferences& preferences = profile.preferences;
    std::optional<std::string> preferred;
    if (preferences.prefer_settlement) preferred = name_of(*preferences.prefer_settlement);
    std::optional<std::string> birth_date;
    if (preferences.birth_date) birth_date = date_text(*preferences.birth_date);
    return {{"home", home_json(profile.home, crs)},
            {"home_region_code", or_null(profile.home_region_code)},
            {"radius_m", preferences.radius_m},
            {"travel", json::object{{"mode", name_of(preferences.travel.mode)},
                                    {"speed_kmh", preferences.travel.speed_kmh}}},
            {"week_free", preferences.week_free.text()},
            {"away", away_json(preferences.away)},
            {"wishes", json::value_from(preferences.wishes)},
            {"only_wished", preferences.only_wished},
            {"pay_floor_fen", preferences.pay_floor_fen},
            {"settlements", settlements_json(preferences.settlements)},
            {"prefer_settlement", or_null(preferred)},
            {"skills", json::value_from(preferences.skills)},
            {"certificates", json::value_from(preferences.certificates)},
            {"night_ok", preferences.night_ok},
            {"birth_date", or_null(birth_date)},
            {"personalised", preferences.personalised}};
}

Result<ProfileDraft> draft_in(const json::object& body) {
    const Result<WeekFree> week = week_free_in(body);
    if (!week) return week.error();
    const Result<std::vector<Away>> away = away_in(body);
    if (!away) return away.error();
    const Result<std::optional<Date>> birth_date = birth_date_in(body);
    if (!birth_date) return birth_date.error();

    const Preferences usual;
    return ProfileDraft{
        .home = home_in(body),
        .preferences = {.radius_m = integer(body, "radius_m", usual.radius_m),
                        .travel = travel_in(body),
                        .week_free = *week,
                        .away = *away,
                        .wishes = texts(body, "wishes"),
                        .only_wished = flag(body, "only_wished", usual.only_wished),
                        .pay_floor_fen = integer(body, "pay_floor_fen", usual.pay_floor_fen),
                        .settlements = settlements_in(body, usual.settlements),
                        .prefer_settlement = preferred_in(body),
                        .skills = texts(body, "skills"),
                        .certificates = texts(body, "certificates"),
                        .night_ok = flag(body, "night_ok", usual.night_ok),
                        .birth_date = *birth_date,
                        .personalised = flag(body, "personalised", usual.personalised)}};
}

}  // namespace gig::workers
