#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gig {

/// 32 bytes, of SHA-256 and SM3 alike.
using Digest = std::array<std::uint8_t, 32>;

// What follows throws std::runtime_error where the cryptographic library fails.

Digest sha256(std::string_view bytes);
Digest sm3(std::string_view bytes);
Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view bytes);
Digest hmac_sm3(std::span<const std::uint8_t> key, std::string_view bytes);

/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// Takes the same time wherever the two differ. Their lengths are no secret.
bool equal_in_constant_time(std::string_view left, std::string_view right);

std::string to_hex(std::span<const std::uint8_t> bytes);

/// Nothing where the text is not pairs of lower-case hex digits.
std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);

/// RFC 4648 §5, without padding.
std::string to_base64url(std::span<const std::uint8_t> bytes);

/// Nothing where the text is not exactly what to_base64url writes.
std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text);

/// The bytes of a text, and the text of bytes, without copying.
inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace gig
