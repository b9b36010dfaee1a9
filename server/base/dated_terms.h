#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/invariant.h"
#include "base/json.h"
#include "base/time.h"

namespace gig {

// Rules change by date: each is a row of JSON with its first and last day. The readers throw
// std::exception where a value isn't what it should be.

/// YYYY-MM-DD.
Date date_in(const json::value& value);
std::optional<Date> optional_date_in(const json::value& value);

struct Range {
    std::int64_t low;
    std::int64_t high;
};

/// A whole number of that name, within the range.
std::int64_t number_in(const json::object& object, std::string_view name, Range range);

/// The rows of one rule, of which the newest in force counts. A Term has valid_from and valid_to.
/// Read once, then only read, from any thread.
template <typename Term>
class DatedTerms {
public:
    /// At least one.
    explicit DatedTerms(std::vector<Term> terms) : terms_(std::move(terms)) {
        invariant(!terms_.empty());
        std::ranges::sort(terms_, {}, &Term::valid_from);
    }

    /// Reads every row of "terms" in a JSON file; each says its source. Throws std::runtime_error
    /// naming the file where it can't be used, also where `read` throws.
    static DatedTerms load(const std::filesystem::path& file, Term (*read)(const json::object&)) {
        std::vector<Term> terms;
        try {
            const json::value whole = json::parse(read_file(file));
            for (const json::value& row : whole.at("terms").as_array()) {
                const json::object& object = row.as_object();
                if (object.at("source").as_string().empty()) {
                    throw std::runtime_error("a term says where it comes from");
                }
                terms.push_back(read(object));
            }
            if (terms.empty()) throw std::runtime_error("there is no term");
        } catch (const std::exception& fault) {
            throw std::runtime_error(file.string() + ": " + fault.what());
        }
        return DatedTerms(std::move(terms));
    }

    /// The newest one in force; before all of them, the first.
    const Term& on(Date day) const {
        const Term* found = &terms_.front();
        for (const Term& term : terms_) {
            if (term.valid_from <= day && (!term.valid_to || day <= *term.valid_to)) found = &term;
        }
        return *found;
    }

private:
    std::vector<Term> terms_;  // Oldest first.
};

}  // namespace gig
