#include "base/text.h"

#include <algorithm>
#include <cstdint>

namespace gig {

namespace {

bool is_hidden(char32_t point) {
    const bool control =
        (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7F && point < 0xA0);
    const bool zero_width = point == 0x200B || point == 0x2060 || point == 0xFEFF;
    const bool direction = (point >= 0x202A && point <= 0x202E) ||
                           (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
                           point == 0x200F;
    return control || zero_width || direction;
}

constexpr std::string_view ideographic_space = "\xE3\x80\x80";

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : 4;
    if (lead >= 0x80 && (lead < 0xC2 || lead > 0xF4)) return std::nullopt;
    if (text.size() < length) return std::nullopt;

    std::uint32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t position = 1; position < length; ++position) {
        const auto byte = static_cast<unsigned char>(text[position]);
        if (byte >> 6 != 2) return std::nullopt;
        point = point << 6 | (byte & 0x3Fu);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (overlong || surrogate || point > 0x10FFFF) return std::nullopt;
    text.remove_prefix(length);
    return static_cast<char32_t>(point);
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        if (!take_code_point(text)) return false;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char byte) {
        return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    };
    while (!text.empty()) {
        if (is_space(text.front())) {
            text.remove_prefix(1);
        } else if (is_space(text.back())) {
            text.remove_suffix(1);
        } else if (text.starts_with(ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
        } else if (text.ends_with(ideographic_space)) {
            text.remove_suffix(ideographic_space.size());
        } else {
            break;
        }
    }
    return text;
}

bool has_hidden_characters(std::string_view text) {
    while (!text.empty()) {
        const std::optional<char32_t> point = take_code_point(text);
        if (!point || is_hidden(*point)) return true;
    }
    return false;
}

}  // namespace gig
