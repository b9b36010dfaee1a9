#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace gig {

/// The answer that a repeated request must get again, byte for byte.
struct Answer {
    int status;
    std::string body;
};

/// What a caller sent so that a retry can't act twice.
struct OnceKey {
    AccountId account;
    std::string key;          // Idempotency-Key, at most 255 bytes.
    std::string fingerprint;  // Digest of account, method, path and body.
    Time at;                  // When the request came; the answer is kept for 72 hours.
};

/// Goes with every effect: how to write down, in the effect's own transaction, the answer that a
/// retry gets. Without a key nothing is remembered, and a retry is a new request.
template <typename T>
struct Once {
    std::optional<OnceKey> key = std::nullopt;
    std::function<Answer(const T&)> answer = {};
};

}  // namespace gig
