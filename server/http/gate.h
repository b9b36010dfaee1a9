#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/action.h"
#include "base/actor.h"
#include "base/once.h"
#include "base/result.h"

namespace gig::http {

/// What a request shows at the door.
struct Credentials {
    std::optional<std::string> cookie_token;
    std::optional<std::string> bearer_token;
    std::optional<std::string> csrf_token;
    bool changes_something;  // Any method but GET and HEAD: a cookie alone is not enough.
};

/// Who may come in. The front hall asks; app fills it from accounts. Called on handler threads.
class Gate {
public:
    virtual ~Gate() = default;

    /// The sender. No credentials: a visitor. Unusable ones: session.unknown, session.expired,
    /// session.csrf_missing.
    virtual Result<Actor> identify(const Credentials& credentials) = 0;

    /// Whether any role of the actor may ever do this: session.required for a visitor who could
    /// after signing in, role.not_allowed otherwise.
    virtual Result<void> admit(const Actor& actor, Action action) = 0;
};

/// The answers given to earlier requests with an Idempotency-Key. App fills it from storage.
class AnswerBook {
public:
    virtual ~AnswerBook() = default;

    struct Kept {
        std::string fingerprint;
        Answer answer;
    };
    virtual std::optional<Kept> find(AccountId account, std::string_view key) = 0;
};

}  // namespace gig::http
