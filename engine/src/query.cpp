#include "gigfair/query.h"

#include <algorithm>

namespace gigfair {

namespace {

std::optional<Fault> fault_of_times(const Query& query) {
    if (query.now < 0) return Fault{"now_min", "negative"};
    if (query.from < 0) return Fault{"from_min", "negative"};
    if (query.to < 0) return Fault{"to_min", "negative"};
    const bool is_sound = std::ranges::all_of(
        query.busy, [](const Interval& busy) { return busy.start >= 0 && busy.start < busy.end; });
    if (!is_sound) return Fault{"busy", "an interval doesn't end after its start"};
    return std::nullopt;
}

std::optional<Fault> fault_of_wishes(const Query& query) {
    const bool is_known = std::ranges::all_of(
        query.wishes, [](std::uint16_t wish) { return wish <= occupation_max; });
    if (!is_known) return Fault{"wishes", "an occupation over 4095"};
    if (query.personalised && query.only_wished && query.wishes.empty()) {
        return Fault{"only_wished", "there are no wishes"};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Fault> fault_of(const Query& query) {
    if (!is_on_earth(query.home)) return Fault{"lon,lat", "not a place on earth"};
    if (query.radius_m < 1 || query.radius_m > radius_m_max) {
        return Fault{"radius_m", "not in 1..200000"};
    }
    if (query.k < 1 || query.k > k_max) return Fault{"k", "not in 1..1000"};
    if (const std::optional<Fault> fault = fault_of_times(query)) return fault;
    if (const std::optional<Fault> fault = fault_of_wishes(query)) return fault;
    if (query.settlements == 0) return Fault{"settlements", "none is wanted"};
    if (query.settlements >> settlement_count != 0) return Fault{"settlements", "over 1f"};
    if (query.prefer_settlement && static_cast<int>(*query.prefer_settlement) >= settlement_count) {
        return Fault{"prefer_settlement", "over 4"};
    }
    return std::nullopt;
}

}  // namespace gigfair
