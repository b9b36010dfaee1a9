#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gig::matching {

/// For comparing words: ASCII letters in lower case, full-width forms (Ａ, １, 　) as their ASCII
/// ones. The text must be well-formed UTF-8.
std::string folded(std::string_view text);

/// The folded words of what somebody looks for, without repeats.
std::vector<std::string> words_of(std::string_view text);

/// Whether each word occurs somewhere in the folded text.
bool has_all(std::string_view folded_text, const std::vector<std::string>& words);

}  // namespace gig::matching
