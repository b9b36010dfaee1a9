#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gig {

/// Takes one code point off the front of a text that isn't empty; nothing, and the text as it was,
/// where that is no well-formed UTF-8.
std::optional<char32_t> take_code_point(std::string_view& text);

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms, up to U+10FFFF).
bool is_utf8(std::string_view text);

/// The number of Unicode code points. The text must be well-formed.
std::size_t code_points(std::string_view text);

/// Without white space at both ends (ASCII and U+3000).
std::string_view trimmed(std::string_view text);

/// Whether a person could not see or would be misled by what it holds: control characters other
/// than line feed and tab, direction overrides, zero-width marks other than joiners.
bool has_hidden_characters(std::string_view text);

}  // namespace gig
