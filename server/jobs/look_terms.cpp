#include "jobs/look_terms.h"

#include <algorithm>
#include <stdexcept>

#include "base/file.h"
#include "base/invariant.h"
#include "base/json.h"

namespace gig::jobs {

namespace {

constexpr std::int64_t permille_max = 1'000;
constexpr std::int64_t hours_max = 24 * 7;
constexpr std::int64_t reporters_max = 1'000;

Date date_in(const json::value& value) {
    const std::optional<Date> date = date_value(value.as_string());
    if (!date) throw std::runtime_error("a date is YYYY-MM-DD");
    return *date;
}

struct Range {
    std::int64_t low;
    std::int64_t high;
};

std::int32_t number_in(const json::object& object, std::string_view name, Range range) {
    const auto number = object.at(name).to_number<std::int64_t>();
    if (number < range.low || number > range.high) {
        throw std::runtime_error(std::string(name) + " is out of range");
    }
    return static_cast<std::int32_t>(number);
}

LookTerm term_in(const json::object& object) {
    if (object.at("source").as_string().empty()) {
        throw std::runtime_error("a term says where it comes from");
    }
    LookTerm term{
        .valid_from = date_in(object.at("valid_from")),
        .valid_to = std::nullopt,
        .sampled_permille = number_in(object, "sampled_permille", {0, permille_max}),
        .report_due = std::chrono::hours(number_in(object, "report_due_hours", {1, hours_max})),
        .reporters_to_suspend = number_in(object, "reporters_to_suspend", {1, reporters_max})};
    if (!object.at("valid_to").is_null()) term.valid_to = date_in(object.at("valid_to"));
    return term;
}

}  // namespace

LookTerms::LookTerms(std::vector<LookTerm> terms) : terms_(std::move(terms)) {
    invariant(!terms_.empty());
    std::ranges::sort(terms_, {}, &LookTerm::valid_from);
}

LookTerms LookTerms::load(const std::filesystem::path& city_folder) {
    const std::filesystem::path file = city_folder / "rules" / "job_looks.json";
    std::vector<LookTerm> terms;
    try {
        const json::value whole = json::parse(read_file(file));
        for (const json::value& value : whole.at("terms").as_array())
            terms.push_back(term_in(value.as_object()));
        if (terms.empty()) throw std::runtime_error("there is no term");
    } catch (const std::exception& fault) {
        throw std::runtime_error(file.string() + ": " + fault.what());
    }
    return LookTerms(std::move(terms));
}

const LookTerm& LookTerms::on(Date day) const {
    const LookTerm* found = &terms_.front();
    for (const LookTerm& term : terms_) {
        if (term.valid_from <= day && (!term.valid_to || day <= *term.valid_to)) found = &term;
    }
    return *found;
}

}  // namespace gig::jobs
