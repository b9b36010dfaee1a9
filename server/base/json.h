#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/result.h"

namespace gig {

namespace json = boost::json;

inline constexpr std::size_t json_depth_max = 32;

/// The only way in for foreign JSON. Stricter than the library: a duplicate key, a number that
/// no number of ours can hold (1e400, an integer of more than 64 bits), bytes or escapes that
/// aren't Unicode, nesting over 32 and anything after the end are refused (json.duplicate_key,
/// json.number_out_of_range, json.bad_utf8, json.too_deep, json.malformed). The error's value
/// `offset` is the byte at which reading stopped.
Result<json::value> parse_json(std::string_view text);

}  // namespace gig
