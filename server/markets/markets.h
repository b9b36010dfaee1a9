#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/geo.h"
#include "base/id.h"

namespace gig::markets {

enum class MarketKind { comprehensive, trade, station };

/// A market's life. Only the last two serve people.
enum class MarketState { planned, building, accepted, open, demonstration };

std::string_view name_of(MarketKind kind);
std::string_view name_of(MarketState state);

/// On these days from opens to closes, which is not included; 00:00 <= opens < closes <= 24:00.
struct OpeningHours {
    std::vector<int> days;  // 1 is Monday.
    std::chrono::minutes opens;
    std::chrono::minutes closes;
};

struct Market {
    MarketId id;
    std::string key;  // Its name in the city's data.
    std::string name;
    std::string name_en;
    MarketKind kind;
    MarketState state;
    bool sample;  // Stands for one of its kind: the name is made up.
    std::string region_code;
    GeoPoint place;
    std::string address;
    std::vector<OpeningHours> hours;
    std::vector<std::string> zones;
    std::optional<std::int32_t> area_m2;
    std::optional<std::string> phone;

    bool serves_people() const {
        return state == MarketState::open || state == MarketState::demonstration;
    }
};

/// Whether it serves people at this moment.
bool is_open(const Market& market, Time now);

/// The id of the market with this key, in every city and installation alike.
MarketId market_id_of(std::string_view key);

inline constexpr std::size_t markets_max = 1'000;

/// All markets of one city, read once. Only read afterwards, from any thread.
class MarketDirectory {
public:
    /// Reads markets.json of a city's folder. Throws std::runtime_error naming the file, the
    /// market and the field where the data can't be used.
    static MarketDirectory load(const std::filesystem::path& city_folder);

    const Market* find(MarketId id) const;

    /// The nearest one that serves people; nothing where none does.
    const Market* nearest(GeoPoint place) const;

    /// By region, then name.
    const std::vector<Market>& all() const { return markets_; }

private:
    std::vector<Market> markets_;
    std::unordered_map<MarketId, std::size_t> by_id_;
};

}  // namespace gig::markets
