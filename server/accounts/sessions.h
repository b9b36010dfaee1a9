#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "accounts/accounts.h"
#include "base/rng.h"
#include "storage/database.h"

namespace gig::accounts {

// SECURITY T10 and the clauses it answers: staff are out after 15 idle minutes and hold at most
// two sessions. ASVS 7.3.2 asks for an absolute end besides. A worker's phone stays signed in.
inline constexpr std::chrono::hours worker_idle_max{30 * 24};
inline constexpr std::chrono::hours worker_session_max{180 * 24};
inline constexpr std::size_t worker_sessions_max = 20;
inline constexpr std::chrono::minutes staff_idle_max{15};
inline constexpr std::chrono::hours staff_session_max{12};
inline constexpr std::size_t staff_sessions_max = 2;

/// How old last_seen_at may be before a request writes it again.
inline constexpr std::chrono::minutes seen_step{1};

/// How long after its end a session is still told from one that never was.
inline constexpr std::chrono::hours expired_session_kept{7 * 24};

struct Session {
    SessionId id;
    AccountId account;
    Client client;
    bool staff;
    std::string csrf_digest;
    Time created_at;
    Time last_seen_at;
    Time expires_at;
    std::optional<Time> stepped_up_at;
};

/// When a session that was last used at `seen` ends.
Time session_end(bool staff, Time created_at, Time seen);

struct SessionRequest {
    Account account;
    Client client;
    bool staff;
    Time at;
};

/// Opens a session and records it; where the account holds as many as it may, the oldest ends.
OpenedSession open_session(storage::Transaction& transaction, const SessionRequest& request,
                           Rng& rng);

}  // namespace gig::accounts
