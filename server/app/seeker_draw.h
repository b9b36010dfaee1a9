#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/geo.h"
#include "base/rng.h"
#include "base/time.h"
#include "workers/workers.h"

namespace gig::app {

/// On these days from then until then; an end not after the start is the next day's.
struct FreeHours {
    std::vector<int> weekdays;  // 1 Monday .. 7 Sunday.
    int from_minute;
    int to_minute;
};

/// One kind of made-up worker, as city/<city>/worker_archetypes.json has it.
struct Archetype {
    std::string key;
    int weight;
    std::pair<int, int> ages;
    std::vector<FreeHours> free;
    std::pair<int, int> radius_m;
    workers::Travel travel;
    std::pair<int, int> pay_floor_fen;
    std::vector<Settlement> settlements;
    Settlement prefer_settlement;
    bool night_ok;
    std::vector<std::string> wishes;
    std::vector<std::string> skills;
    std::vector<std::pair<std::string, int>> certificates;  // With the percentage who hold it.
};

struct Archetypes {
    std::vector<int> registered_in_months;  // How many come, January first: against each other.
    std::vector<Archetype> all;

    /// Reads worker_archetypes.json of a city's folder. Throws std::runtime_error.
    static Archetypes load(const std::filesystem::path& city_folder);

    const Archetype& of_key(std::string_view key) const;
};

/// What somebody of that kind would say of themselves, living there; the Rng decides.
workers::ProfileDraft draw_seeker(const Archetype& archetype, GeoPoint home, Date today, Rng& rng);

/// One of the kinds, by their weights.
const Archetype& draw_archetype(const Archetypes& archetypes, Rng& rng);

}  // namespace gig::app
