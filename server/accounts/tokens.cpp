#include "accounts/tokens.h"

#include <array>
#include <span>

#include "base/digest.h"

namespace gig::accounts {

std::string random_token(Rng& rng) {
    std::array<std::uint8_t, token_bytes> bytes{};
    rng.fill(std::as_writable_bytes(std::span(bytes)));
    return to_base64url(bytes);
}

}  // namespace gig::accounts
