#include "accounts/sessions.h"

#include <algorithm>

#include "accounts/sessions_store.h"
#include "accounts/tokens.h"
#include "base/digest.h"
#include "events/events.h"

namespace gig::accounts {

Time session_end(bool staff, Time created_at, Time seen) {
    if (staff) return std::min<Time>(seen + staff_idle_max, created_at + staff_session_max);
    return std::min<Time>(seen + worker_idle_max, created_at + worker_session_max);
}

OpenedSession open_session(storage::Transaction& transaction, const SessionRequest& request,
                           Rng& rng) {
    const std::size_t sessions_max = request.staff ? staff_sessions_max : worker_sessions_max;
    for (const SessionId surplus :
         sessions_beyond(transaction, request.account.id, sessions_max - 1)) {
        delete_session(transaction, surplus);
        events::record(transaction, request.at, request.account.id,
                       events::SessionClosed{request.account.id});
    }

    OpenedSession opened{request.account, SessionId::random(rng), request.client, random_token(rng),
                         random_token(rng)};
    insert_session(transaction, sha256_hex(opened.token),
                   Session{opened.session, request.account.id, request.client, request.staff,
                           sha256_hex(opened.csrf_token), request.at, request.at,
                           session_end(request.staff, request.at, request.at),
                           // Signing in takes the second factor, or the code that stands for it.
                           request.at});
    events::record(transaction, request.at, request.account.id,
                   events::SessionOpened{request.account.id, std::string(name_of(request.client))});
    return opened;
}

}  // namespace gig::accounts
