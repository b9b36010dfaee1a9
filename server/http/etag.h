#pragma once

#include <string>
#include <string_view>

namespace gig::http {

/// The strong validator of these bytes: another text has another one.
std::string etag_of(std::string_view bytes);

/// Whether an If-None-Match names the validator, weakly compared, or anything at all ("*").
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace gig::http
