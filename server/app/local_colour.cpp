#include "app/local_colour.h"

#include <stdexcept>

#include "app/city_json.h"

namespace gig::app {

namespace {

std::vector<ShiftPattern> shifts_of(const json::value& list) {
    std::vector<ShiftPattern> shifts;
    for (const json::value& shift : list.as_array()) {
        shifts.push_back({minute_of_day(shift.at("start")), minute_of_day(shift.at("end"))});
    }
    return shifts;
}

JobPattern pattern_of(const json::object& object) {
    JobPattern pattern{
        .key = text_in(object, "key"),
        .occupation = text_in(object, "occupation"),
        .regions = texts_in(object, "streets"),
        .months = numbers_in(object, "months"),
        .weekdays = numbers_in(object, "days"),
        .weight = number_in(object, "weight"),
        .holiday_weight = number_in(object, "holiday_weight"),
        .titles = texts_in(object, "titles"),
        .descriptions = texts_in(object, "descriptions"),
        .trades = texts_in(object, "trades"),
        .shifts = shifts_of(object.at("shifts")),
        .pay_fen_hour_low = number_in(object, "pay_fen_hour_low"),
        .pay_fen_hour_high = number_in(object, "pay_fen_hour_high"),
        .pieces_per_hour = std::nullopt,
        .relation = word_in<Relation>(object.at("relation")),
        .settlement = word_in<Settlement>(object.at("settlement")),
        .injury_cover = word_in<InjuryCoverKind>(object.at("injury_cover")),
        .places_low = object.at("places").at(0).to_number<std::int32_t>(),
        .places_high = object.at("places").at(1).to_number<std::int32_t>(),
        .benefits = {},
    };
    if (!object.at("pieces_per_hour").is_null()) {
        pattern.pieces_per_hour = number_in(object, "pieces_per_hour");
    }
    for (const json::value& benefit : object.at("benefits").as_array()) {
        pattern.benefits.push_back(word_in<jobs::Benefit>(benefit));
    }
    return pattern;
}

std::vector<GeoPoint> outline_of(const json::value& polygon) {
    std::vector<GeoPoint> outline;
    for (const json::value& corner : polygon.as_array()) {
        const Result<GeoPoint> point = GeoPoint::from_degrees(corner.at(1).to_number<double>(),
                                                              corner.at(0).to_number<double>());
        if (!point) throw std::runtime_error("water.json: a corner is not on earth");
        outline.push_back(*point);
    }
    return outline;
}

/// Even-odd rule: a ray to the east crosses the outline an odd number of times.
bool inside(const std::vector<GeoPoint>& outline, GeoPoint place) {
    const double x = place.longitude_degrees();
    const double y = place.latitude_degrees();
    bool is_inside = false;
    for (std::size_t corner = 0; corner < outline.size(); ++corner) {
        const GeoPoint& from = outline[corner];
        const GeoPoint& to = outline[(corner + 1) % outline.size()];
        const double from_y = from.latitude_degrees();
        const double to_y = to.latitude_degrees();
        if ((from_y > y) == (to_y > y)) continue;
        const double crossing_x =
            from.longitude_degrees() +
            (y - from_y) / (to_y - from_y) * (to.longitude_degrees() - from.longitude_degrees());
        if (x < crossing_x) is_inside = !is_inside;
    }
    return is_inside;
}

}  // namespace

LocalColour LocalColour::load(const std::filesystem::path& city_folder) {
    const json::value colour = read_city_json(city_folder / "local_colour.json");
    const json::object& employers = colour.at("employers").as_object();

    LocalColour loaded{
        .employer_template = text_in(employers, "template"),
        .household_template = text_in(employers, "household_template"),
        .brands = texts_in(employers, "brands"),
        .patterns = {},
        .waters = {},
    };
    for (const json::value& pattern : colour.at("patterns").as_array()) {
        loaded.patterns.push_back(pattern_of(pattern.as_object()));
    }
    const json::value water = read_city_json(city_folder / "water.json");
    for (const json::value& lake : water.at("waters").as_array()) {
        loaded.waters.push_back(outline_of(lake.at("polygon")));
    }
    return loaded;
}

bool LocalColour::in_water(GeoPoint place) const {
    return std::ranges::any_of(
        waters, [&](const std::vector<GeoPoint>& outline) { return inside(outline, place); });
}

}  // namespace gig::app
