#include "matching/text_match.h"

#include <algorithm>

namespace gig::matching {

namespace {

constexpr std::string_view ideographic_space = "\xE3\x80\x80";  // U+3000

/// The ASCII character that a full-width form (U+FF01–U+FF5E) stands for, or 0.
char half_width(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xEF') return 0;
    const auto middle = static_cast<unsigned char>(text[1]);
    const auto last = static_cast<unsigned char>(text[2]);
    // FF01–FF3F are EF BC 81–BF, FF40–FF5E are EF BD 80–9E.
    if (middle == 0xBC && last >= 0x81 && last <= 0xBF) return static_cast<char>(last - 0x60);
    if (middle == 0xBD && last >= 0x80 && last <= 0x9E) return static_cast<char>(last - 0x20);
    return 0;
}

char lower(char character) {
    const bool is_upper = character >= 'A' && character <= 'Z';
    return is_upper ? static_cast<char>(character - 'A' + 'a') : character;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const char half = half_width(text);
        const bool is_wide_space = text.starts_with(ideographic_space);
        if (half != 0 || is_wide_space) {
            result += is_wide_space ? ' ' : lower(half);
            text.remove_prefix(ideographic_space.size());
            continue;
        }
        result += lower(text.front());
        text.remove_prefix(1);
    }
    return result;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const std::string line = folded(text);
    std::size_t start = 0;
    while ((start = line.find_first_not_of(" \t\n", start)) != std::string::npos) {
        const std::size_t end = std::min(line.find_first_of(" \t\n", start), line.size());
        words.push_back(line.substr(start, end - start));
        start = end;
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

bool has_all(std::string_view folded_text, const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [&](const std::string& word) {
        return folded_text.find(word) != std::string_view::npos;
    });
}

}  // namespace gig::matching
