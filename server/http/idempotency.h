#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/guarded.h"
#include "http/call.h"
#include "http/gate.h"
#include "http/request.h"

namespace gig::http {

inline constexpr std::size_t idempotency_key_bytes_max = 255;

/// What makes two requests the same: digest of account, method, path with query, and body. No
/// body counts as {}.
std::string fingerprint_of(AccountId account, const Request& request);

/// Sees to it that a request which is sent again acts once, and is answered the same.
///
/// The answer itself is kept by the handler's transaction (base/once.h); here it is found again,
/// and a second request that comes while the first still runs is told so.
class Idempotency {
public:
    explicit Idempotency(AnswerBook& book) : book_(book) {}

    /// Runs the handler unless the key was answered before. Refusals: idempotency.mismatch,
    /// idempotency.running.
    Reply answer(const Call& call, const std::function<Reply()>& handle);

private:
    using Key = std::pair<AccountId, std::string>;

    std::optional<Reply> kept(const Call& call);

    AnswerBook& book_;
    Guarded<std::set<Key>> running_;  // As many as there are workers.
};

}  // namespace gig::http
