#pragma once

#include "accounts/authorize.h"
#include "accounts/sessions.h"
#include "base/clock.h"
#include "http/gate.h"
#include "storage/database.h"

namespace gig::accounts {

/// Finds out who sent a request: the session of its token, and what its account may act as now.
///
/// Looked up for every request, so that a session that ended, a role that was taken and an
/// account that was frozen end at once. Safe from any thread.
class SessionGate final : public http::Gate {
public:
    SessionGate(storage::Database& database, const Clock& clock, const Policy& policy)
        : database_(database), clock_(clock), policy_(policy) {}

    /// A bearer token goes before a cookie. Refusals: session.unknown, session.expired,
    /// session.csrf_missing (also a wrong one).
    Result<Actor> identify(const http::Credentials& credentials) override;

    Result<void> admit(const Actor& actor, Action action) override;

private:
    void note_use(const Session& session, Time now);

    storage::Database& database_;
    const Clock& clock_;
    const Policy& policy_;
};

}  // namespace gig::accounts
