#include "accounts/sessions_store.h"

namespace gig::accounts {

constexpr storage::Sql insert_session_sql =
    "INSERT INTO session (city, id, account, token_digest, csrf_digest, client, staff, created_at, "
    "last_seen_at, expires_at, stepped_up_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "$11)";

void insert_session(storage::Transaction& transaction, const std::string& token_digest,
                    const Session& session) {
    transaction.execute(insert_session_sql,
                        {home_city, session.id, session.account, token_digest, session.csrf_digest,
                         name_of(session.client), session.staff, session.created_at,
                         session.last_seen_at, session.expires_at, session.stepped_up_at});
}

constexpr storage::Sql find_session_sql =
    "SELECT session.id, session.account, session.client, session.staff, session.csrf_digest, "
    "session.created_at, session.last_seen_at, session.expires_at, session.stepped_up_at "
    "FROM session JOIN account ON account.city = session.city AND account.id = session.account "
    "WHERE session.city = $1 AND session.token_digest = $2 AND account.state = 'active'";

std::optional<Session> find_session(storage::Reader& reader, const std::string& token_digest) {
    const std::optional<storage::Row> row =
        reader.find(find_session_sql, {home_city, token_digest});
    if (!row) return std::nullopt;

    const std::optional<Client> client = client_named(row->text(2));
    invariant(client.has_value());
    return Session{row->id<SessionId>(0), row->id<AccountId>(1), *client,
                   row->flag(3),          row->text(4),          row->time(5),
                   row->time(6),          row->time(7),          row->optional_time(8)};
}

constexpr storage::Sql update_seen_sql =
    "UPDATE session SET last_seen_at = $3, expires_at = $4 WHERE city = $1 AND id = $2";

void update_seen(storage::Transaction& transaction, SessionId session, Time seen, Time expires_at) {
    transaction.execute(update_seen_sql, {home_city, session, seen, expires_at});
}

constexpr storage::Sql delete_session_sql = "DELETE FROM session WHERE city = $1 AND id = $2";

bool delete_session(storage::Transaction& transaction, SessionId session) {
    return transaction.execute(delete_session_sql, {home_city, session}) == 1;
}

constexpr storage::Sql sessions_beyond_sql =
    "SELECT id FROM session WHERE city = $1 AND account = $2 "
    "ORDER BY created_at DESC, id LIMIT 1000 OFFSET $3";

std::vector<SessionId> sessions_beyond(storage::Reader& reader, AccountId account,
                                       std::size_t kept) {
    std::vector<SessionId> sessions;
    for (const storage::Row& row :
         reader.query(sessions_beyond_sql, {home_city, account, static_cast<std::int64_t>(kept)})) {
        sessions.push_back(row.id<SessionId>(0));
    }
    return sessions;
}

constexpr storage::Sql delete_expired_sessions_sql =
    "DELETE FROM session WHERE city = $1 AND id IN (SELECT id FROM session WHERE city = $2 AND "
    "expires_at < $3 ORDER BY expires_at LIMIT $4)";

std::int64_t delete_sessions_expired_before(storage::Transaction& transaction, Time before,
                                            int rows_max) {
    return transaction.execute(delete_expired_sessions_sql,
                               {home_city, home_city, before, rows_max});
}

}  // namespace gig::accounts
