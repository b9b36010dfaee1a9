#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

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

/// The dated rules of how often employers are checked (人社厅发〔2025〕60号). Read once, then only
/// read.
class CheckTerms {
public:
    /// Reads rules/employer_checks.json of a city's folder. Throws std::runtime_error naming the
    /// file where it can't be used.
    static CheckTerms load(const std::filesystem::path& city_folder);

    /// The newest one in force; before all of them, the first.
    const CheckTerm& on(Date day) const;

private:
    std::vector<CheckTerm> terms_;  // Oldest first, never empty.
};

}  // namespace gig::employers
