#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/sessions.h"
#include "storage/database.h"

namespace gig::accounts {

void insert_session(storage::Transaction& transaction, const std::string& token_digest,
                    const Session& session);

/// The session of a token, if its account is active; also one that has expired.
std::optional<Session> find_session(storage::Reader& reader, const std::string& token_digest);

void update_seen(storage::Transaction& transaction, SessionId session, Time seen, Time expires_at);

/// True where it was there.
bool delete_session(storage::Transaction& transaction, SessionId session);

/// The sessions of the account beyond the `kept` newest.
std::vector<SessionId> sessions_beyond(storage::Reader& reader, AccountId account,
                                       std::size_t kept);

std::int64_t delete_sessions_expired_before(storage::Transaction& transaction, Time before,
                                            int rows_max);

}  // namespace gig::accounts
