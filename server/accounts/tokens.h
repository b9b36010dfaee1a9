#pragma once

#include <string>

#include "base/rng.h"

namespace gig::accounts {

inline constexpr std::size_t token_bytes = 32;       // 256 bits: nobody guesses one.
inline constexpr std::size_t token_characters = 43;  // Of base64url without padding.

/// A new secret for a session or its CSRF check. Only its SHA-256 is kept, which can't be turned
/// back: a stolen database opens no session.
std::string random_token(Rng& rng);

}  // namespace gig::accounts
