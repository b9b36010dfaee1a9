#include "workers/hand_in_rate.h"

#include <string>

namespace gig::workers {

Result<void> HandInRate::take(AccountId worker, Time now) {
    const Date date = date_of(now);
    return today_.with([&](Day& day) -> Result<void> {
        if (day.date != date) day = {date, {}};
        std::size_t& count = day.counts[worker];
        if (count < hand_ins_per_day_max) {
            ++count;
            return {};
        }
        const auto wait = midnight(date) + std::chrono::hours(24) - now;
        Error error{ErrorKind::too_many, "certificate.handed_in_too_often"};
        error.values.emplace_back("max", std::to_string(hand_ins_per_day_max));
        error.retry_after_seconds =
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count());
        return error;
    });
}

}  // namespace gig::workers
