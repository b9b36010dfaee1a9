#include "base/id.h"

namespace gig {

namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_characters = 13;

}  // namespace

std::string id_text(std::int64_t value) {
    std::string text(id_characters, '0');
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t position = id_characters; position-- > 0; rest >>= 5) {
        text[position] = alphabet[rest & 31];
    }
    return text;
}

std::optional<std::int64_t> id_value(std::string_view text) {
    if (text.size() != id_characters) return std::nullopt;

    std::uint64_t value = 0;
    for (const char character : text) {
        const std::size_t digit = alphabet.find(character);
        if (digit == std::string_view::npos) return std::nullopt;
        if (value >> 59 != 0) return std::nullopt;  // A 64th bit: no id of ours.
        value = value << 5 | digit;
    }
    if (value >> 63 != 0) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

}  // namespace gig
