#pragma once

#include <string_view>

namespace gig::jobs {

/// So many characters in a row of what somebody reported tell who it was: a phone number is longer.
inline constexpr std::size_t quoted_characters = 10;

/// Whether some words repeat so much of a report, whatever the spaces and letter forms between.
/// Pure.
bool quotes(std::string_view words, std::string_view report);

}  // namespace gig::jobs
