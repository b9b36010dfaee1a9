#include "workers/profile_checks.h"

#include <algorithm>

namespace gig::workers {

namespace {

Error refusal(std::string_view code, std::string field) {
    return Error{ErrorKind::invalid, code, std::move(field)};
}

std::string entry(std::string_view list, std::size_t position) {
    return std::string(list) + "/" + std::to_string(position);
}

/// How long the list may be, that nothing stands twice, and what each entry must be.
template <typename T, typename Fine>
Result<void> check_list(const std::vector<T>& list, std::string_view field, std::size_t count_max,
                        std::string_view code, Fine is_fine) {
    if (list.size() > count_max) return refusal("worker.too_many_entries", std::string(field));
    for (std::size_t position = 0; position < list.size(); ++position) {
        if (!is_fine(list[position]))
            return Error{ErrorKind::invalid, code, entry(field, position)};
        const auto here = list.begin() + static_cast<std::ptrdiff_t>(position);
        if (std::find(list.begin(), here, *here) != here) {
            return refusal("worker.listed_twice", entry(field, position));
        }
    }
    return {};
}

Result<void> check_ranges(const Preferences& preferences) {
    if (preferences.radius_m < 1 || preferences.radius_m > radius_m_max) {
        return refusal("worker.radius_out_of_range", "/radius_m");
    }
    if (preferences.travel.speed_kmh < 1 || preferences.travel.speed_kmh > speed_kmh_max) {
        return refusal("worker.speed_out_of_range", "/travel/speed_kmh");
    }
    if (preferences.pay_floor_fen < 0 || preferences.pay_floor_fen > pay_floor_fen_max) {
        return refusal("worker.pay_floor_out_of_range", "/pay_floor_fen");
    }
    return {};
}

Result<void> check_birth_date(const Preferences& preferences, Time now) {
    if (!preferences.birth_date) return {};
    const int age =
        preferences.birth_date->ok() ? age_on(*preferences.birth_date, date_of(now)) : -1;
    if (age >= 0 && age <= age_max) return {};
    return refusal("worker.birth_date_impossible", "/birth_date");
}

Result<void> check_lists(const Preferences& preferences,
                         const occupations::Occupations& occupations) {
    const auto is_occupation = [&](const std::string& code) {
        return occupations.find(code) != nullptr;
    };
    const auto is_certificate = [&](const std::string& key) {
        return occupations.mask_of({key}).has_value();
    };
    const auto is_skill = [&](const std::string& code) {
        return occupations.find_skill(code) != nullptr;
    };
    const auto is_real = [](const Away& away) { return away.start < away.end; };
    const auto is_any = [](Settlement) { return true; };
    constexpr std::size_t settlements_max = 5;

    const Result<void> checked[] = {
        check_list(preferences.away, "/away", away_max, "worker.away_end_before_start", is_real),
        check_list(preferences.wishes, "/wishes", wishes_max, "worker.occupation_unknown",
                   is_occupation),
        check_list(preferences.settlements, "/settlements", settlements_max, "worker.listed_twice",
                   is_any),
        check_list(preferences.skills, "/skills", skills_max, "worker.skill_unknown", is_skill),
        check_list(preferences.certificates, "/certificates", certificates_max,
                   "worker.certificate_unknown", is_certificate),
    };
    for (const Result<void>& each : checked) {
        if (!each) return each.error();
    }
    if (preferences.settlements.empty()) {
        return refusal("worker.settlements_empty", "/settlements");
    }
    if (preferences.only_wished && preferences.wishes.empty()) {
        return refusal("worker.only_wished_without_wishes", "/only_wished");
    }
    return {};
}

}  // namespace

Result<void> check_preferences(const Preferences& preferences,
                               const occupations::Occupations& occupations, Time now) {
    const Result<void> ranges = check_ranges(preferences);
    if (!ranges) return ranges.error();
    const Result<void> lists = check_lists(preferences, occupations);
    if (!lists) return lists.error();
    return check_birth_date(preferences, now);
}

}  // namespace gig::workers
