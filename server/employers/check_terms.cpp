#include "employers/check_terms.h"

namespace gig::employers {

namespace {

constexpr Range months{1, 120};
constexpr Range renewal_days{1, 365};

CheckTerm term_in(const json::object& row) {
    if (row.at("article").as_string().empty()) {
        throw std::runtime_error("a term of law names its article");
    }
    return {.id = std::string(row.at("id").as_string()),
            .valid_from = date_in(row.at("valid_from")),
            .valid_to = optional_date_in(row.at("valid_to")),
            .verified_for = std::chrono::months(number_in(row, "months", months)),
            .renewal_asked = std::chrono::days(number_in(row, "renewal_asked_days", renewal_days))};
}

}  // namespace

Date CheckTerm::last_day(Date checked) const {
    const Date day = checked + verified_for;
    return day.ok() ? day : Date(day.year() / day.month() / std::chrono::last);
}

Date CheckTerm::asked_on(Date end) const {
    return {std::chrono::sys_days(end) - renewal_asked};
}

CheckTerms load_check_terms(const std::filesystem::path& city_folder) {
    return CheckTerms::load(city_folder / "rules" / "employer_checks.json", term_in);
}

}  // namespace gig::employers
