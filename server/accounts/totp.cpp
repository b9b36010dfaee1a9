#include "accounts/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <span>
#include <stdexcept>

#include "base/digest.h"

namespace gig::accounts {

namespace {

constexpr std::size_t sha1_bytes = 20;
constexpr std::uint32_t code_modulus = 1'000'000;

std::array<unsigned char, sha1_bytes> hmac_sha1(std::string_view key, std::int64_t counter) {
    std::array<unsigned char, 8> message{};
    for (std::size_t byte = 0; byte < message.size(); ++byte) {
        message[byte] = static_cast<unsigned char>(counter >> (8 * (message.size() - 1 - byte)));
    }
    std::array<unsigned char, sha1_bytes> digest{};
    unsigned int length = 0;
    const unsigned char* const made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
                                           message.data(), message.size(), digest.data(), &length);
    if (made == nullptr || length != digest.size()) throw std::runtime_error("HMAC-SHA-1 failed");
    return digest;
}

}  // namespace

std::string new_totp_secret(Rng& rng) {
    std::string secret(totp_secret_bytes, '\0');
    rng.fill(std::as_writable_bytes(std::span(secret)));
    return secret;
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::uint32_t digit_bits = 5;
    std::string text;
    std::uint32_t pending = 0;
    std::uint32_t pending_bits = 0;
    for (const char byte : bytes) {
        pending = pending << 8 | static_cast<unsigned char>(byte);
        for (pending_bits += 8; pending_bits >= digit_bits; pending_bits -= digit_bits) {
            text += alphabet[pending >> (pending_bits - digit_bits) & 31U];
        }
        pending &= 0xFFU;
    }
    if (pending_bits > 0) text += alphabet[pending << (digit_bits - pending_bits) & 31U];
    return text;
}

std::string totp_uri(std::string_view login, std::string_view secret) {
    return "otpauth://totp/gigfair:" + std::string(login) + "?secret=" + to_base32(secret) +
           "&issuer=gigfair&algorithm=SHA1&digits=6&period=30";
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    const std::array<unsigned char, sha1_bytes> digest = hmac_sha1(secret, step);
    // RFC 4226 5.3: four bytes from where the last nibble points, without the sign bit.
    const std::size_t offset = digest.back() & 0x0FU;
    std::uint32_t number = 0;
    for (std::size_t byte = 0; byte < 4; ++byte)
        number = number << 8 | digest.at(offset + byte);
    number = (number & 0x7FFFFFFFU) % code_modulus;

    const std::string digits = std::to_string(number);
    return std::string(totp_digits - digits.size(), '0') + digits;
}

std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, Time now) {
    const std::int64_t current =
        std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) / totp_step;
    for (std::int64_t step = current - totp_steps_around; step <= current + totp_steps_around;
         ++step) {
        if (equal_in_constant_time(totp_code(secret, step), code)) return step;
    }
    return std::nullopt;
}

}  // namespace gig::accounts
