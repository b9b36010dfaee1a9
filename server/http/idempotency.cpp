#include "http/idempotency.h"

#include <array>

#include "base/digest.h"

namespace gig::http {

namespace {

Reply refuse_running(const Call& call) {
    return refused(
        {.kind = ErrorKind::conflict, .code = "idempotency.running", .retry_after_seconds = 1},
        call);
}

}  // namespace

std::string fingerprint_of(AccountId account, const Request& request) {
    const std::string account_text = account.text();
    const std::array<std::string_view, 4> parts = {
        account_text, request.method, request.target,
        request.body.empty() ? std::string_view("{}") : std::string_view(request.body)};
    std::string canonical;
    for (const std::string_view part : parts) {
        // With its length, so that no two different requests become the same bytes.
        canonical.append(std::to_string(part.size())).append(":").append(part);
    }
    return sha256_hex(canonical);
}

Reply Idempotency::answer(const Call& call, const std::function<Reply()>& handle) {
    const Key key{call.once_key->account, call.once_key->key};
    const bool is_first =
        running_.with([&](std::set<Key>& running) { return running.insert(key).second; });
    if (!is_first) return refuse_running(call);

    struct Release {
        Guarded<std::set<Key>>& running;
        const Key& key;
        ~Release() {
            running.with([&](std::set<Key>& keys) { return keys.erase(key); });
        }
    } const release{running_, key};

    // Looked up only now: an answer that was kept a moment ago must be seen.
    if (std::optional<Reply> earlier = kept(call)) return *std::move(earlier);
    Reply reply = handle();
    const bool lost_race = reply.problem && reply.problem->code == "idempotency.concurrent";
    if (!lost_race) return reply;

    // Another process was first, and has committed: its answer is there now.
    if (std::optional<Reply> other = kept(call)) return *std::move(other);
    return refuse_running(call);
}

std::optional<Reply> Idempotency::kept(const Call& call) {
    std::optional<AnswerBook::Kept> found = book_.find(call.once_key->account, call.once_key->key);
    if (!found) return std::nullopt;
    if (found->fingerprint != call.once_key->fingerprint) {
        return refused({ErrorKind::invalid, "idempotency.mismatch"}, call);
    }
    return Reply{.status = found->answer.status,
                 .body = std::move(found->answer.body),
                 .headers = {{"Idempotency-Replayed", "true"}}};
}

}  // namespace gig::http
