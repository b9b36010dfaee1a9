#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace gig {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Digest digest(const EVP_MD* algorithm, std::string_view bytes) {
    Digest result{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), result.data(), &size, algorithm, nullptr) != 1 ||
        size != result.size()) {
        throw std::runtime_error("the cryptographic library can't compute a digest");
    }
    return result;
}

Digest hmac(const EVP_MD* algorithm, std::span<const std::uint8_t> key, std::string_view bytes) {
    Digest result{};
    unsigned size = 0;
    const auto* input = reinterpret_cast<const unsigned char*>(bytes.data());
    if (HMAC(algorithm, key.data(), static_cast<int>(key.size()), input, bytes.size(),
             result.data(), &size) == nullptr ||
        size != result.size()) {
        throw std::runtime_error("the cryptographic library can't compute an HMAC");
    }
    return result;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    return digest(EVP_sha256(), bytes);
}

Digest sm3(std::string_view bytes) {
    return digest(EVP_sm3(), bytes);
}

Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view bytes) {
    return hmac(EVP_sha256(), key, bytes);
}

Digest hmac_sm3(std::span<const std::uint8_t> key, std::string_view bytes) {
    return hmac(EVP_sm3(), key, bytes);
}

std::string sha256_hex(std::string_view bytes) {
    return to_hex(sha256(bytes));
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t position = 0; position < text.size(); position += 2) {
        const std::size_t high = hex_digits.find(text[position]);
        const std::size_t low = hex_digits.find(text[position + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

std::string to_base64url(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 6; count -= 6) {
            text += base64url_digits[bits >> (count - 6) & 63];
        }
    }
    if (count > 0) text += base64url_digits[bits << (6 - count) & 63];
    return text;
}

std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char character : text) {
        const std::size_t digit = base64url_digits.find(character);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> count & 0xFF));
        }
    }
    // Bits that no byte takes must be zero, or two texts would mean the same bytes.
    if ((bits & ((1u << count) - 1)) != 0) return std::nullopt;
    return bytes;
}

}  // namespace gig
