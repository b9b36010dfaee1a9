#include "gigfair/filters.h"

#include <algorithm>

namespace gigfair {

namespace {

bool wants(const Query& query, Settlement settlement) {
    return (query.settlements >> static_cast<int>(settlement) & 1U) != 0;
}

bool is_unwanted_occupation(const Query& query, std::uint16_t occupation) {
    if (!query.personalised || !query.only_wished) return false;
    return std::ranges::find(query.wishes, occupation) == query.wishes.end();
}

}  // namespace

std::string_view name_of(WhyNot why_not) {
    switch (why_not) {
        case WhyNot::closed:
            return "closed";
        case WhyNot::outside_dates:
            return "outside_dates";
        case WhyNot::too_far:
            return "too_far";
        case WhyNot::clashes:
            return "clashes";
        case WhyNot::pay_below_floor:
            return "pay_below_floor";
        case WhyNot::settlement_unwanted:
            return "settlement_unwanted";
        case WhyNot::lacks_certificate:
            return "lacks_certificate";
        case WhyNot::night_unwanted:
            return "night_unwanted";
        case WhyNot::occupation_unwanted:
            return "occupation_unwanted";
        case WhyNot::employer_blocked:
            return "employer_blocked";
    }
    return {};
}

std::optional<WhyNot> why_not(const Query& query, const Opening& opening,
                              std::uint32_t distance_m) {
    if (opening.places == 0 || opening.start <= query.now) return WhyNot::closed;
    if (opening.start < query.from || opening.start >= query.to) return WhyNot::outside_dates;
    if (distance_m > query.radius_m) return WhyNot::too_far;
    if (!is_free(query.week_free, query.busy, opening.shift())) return WhyNot::clashes;
    if (opening.pay_fen_hour < query.pay_floor) return WhyNot::pay_below_floor;
    if (!wants(query, opening.settlement)) return WhyNot::settlement_unwanted;
    if ((opening.certificates & ~query.certificates) != 0) return WhyNot::lacks_certificate;
    if (!query.night_ok && touches_night(opening.shift())) return WhyNot::night_unwanted;
    if (is_unwanted_occupation(query, opening.occupation)) return WhyNot::occupation_unwanted;
    if (std::ranges::find(query.blocked, opening.employer) != query.blocked.end()) {
        return WhyNot::employer_blocked;
    }
    return std::nullopt;
}

}  // namespace gigfair
