#include "gigfair/opening.h"

#include <bit>

namespace gigfair {

std::optional<Fault> fault_of(const Opening& opening) {
    if (!is_on_earth(opening.place)) return Fault{"lon,lat", "not a place on earth"};
    if (opening.occupation > occupation_max) return Fault{"occupation", "over 4095"};
    if (static_cast<int>(opening.settlement) >= settlement_count) {
        return Fault{"settlement", "over 4"};
    }
    if (opening.start < 0) return Fault{"start_min", "negative"};
    if (opening.end <= opening.start) return Fault{"end_min", "not after start_min"};
    // Both are at least 0 here, so that the difference can't overflow.
    if (opening.end - opening.start > shift_minutes_max) {
        return Fault{"end_min", "a shift lasts 24 hours at most"};
    }
    if (std::popcount(opening.skills) > skills_per_opening_max) {
        return Fault{"skills", "more than three"};
    }
    if (opening.posted < 0) return Fault{"posted_min", "negative"};
    if (opening.trust > trust_max) return Fault{"trust", "over 1000"};
    return std::nullopt;
}

}  // namespace gigfair
