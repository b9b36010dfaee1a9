#include "app/seeker_draw.h"

#include <algorithm>

#include "app/city_json.h"

namespace gig::app {

namespace {

constexpr int minutes_per_slot = 30;
constexpr int slots_per_day = 48;
constexpr int wishes_least = 2;
constexpr std::uint64_t days_of_year = 365;
constexpr int pay_step_fen = 50;
constexpr int radius_step_m = 500;
// Who draws each week the same is rare: now and then somebody keeps a day for something else.
constexpr std::uint64_t day_off_percent = 25;

std::pair<int, int> band_in(const json::object& object, std::string_view key) {
    const std::vector<int> ends = numbers_in(object, key);
    return {ends.at(0), ends.at(1)};
}

int between(std::pair<int, int> band, int step, Rng& rng) {
    const int steps = (band.second - band.first) / step;
    return band.first + step * static_cast<int>(rng.below(static_cast<std::uint64_t>(steps) + 1));
}

bool happens(std::uint64_t percent, Rng& rng) {
    return rng.below(100) < percent;
}

Archetype archetype_in(const json::object& object) {
    const json::object& travel = object.at("travel").as_object();
    Archetype archetype{
        .key = text_in(object, "key"),
        .weight = number_in(object, "weight"),
        .ages = band_in(object, "ages"),
        .free = {},
        .radius_m = band_in(object, "radius_m"),
        .travel = {word_in<workers::TravelMode>(travel.at("mode")), number_in(travel, "speed_kmh")},
        .pay_floor_fen = band_in(object, "pay_floor_fen"),
        .settlements = {},
        .prefer_settlement = word_in<Settlement>(object.at("prefer_settlement")),
        .night_ok = object.at("night_ok").as_bool(),
        .wishes = texts_in(object, "wishes"),
        .skills = texts_in(object, "skills"),
        .certificates = {}};
    for (const json::value& hours : object.at("free").as_array()) {
        archetype.free.push_back({numbers_in(hours.as_object(), "days"),
                                  minute_of_day(hours.at("from")), minute_of_day(hours.at("to"))});
    }
    for (const json::value& settlement : object.at("settlements").as_array()) {
        archetype.settlements.push_back(word_in<Settlement>(settlement));
    }
    for (const auto& [key, percent] : object.at("certificates").as_object()) {
        archetype.certificates.emplace_back(key, percent.to_number<int>());
    }
    return archetype;
}

void free_up(workers::WeekFree& week, const FreeHours& hours, int weekday) {
    const int first = (weekday - 1) * slots_per_day + hours.from_minute / minutes_per_slot;
    const int minutes = hours.to_minute - hours.from_minute;
    const int slots = (minutes > 0 ? minutes : minutes + 24 * 60) / minutes_per_slot;
    for (int slot = first; slot < first + slots; ++slot) {
        week.free(static_cast<std::size_t>(slot) % workers::week_slots);
    }
}

workers::WeekFree draw_week(const Archetype& archetype, Rng& rng) {
    workers::WeekFree week = workers::WeekFree::never();
    const int kept_weekday = happens(day_off_percent, rng) ? 1 + static_cast<int>(rng.below(5)) : 0;
    for (const FreeHours& hours : archetype.free) {
        for (const int weekday : hours.weekdays) {
            if (weekday != kept_weekday) free_up(week, hours, weekday);
        }
    }
    return week;
}

std::vector<std::string> draw_wishes(std::vector<std::string> pool, Rng& rng) {
    for (std::size_t left = pool.size(); left > 1; --left) {
        std::swap(pool[left - 1], pool[rng.below(left)]);
    }
    const std::size_t most = pool.size() - wishes_least;
    pool.resize(std::min(pool.size(), wishes_least + rng.below(most + 1)));
    return pool;
}

}  // namespace

Archetypes Archetypes::load(const std::filesystem::path& city_folder) {
    const json::value file = read_city_json(city_folder / "worker_archetypes.json");
    Archetypes archetypes;
    archetypes.registered_in_months = numbers_in(file.as_object(), "registered_in_months");
    for (const json::value& each : file.at("archetypes").as_array()) {
        archetypes.all.push_back(archetype_in(each.as_object()));
    }
    return archetypes;
}

const Archetype& Archetypes::of_key(std::string_view key) const {
    const auto found = std::ranges::find(all, key, &Archetype::key);
    if (found == all.end()) throw std::runtime_error("no archetype " + std::string(key));
    return *found;
}

workers::ProfileDraft draw_seeker(const Archetype& archetype, GeoPoint home, Date today, Rng& rng) {
    workers::Preferences preferences{
        .radius_m = between(archetype.radius_m, radius_step_m, rng),
        .travel = archetype.travel,
        .week_free = draw_week(archetype, rng),
        .wishes = draw_wishes(archetype.wishes, rng),
        .pay_floor_fen = between(archetype.pay_floor_fen, pay_step_fen, rng),
        .settlements = archetype.settlements,
        .prefer_settlement = archetype.prefer_settlement,
        .skills = archetype.skills,
        .night_ok = archetype.night_ok};
    for (const auto& [certificate, percent] : archetype.certificates) {
        if (happens(static_cast<std::uint64_t>(percent), rng)) {
            preferences.certificates.push_back(certificate);
        }
    }
    const std::chrono::days lived(days_of_year *
                                      static_cast<std::uint64_t>(between(archetype.ages, 1, rng)) +
                                  rng.below(days_of_year));
    preferences.birth_date = Date(std::chrono::sys_days(today) - lived);
    return {
        places::SourcePlace{home.latitude_degrees(), home.longitude_degrees(), places::Crs::wgs84},
        std::move(preferences)};
}

const Archetype& draw_archetype(const Archetypes& archetypes, Rng& rng) {
    std::uint64_t total = 0;
    for (const Archetype& archetype : archetypes.all)
        total += static_cast<std::uint64_t>(archetype.weight);
    std::uint64_t drawn = rng.below(total);
    for (const Archetype& archetype : archetypes.all) {
        const auto weight = static_cast<std::uint64_t>(archetype.weight);
        if (drawn < weight) return archetype;
        drawn -= weight;
    }
    return archetypes.all.back();
}

}  // namespace gig::app
