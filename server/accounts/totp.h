#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/rng.h"

namespace gig::accounts {

// RFC 6238 as authenticator apps know it: HMAC-SHA-1, 30 seconds, 6 digits.
inline constexpr std::chrono::seconds totp_step{30};
inline constexpr std::size_t totp_digits = 6;
inline constexpr std::int64_t totp_steps_around = 1;  // A clock may be 30 s off, either way.
inline constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226 asks for 160 bits.

std::string new_totp_secret(Rng& rng);

/// RFC 4648 base 32 without padding, as authenticator apps take it.
std::string to_base32(std::string_view bytes);

/// otpauth://totp/gigfair:<login>?…, for a QR code.
std::string totp_uri(std::string_view login, std::string_view secret);

std::string totp_code(std::string_view secret, std::int64_t step);

/// The step whose code was given, within totp_steps_around of now; the caller sees to it that
/// no step is used twice.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, Time now);

}  // namespace gig::accounts
