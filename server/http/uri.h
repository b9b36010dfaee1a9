#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gig::http {

enum class Plus { is_plus, is_space };  // A query may write a space as +.

/// The text that percent-encoded bytes mean; nothing where an escape is broken, or where what
/// comes out is no UTF-8 or holds a NUL.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

/// The path's segments, decoded: "/api/v1/jobs" is ["api", "v1", "jobs"]. Nothing where a segment
/// can't be decoded. A slash at the end makes a last segment that is empty.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

using QueryValues = std::map<std::string, std::string, std::less<>>;

/// Refusals: query.malformed, query.repeated_parameter.
Result<QueryValues> parse_query(std::string_view query);

}  // namespace gig::http
