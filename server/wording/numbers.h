#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gig::wording {

/// A number as it stands in a spelled text: 25, 6,000, 2.5, 6千, 1.2万, 8k, 二十五.
struct Number {
    std::size_t begin;
    std::size_t end;
    std::int64_t hundredths;
    bool in_digits;

    bool is_whole() const { return hundredths % 100 == 0; }
    std::int64_t whole() const { return hundredths / 100; }
};

/// One number, or two with a dash, 到 or 至 between them.
struct Numbers {
    Number low;
    Number high;  // As low where there is one.

    std::size_t begin() const { return low.begin; }
    std::size_t end() const { return high.end; }
    bool is_range() const { return low.begin != high.begin; }
};

inline bool has(std::u32string_view characters, char32_t value) {
    return characters.find(value) != std::u32string_view::npos;
}

bool is_digit(char32_t value);
bool is_han_digit(char32_t value);

std::size_t after_blanks(std::u32string_view text, std::size_t at);
std::size_t before_blanks(std::u32string_view text, std::size_t end);

/// The number that begins exactly there. One with more than two decimals or seven digits is none:
/// it would have to be rounded.
std::optional<Number> number_at(std::u32string_view text, std::size_t at);

/// The number or range that begins there. 2026-11-30 is neither, and so is one that runs backward.
std::optional<Numbers> numbers_at(std::u32string_view text, std::size_t at);

/// All of a text that are written in digits, or in 一二三 where that is no part of a longer word.
std::vector<Numbers> numbers_in(std::u32string_view text);

}  // namespace gig::wording
