#include "jobs/look_terms.h"

namespace gig::jobs {

namespace {

constexpr Range permille{0, 1'000};
constexpr Range hours{1, std::int64_t{24} * 7};
constexpr Range reporters{1, 1'000};

LookTerm term_in(const json::object& row) {
    return {
        .valid_from = date_in(row.at("valid_from")),
        .valid_to = optional_date_in(row.at("valid_to")),
        .sampled_permille = static_cast<std::int32_t>(number_in(row, "sampled_permille", permille)),
        .report_due = std::chrono::hours(number_in(row, "report_due_hours", hours)),
        .reporters_to_suspend =
            static_cast<std::int32_t>(number_in(row, "reporters_to_suspend", reporters))};
}

}  // namespace

LookTerms load_look_terms(const std::filesystem::path& city_folder) {
    return LookTerms::load(city_folder / "rules" / "job_looks.json", term_in);
}

}  // namespace gig::jobs
