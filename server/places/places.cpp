#include "places/places.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "base/csv.h"
#include "base/file.h"
#include "base/invariant.h"
#include "base/json.h"
#include "gigfair/geo.h"

namespace gig::places {

namespace {

constexpr std::array<std::string_view, 4> level_names{"city", "county", "street", "community"};
constexpr std::array<std::size_t, 4> code_digits{6, 6, 9, 12};

gigfair::Place engine_place(GeoPoint place) {
    return {place.latitude().e7, place.longitude().e7};
}

GeoPoint point_of(const CsvRow& row) {
    const Result<GeoPoint> point = GeoPoint::from_degrees(row.real("lat"), row.real("lon"));
    if (!point) row.refuse("lat, lon: not a place on earth");
    return *point;
}

bool is_code_of(RegionLevel level, std::string_view code) {
    return code.size() == code_digits.at(static_cast<std::size_t>(level)) &&
           code.find_first_not_of("0123456789") == std::string_view::npos;
}

/// city.json: {code, name, lat, lon, ...}.
Region read_city(const std::filesystem::path& file) {
    const auto refuse = [&](std::string_view why) {
        throw std::runtime_error(file.string() + ":1: " + std::string(why));
    };
    const Result<json::value> read = parse_json(read_file(file));
    if (!read || !read->is_object()) refuse("not a JSON object");
    const json::object& city = read->as_object();
    const auto text = [&](std::string_view name) -> std::string {
        const json::value* value = city.if_contains(name);
        if (value == nullptr || !value->is_string()) refuse(std::string(name) + ": not a text");
        return std::string(value->as_string());
    };
    const auto number = [&](std::string_view name) -> double {
        const json::value* value = city.if_contains(name);
        if (value == nullptr || !value->is_number()) refuse(std::string(name) + ": not a number");
        return value->to_number<double>();
    };
    const std::string code = text("code");
    if (!is_code_of(RegionLevel::city, code)) refuse("code: not six digits");
    const double latitude = number("lat");
    const double longitude = number("lon");
    const Result<GeoPoint> centre = GeoPoint::from_degrees(latitude, longitude);
    if (!centre) refuse("lat, lon: not a place on earth");
    return {code, text("name"), RegionLevel::city, std::nullopt, *centre};
}

}  // namespace

std::string_view level_name(RegionLevel level) {
    return level_names.at(static_cast<std::size_t>(level));
}

Regions Regions::load(const std::filesystem::path& city_folder) {
    Regions regions;
    const Region city = read_city(city_folder / "city.json");
    regions.regions_.push_back(city);
    regions.by_code_.emplace(city.code, 0);

    for (const CsvRow& row : CsvTable::read(city_folder / "counties.csv").rows()) {
        regions.add(row, {row.text("code"), row.text("name"), RegionLevel::county, city.code, {}});
    }
    for (const CsvRow& row : CsvTable::read(city_folder / "streets.csv").rows()) {
        regions.add(row, {row.text("code"), row.text("name"), RegionLevel::street,
                          row.text("county"), point_of(row)});
    }
    for (const CsvRow& row : CsvTable::read(city_folder / "communities.csv").rows()) {
        regions.add(
            row,
            {row.text("code"), row.text("name"), RegionLevel::community, row.text("street"), {}});
    }
    regions.order();
    return regions;
}

void Regions::add(const CsvRow& row, Region region) {
    if (!is_code_of(region.level, region.code)) row.refuse("code: not a code of this level");
    const auto parent = by_code_.find(*region.parent);
    if (parent == by_code_.end()) row.refuse("the region above is unknown: " + *region.parent);
    const bool is_directly_below =
        static_cast<int>(regions_[parent->second].level) + 1 == static_cast<int>(region.level);
    if (!is_directly_below) row.refuse("the region above is of the wrong level");
    if (!by_code_.emplace(region.code, regions_.size()).second) {
        row.refuse("the code occurs twice: " + region.code);
    }
    regions_.push_back(std::move(region));
}

void Regions::order() {
    // A city's code is its counties' with zeros at the end, so that it stays in front.
    std::ranges::sort(regions_, {}, &Region::code);
    for (std::size_t at = 0; at < regions_.size(); ++at) {
        by_code_[regions_[at].code] = at;
        if (regions_[at].parent) below_[*regions_[at].parent].push_back(at);
    }
    invariant(regions_.front().level == RegionLevel::city);
    for (Region& region : regions_) {
        if (region.level == RegionLevel::county) region.centre = middle_of_streets(region.code);
    }
}

/// The mean of its streets' centres; nothing where there are none.
std::optional<GeoPoint> Regions::middle_of_streets(const std::string& county) const {
    std::int64_t latitude = 0;
    std::int64_t longitude = 0;
    std::int64_t count = 0;
    for (const Region* street : children(county)) {
        latitude += street->centre->latitude().e7;
        longitude += street->centre->longitude().e7;
        ++count;
    }
    if (count == 0) return std::nullopt;
    return GeoPoint(Latitude{static_cast<std::int32_t>(latitude / count)},
                    Longitude{static_cast<std::int32_t>(longitude / count)});
}

const Region* Regions::find(std::string_view code) const {
    const auto found = by_code_.find(std::string(code));
    return found == by_code_.end() ? nullptr : &regions_[found->second];
}

std::vector<const Region*> Regions::children(std::string_view parent) const {
    std::vector<const Region*> children;
    const auto found = below_.find(std::string(parent));
    if (found == below_.end()) return children;
    for (const std::size_t at : found->second) {
        children.push_back(&regions_[at]);
    }
    return children;
}

const Region* Regions::street_at(GeoPoint place) const {
    // 72 streets a city: a scan is quicker than a tree.
    const gigfair::DistanceFrom origin(engine_place(place));
    const Region* nearest = nullptr;
    std::uint32_t nearest_metres = street_reach_metres + 1;
    for (const Region& region : regions_) {
        if (region.level != RegionLevel::street) continue;
        const std::uint32_t metres = origin.metres_to(engine_place(*region.centre));
        if (metres >= nearest_metres) continue;
        nearest = &region;
        nearest_metres = metres;
    }
    return nearest;
}

std::uint32_t metres_between(GeoPoint from, GeoPoint to) {
    return gigfair::DistanceFrom(engine_place(from)).metres_to(engine_place(to));
}

std::optional<std::int64_t> county_of(std::string_view region_code) {
    const std::string_view digits = region_code.substr(0, county_digits);
    std::int64_t county = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), county);
    const bool whole = digits.size() == county_digits && read.ptr == digits.data() + county_digits;
    return whole ? std::optional(county) : std::nullopt;
}

}  // namespace gig::places
