#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "employers/employer_checks_service.h"
#include "http/call.h"

namespace gig::employers {

/// What its members see.
json::object own_json(const OwnEmployer& own);

/// What the market's staff see.
json::object file_json(const EmployerChecksService::Seen& seen, http::Locale locale);

json::object check_json(const Check& check);

/// The licences and the mandate of a body that has them; employer.date_malformed.
Result<Papers> papers_in(const json::value& body);

}  // namespace gig::employers
