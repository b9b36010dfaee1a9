#include "rules/verification.h"

#include "base/time.h"

namespace gig::rules {

bool is_uncertain(const std::optional<std::chrono::sys_days>& verified_on,
                  std::chrono::sys_days day) {
    if (!verified_on) return true;
    const Date limit = Date(*verified_on) + amounts_verified_max;
    // The month may have no such day: then its last.
    const std::chrono::sys_days last(
        limit.ok() ? limit : Date(limit.year() / limit.month() / std::chrono::last));
    return day > last;
}

TableWarning warning_of(const Amounts& amounts) {
    const auto& [document, name, effect, verified_on] = amounts;
    if (!verified_on) {
        return {document,
                {name.zh + "尚未核实，" + effect.zh + "。",
                 name.en + " were never verified; " + effect.en + "."}};
    }
    const std::string since = date_text(Date(*verified_on));
    return {document,
            {name.zh + "上次核实于 " + since + "，已超过 24 个月，" + effect.zh + "。",
             name.en + " were last verified on " + since + ", more than 24 months ago; " +
                 effect.en + "."}};
}

}  // namespace gig::rules
