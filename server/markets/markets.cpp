#include "markets/markets.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "base/digest.h"
#include "base/file.h"
#include "base/time.h"
#include "markets/market_reader.h"
#include "places/places.h"

namespace gig::markets {

namespace {

constexpr std::array<std::string_view, 3> kind_names{"comprehensive", "trade", "station"};
constexpr std::array<std::string_view, 5> state_names{"planned", "building", "accepted", "open",
                                                      "demonstration"};

int iso_weekday(Time time) {
    const std::chrono::weekday weekday{std::chrono::sys_days(date_of(time))};
    return static_cast<int>(weekday.iso_encoding());
}

}  // namespace

std::string_view name_of(MarketKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(MarketState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

bool is_open(const Market& market, Time now) {
    if (!market.serves_people()) return false;
    const int weekday = iso_weekday(now);
    const auto of_day = now - midnight(date_of(now));
    return std::ranges::any_of(market.hours, [&](const OpeningHours& hours) {
        const bool is_its_day = std::ranges::find(hours.days, weekday) != hours.days.end();
        return is_its_day && hours.opens <= of_day && of_day < hours.closes;
    });
}

MarketId market_id_of(std::string_view key) {
    const Digest digest = sha256("market/" + std::string(key));
    std::uint64_t bits = 0;
    for (std::size_t byte = 0; byte < sizeof(bits); ++byte) {
        bits = bits << 8U | digest.at(byte);
    }
    return MarketId(static_cast<std::int64_t>(bits >> 1U));
}

MarketDirectory MarketDirectory::load(const std::filesystem::path& city_folder) {
    const std::filesystem::path file = city_folder / "markets.json";
    MarketDirectory directory;
    directory.markets_ = read_markets(read_file(file), file.string());
    std::ranges::sort(directory.markets_, {}, [](const Market& market) {
        return std::tie(market.region_code, market.name);
    });
    for (std::size_t at = 0; at < directory.markets_.size(); ++at) {
        directory.by_id_.emplace(directory.markets_[at].id, at);
    }
    return directory;
}

const Market* MarketDirectory::find(MarketId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &markets_[found->second];
}

const Market* MarketDirectory::nearest(GeoPoint place) const {
    const Market* nearest = nullptr;
    std::uint32_t metres_least = std::numeric_limits<std::uint32_t>::max();
    for (const Market& market : markets_) {
        const std::uint32_t metres = places::metres_between(place, market.place);
        if (!market.serves_people() || metres >= metres_least) continue;
        nearest = &market;
        metres_least = metres;
    }
    return nearest;
}

}  // namespace gig::markets
