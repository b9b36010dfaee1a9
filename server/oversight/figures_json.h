#pragma once

#include "base/json.h"
#include "http/call.h"
#include "oversight/figure_definitions.h"
#include "oversight/figures_service.h"

namespace gig::oversight {

// What the room answers, as api/oversight.yaml fixes it.

const std::string& in_language(const Words& words, http::Locale locale);

json::object as_of_json(const AsOf& as_of);
json::object figure_json(const Figure& figure, const Definition& definition, http::Locale locale);
json::array series_json(const std::vector<Point>& series);
json::object definition_json(const Definition& definition, http::Locale locale);
json::object row_json(const FigureRow& row);

/// A county's code as its six digits.
std::string county_text(County county);

}  // namespace gig::oversight
