#include "workers/workers_store.h"

#include "base/json.h"
#include "workers/certificates_store.h"

namespace gig::workers {

namespace {

using storage::Row;

SealPlace place_of(std::string_view column, AccountId worker) {
    return {"worker_profile", column, worker.value(), worker.value()};
}

std::string home_text(GeoPoint home) {
    return json::serialize(
        json::array{std::int64_t{home.latitude().e7}, std::int64_t{home.longitude().e7}});
}

GeoPoint home_in(std::string_view text) {
    const json::value pair = json::parse(text);
    return {Latitude{pair.at(0).to_number<std::int32_t>()},
            Longitude{pair.at(1).to_number<std::int32_t>()}};
}

std::string away_text(const std::vector<Away>& away) {
    json::array list;
    for (const Away& each : away) {
        list.push_back(json::array{std::int64_t{each.start.time_since_epoch().count()},
                                   std::int64_t{each.end.time_since_epoch().count()}});
    }
    return json::serialize(list);
}

std::vector<Away> away_in(const std::string& text) {
    const auto time = [](const json::value& value) {
        return Time(std::chrono::milliseconds(value.to_number<std::int64_t>()));
    };
    std::vector<Away> away;
    const json::value list = json::parse(text);
    for (const json::value& each : list.as_array()) {
        away.push_back({time(each.at(0)), time(each.at(1))});
    }
    return away;
}

std::string list_text(const std::vector<std::string>& list) {
    return json::serialize(json::value_from(list));
}

std::vector<std::string> list_in(const std::string& text) {
    return json::value_to<std::vector<std::string>>(json::parse(text));
}

std::string settlements_text(const std::vector<Settlement>& settlements) {
    json::array names;
    for (const Settlement settlement : settlements)
        names.emplace_back(name_of(settlement));
    return json::serialize(names);
}

template <typename Enum>
Enum word(std::string_view name) {
    const std::optional<Enum> value = named<Enum>(name);
    invariant(value.has_value());
    return *value;
}

std::vector<Settlement> settlements_in(const std::string& text) {
    std::vector<Settlement> settlements;
    for (const std::string& name : list_in(text))
        settlements.push_back(word<Settlement>(name));
    return settlements;
}

std::optional<Settlement> settlement_in(const std::optional<std::string>& name) {
    if (!name) return std::nullopt;
    return word<Settlement>(*name);
}

Preferences preferences_in(const Row& row) {
    const Result<WeekFree> week = WeekFree::parse(row.text(5));
    invariant(week.has_value());
    return {.radius_m = static_cast<std::int32_t>(row.integer(2)),
            .travel = {word<TravelMode>(row.text(3)), static_cast<std::int32_t>(row.integer(4))},
            .week_free = *week,
            .away = away_in(row.text(6)),
            .wishes = list_in(row.text(7)),
            .only_wished = row.flag(8),
            .pay_floor_fen = static_cast<std::int32_t>(row.integer(9)),
            .settlements = settlements_in(row.text(10)),
            .prefer_settlement = settlement_in(row.optional_text(11)),
            .skills = list_in(row.text(12)),
            .certificates = list_in(row.text(13)),
            .night_ok = row.flag(14),
            .personalised = row.flag(16)};
}

}  // namespace

constexpr storage::Sql save_sql =
    "INSERT INTO worker_profile (city, worker, home_enc, home_region_code, radius_m, travel_mode, "
    "speed_kmh, week_free, away, wishes, only_wished, pay_floor_fen, settlements, "
    "prefer_settlement, skills, certificates, night_ok, birth_date_enc, personalised, "
    "registered_at, saved_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "$20, $20) "
    "ON CONFLICT (city, worker) DO UPDATE SET home_enc = excluded.home_enc, "
    "home_region_code = excluded.home_region_code, radius_m = excluded.radius_m, "
    "travel_mode = excluded.travel_mode, speed_kmh = excluded.speed_kmh, "
    "week_free = excluded.week_free, away = excluded.away, wishes = excluded.wishes, "
    "only_wished = excluded.only_wished, pay_floor_fen = excluded.pay_floor_fen, "
    "settlements = excluded.settlements, prefer_settlement = excluded.prefer_settlement, "
    "skills = excluded.skills, certificates = excluded.certificates, "
    "night_ok = excluded.night_ok, birth_date_enc = excluded.birth_date_enc, "
    "personalised = excluded.personalised, "
    "saved_at = CASE WHEN excluded.saved_at > worker_profile.saved_at THEN excluded.saved_at "
    "ELSE worker_profile.saved_at + 1 END";

void WorkersStore::save(storage::Transaction& transaction, const Profile& profile, Time at) {
    const Preferences& preferences = profile.preferences;
    std::optional<storage::Blob> home_sealed;
    if (profile.home) {
        home_sealed = vault_.seal(home_text(*profile.home), place_of("home_enc", profile.worker));
    }
    std::optional<storage::Blob> birth_sealed;
    if (preferences.birth_date) {
        birth_sealed = vault_.seal(date_text(*preferences.birth_date),
                                   place_of("birth_date_enc", profile.worker));
    }
    std::optional<std::string> preferred;
    if (preferences.prefer_settlement) {
        preferred = std::string(name_of(*preferences.prefer_settlement));
    }
    transaction.execute(save_sql, {city_,
                                   profile.worker,
                                   home_sealed,
                                   profile.home_region_code,
                                   preferences.radius_m,
                                   name_of(preferences.travel.mode),
                                   preferences.travel.speed_kmh,
                                   preferences.week_free.text(),
                                   away_text(preferences.away),
                                   list_text(preferences.wishes),
                                   preferences.only_wished,
                                   preferences.pay_floor_fen,
                                   settlements_text(preferences.settlements),
                                   preferred,
                                   list_text(preferences.skills),
                                   list_text(preferences.certificates),
                                   preferences.night_ok,
                                   birth_sealed,
                                   preferences.personalised,
                                   at});
}

constexpr storage::Sql find_sql =
    "SELECT home_enc, home_region_code, radius_m, travel_mode, speed_kmh, week_free, away, wishes, "
    "only_wished, pay_floor_fen, settlements, prefer_settlement, skills, certificates, night_ok, "
    "birth_date_enc, personalised, registered_at, saved_at FROM worker_profile "
    "WHERE city = $1 AND worker = $2";

std::optional<Profile> WorkersStore::find(storage::Reader& reader, AccountId worker) const {
    const std::optional<Row> row = reader.find(find_sql, {city_, worker});
    if (!row) return std::nullopt;

    Profile profile{.worker = worker,
                    .home_region_code = row->optional_text(1),
                    .preferences = preferences_in(*row),
                    .standings = standings_of(reader, city_, worker),
                    .registered_at = row->time(17),
                    .version = row->integer(18)};
    if (!row->is_null(0)) {
        profile.home = home_in(vault_.unseal(row->blob(0), place_of("home_enc", worker)));
    }
    if (!row->is_null(15)) {
        profile.preferences.birth_date =
            date_value(vault_.unseal(row->blob(15), place_of("birth_date_enc", worker)));
    }
    return profile;
}

}  // namespace gig::workers
