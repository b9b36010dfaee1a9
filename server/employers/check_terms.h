#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "base/dated_terms.h"

namespace gig::employers {

/// How long being verified lasts, as the rule of the day says.
struct CheckTerm {
    std::string id;
    Date valid_from;
    std::optional<Date> valid_to;
    std::chrono::months verified_for;
    std::chrono::days renewal_asked;  // Before the end.

    /// The last day that a check of this day covers; the month's last where it has no such day.
    Date last_day(Date checked) const;

    /// The day on which what ends on `end` is asked to be renewed.
    Date asked_on(Date end) const;
};

/// The dated rules of how often employers are checked (人社厅发〔2025〕60号).
using CheckTerms = DatedTerms<CheckTerm>;

/// rules/employer_checks.json of a city's folder.
CheckTerms load_check_terms(const std::filesystem::path& city_folder);

}  // namespace gig::employers
