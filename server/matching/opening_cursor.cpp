#include "matching/opening_cursor.h"

#include "base/digest.h"

namespace gig::matching {

namespace {

constexpr std::size_t tag_bytes = 16;
constexpr std::size_t rank_bytes = 8;
constexpr std::size_t id_bytes = 4;
constexpr std::size_t plain_bytes = rank_bytes + id_bytes;

void append(std::string& text, std::uint64_t value, std::size_t bytes) {
    for (std::size_t byte = bytes; byte > 0; --byte) {
        text += static_cast<char>(value >> (8 * (byte - 1)) & 0xFFU);
    }
}

std::uint64_t number_in(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    return value;
}

}  // namespace

// A synthetic nonce: the tag authenticates the position and the search, and the mask that hides
// the position is drawn from the tag. Without random bits, nothing can run out or repeat badly.

std::string OpeningCursors::write(const Position& position, std::string_view search) const {
    std::string plain;
    append(plain, static_cast<std::uint64_t>(position.rank), rank_bytes);
    append(plain, position.id, id_bytes);
    const std::string tag = tag_of(plain, search);
    return to_base64url(bytes_of(tag + masked(plain, tag)));
}

std::optional<Position> OpeningCursors::read(std::string_view cursor,
                                             std::string_view search) const {
    const std::optional<std::vector<std::uint8_t>> sealed = from_base64url(cursor);
    if (!sealed || sealed->size() != tag_bytes + plain_bytes) return std::nullopt;
    const std::string_view bytes = text_of(*sealed);
    const std::string_view tag = bytes.substr(0, tag_bytes);
    const std::string plain = masked(bytes.substr(tag_bytes), tag);
    if (!equal_in_constant_time(tag_of(plain, search), tag)) return std::nullopt;

    const std::string_view view = plain;
    return Position{static_cast<std::int64_t>(number_in(view.substr(0, rank_bytes))),
                    static_cast<std::uint32_t>(number_in(view.substr(rank_bytes)))};
}

std::string OpeningCursors::tag_of(std::string_view plain, std::string_view search) const {
    const std::string message = "tag" + std::string(plain) + std::string(search);
    const Digest digest = hmac_sha256(bytes_of(key_), message);
    return std::string(text_of(digest).substr(0, tag_bytes));
}

std::string OpeningCursors::masked(std::string_view text, std::string_view tag) const {
    const Digest mask = hmac_sha256(bytes_of(key_), "mask" + std::string(tag));
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        result += static_cast<char>(static_cast<unsigned char>(text[at]) ^ mask.at(at));
    }
    return result;
}

}  // namespace gig::matching
