#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

#include "rules/verification.h"

namespace gig::rules {

/// Terms that another room works by. Here only counts who verified them.
struct TermTable {
    std::chrono::sys_days valid_from;
    std::optional<std::chrono::sys_days> valid_to;
    Amounts amounts;

    bool is_in_force(std::chrono::sys_days day) const {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
};

/// The "terms" of every *.json of a city's rules that has such, file by file in order of name.
/// Throws std::runtime_error naming the file where they can't be used.
std::vector<TermTable> read_term_tables(const std::filesystem::path& folder);

}  // namespace gig::rules
