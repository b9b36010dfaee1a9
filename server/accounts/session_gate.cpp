#include "accounts/session_gate.h"

#include "accounts/accounts_service.h"
#include "accounts/sessions_store.h"
#include "accounts/tokens.h"
#include "base/digest.h"

namespace gig::accounts {

namespace {

struct Shown {
    std::string token;
    Client client;
};

std::optional<Shown> shown_in(const http::Credentials& credentials) {
    if (credentials.bearer_token) return Shown{*credentials.bearer_token, Client::app};
    if (credentials.cookie_token) return Shown{*credentials.cookie_token, Client::browser};
    return std::nullopt;
}

struct Found {
    Session session;
    std::vector<Grant> grants;
};

bool csrf_fits(const http::Credentials& credentials, const Session& session) {
    if (session.client == Client::app || !credentials.changes_something) return true;
    return credentials.csrf_token &&
           equal_in_constant_time(sha256_hex(*credentials.csrf_token), session.csrf_digest);
}

}  // namespace

Result<Actor> SessionGate::identify(const http::Credentials& credentials) {
    const std::optional<Shown> shown = shown_in(credentials);
    if (!shown) return Actor{};

    const Error unknown{ErrorKind::unauthenticated, "session.unknown"};
    if (shown->token.size() != token_characters) return unknown;

    const std::string digest = sha256_hex(shown->token);
    const std::optional<Found> found =
        database_.ask([&](storage::Reader& reader) -> std::optional<Found> {
            const std::optional<Session> session = find_session(reader, digest);
            if (!session) return std::nullopt;
            return Found{*session, grants_of(reader, session->account)};
        });
    // A browser's token outside of its cookie would go round the CSRF check, so it opens nothing.
    if (!found || found->session.client != shown->client) return unknown;

    const Time now = clock_.now();
    const Session& session = found->session;
    if (session.expires_at <= now) return Error{ErrorKind::unauthenticated, "session.expired"};
    if (!csrf_fits(credentials, session)) {
        return Error{ErrorKind::forbidden, "session.csrf_missing"};
    }

    if (now - session.last_seen_at >= seen_step) note_use(session, now);
    return Actor{session.account, session.id, found->grants, session.stepped_up_at};
}

void SessionGate::note_use(const Session& session, Time now) {
    try {
        database_.write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
            update_seen(transaction, session.id, now,
                        session_end(session.staff, session.created_at, now));
            return true;
        });
    } catch (const storage::Broken&) {  // NOLINT(bugprone-empty-catch)
        // Reads go on where writes don't: the request passes, and the session merely ages.
    }
}

Result<void> SessionGate::admit(const Actor& actor, Action action) {
    return policy_.admit(actor, action);
}

}  // namespace gig::accounts
