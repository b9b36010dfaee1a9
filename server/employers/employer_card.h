#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "employers/employers.h"
#include "http/call.h"

namespace gig::employers {

/// An employer as everybody may see it, wherever it is shown in full; never its documents.
json::object card_json(const Employer& employer, http::Locale locale);

/// The mark of what is made up for the demonstration.
std::optional<std::string> demo_label(const Employer& employer, http::Locale locale);

json::object licence_json(const Licence& licence);

// The contract's null, or the value.
json::value or_null(const std::optional<std::string>& text);
json::value date_or_null(const std::optional<Date>& date);

}  // namespace gig::employers
