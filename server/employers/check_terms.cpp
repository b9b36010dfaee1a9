#include "employers/check_terms.h"

#include <algorithm>
#include <stdexcept>

#include "base/file.h"
#include "base/json.h"

namespace gig::employers {

namespace {

constexpr std::int64_t months_max = 120;
constexpr std::int64_t renewal_days_max = 365;

Date date_in(const json::value& value) {
    const std::optional<Date> date = date_value(value.as_string());
    if (!date) throw std::runtime_error("a date is YYYY-MM-DD");
    return *date;
}

std::int64_t number_in(const json::object& object, std::string_view name, std::int64_t max) {
    const auto number = object.at(name).to_number<std::int64_t>();
    if (number < 1 || number > max) {
        throw std::runtime_error(std::string(name) + " is out of range");
    }
    return number;
}

CheckTerm term_in(const json::object& object) {
    if (object.at("article").as_string().empty() || object.at("source").as_string().empty()) {
        throw std::runtime_error("a term says where it comes from");
    }
    CheckTerm term{.id = std::string(object.at("id").as_string()),
                   .valid_from = date_in(object.at("valid_from")),
                   .valid_to = std::nullopt,
                   .verified_for = std::chrono::months(number_in(object, "months", months_max)),
                   .renewal_asked = std::chrono::days(
                       number_in(object, "renewal_asked_days", renewal_days_max))};
    if (!object.at("valid_to").is_null()) term.valid_to = date_in(object.at("valid_to"));
    return term;
}

}  // namespace

Date CheckTerm::last_day(Date checked) const {
    const Date day = checked + verified_for;
    return day.ok() ? day : Date(day.year() / day.month() / std::chrono::last);
}

Date CheckTerm::asked_on(Date end) const {
    return {std::chrono::sys_days(end) - renewal_asked};
}

CheckTerms CheckTerms::load(const std::filesystem::path& city_folder) {
    const std::filesystem::path file = city_folder / "rules" / "employer_checks.json";
    CheckTerms terms;
    try {
        const json::value whole = json::parse(read_file(file));
        for (const json::value& value : whole.at("terms").as_array())
            terms.terms_.push_back(term_in(value.as_object()));
        if (terms.terms_.empty()) throw std::runtime_error("there is no term");
    } catch (const std::exception& fault) {
        throw std::runtime_error(file.string() + ": " + fault.what());
    }
    std::ranges::sort(terms.terms_, {}, &CheckTerm::valid_from);
    return terms;
}

const CheckTerm& CheckTerms::on(Date day) const {
    const CheckTerm* found = &terms_.front();
    for (const CheckTerm& term : terms_) {
        if (term.valid_from <= day && (!term.valid_to || day <= *term.valid_to)) found = &term;
    }
    return *found;
}

}  // namespace gig::employers
