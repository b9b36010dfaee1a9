#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/geo.h"
#include "base/result.h"

namespace gig {
class CsvRow;
}

namespace gig::places {

enum class RegionLevel { city, county, street, community };

std::string_view level_name(RegionLevel level);

inline constexpr std::size_t county_digits = 6;

/// The county that a region lies in, by its code's first six digits; nothing for what is no code.
std::optional<std::int64_t> county_of(std::string_view region_code);

/// A region of GB/T 2260 and the statistical codes below it: city and county have 6 digits (the
/// city's end in 00), a street or town 9, a community 12.
struct Region {
    std::string code;
    std::string name;
    RegionLevel level;
    std::optional<std::string> parent;
    std::optional<GeoPoint> centre;  // Approximate (about 3 km); known for streets, counties, city.
};

/// All regions of one city, read once from its data. Only read afterwards, from any thread.
class Regions {
public:
    /// Reads city.json, counties.csv, streets.csv and communities.csv of a city's folder. Throws
    /// std::runtime_error naming file and line where the data can't be used.
    static Regions load(const std::filesystem::path& city_folder);

    const Region* find(std::string_view code) const;

    /// In order of their codes. An unknown parent has none.
    std::vector<const Region*> children(std::string_view parent) const;

    /// The street whose centre is nearest, where that is within street_reach_metres; nothing for a
    /// place outside of the city. Approximate, as the centres are.
    const Region* street_at(GeoPoint place) const;

    const Region& city() const { return regions_.front(); }

private:
    void add(const CsvRow& row, Region region);
    void order();
    std::optional<GeoPoint> middle_of_streets(const std::string& county) const;

    std::vector<Region> regions_;  // In order of their codes.
    std::unordered_map<std::string, std::size_t> by_code_;
    std::unordered_map<std::string, std::vector<std::size_t>> below_;
};

inline constexpr std::uint32_t street_reach_metres = 9'000;

/// Distance as the engine computes it (MATCHING, Quantities), in whole metres.
std::uint32_t metres_between(GeoPoint from, GeoPoint to);

}  // namespace gig::places
