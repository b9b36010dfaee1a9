#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/time.h"
#include "jobs/jobs.h"

namespace gig::app {

/// "10:30" to "14:00" as minutes of the civil day; an end not after the start is the next day's.
struct ShiftPattern {
    int start_minute;
    int end_minute;
};

/// One kind of made-up job, as city/<city>/local_colour.json has it.
struct JobPattern {
    std::string key;
    std::string occupation;
    std::vector<std::string> regions;  // Codes or their beginnings: where it occurs.
    std::vector<int> months;
    std::vector<int> weekdays;  // 1 Monday .. 7 Sunday.
    int weight;
    int holiday_weight;
    std::vector<std::string> titles;
    std::vector<std::string> descriptions;
    std::vector<std::string> trades;  // Kinds of employers that post it; none for households.
    std::vector<ShiftPattern> shifts;
    std::int32_t pay_fen_hour_low;
    std::int32_t pay_fen_hour_high;
    std::optional<std::int32_t> pieces_per_hour;
    Relation relation;
    Settlement settlement;
    InjuryCoverKind injury_cover;
    std::int32_t places_low;
    std::int32_t places_high;
    std::vector<jobs::Benefit> benefits;
};

/// What makes the demo city look like itself. Read once.
struct LocalColour {
    std::string employer_template;   // With {town}, {brand}, {trade}.
    std::string household_template;  // With {brand}.
    std::vector<std::string> brands;
    std::vector<JobPattern> patterns;
    std::vector<std::vector<GeoPoint>> waters;  // Outlines in which nobody works.

    /// Reads local_colour.json and water.json of a city's folder. Throws std::runtime_error.
    static LocalColour load(const std::filesystem::path& city_folder);

    bool in_water(GeoPoint place) const;
};

}  // namespace gig::app
