#include "accounts/accounts_service.h"

#include <algorithm>

#include "accounts/rate_limits.h"
#include "accounts/sessions.h"
#include "accounts/sessions_store.h"
#include "accounts/sign_in_store.h"
#include "events/events.h"

namespace gig::accounts {

namespace {

/// Business, technical and auditing powers over the city are apart (等保 8.1.4.2).
bool is_city_power(Role role) {
    return role == Role::city_admin || role == Role::system_admin || role == Role::auditor;
}

}  // namespace

Result<void> grant_role(storage::Transaction& transaction, const NewGrant& granted) {
    const std::vector<Grant> held = live_grants(transaction, granted.account);
    if (std::ranges::find(held, granted.grant) != held.end()) return {};
    if (held.size() >= grants_per_account_max) return Error{ErrorKind::conflict, "role.too_many"};

    const bool holds_power =
        std::ranges::any_of(held, [](const Grant& grant) { return is_city_power(grant.role); });
    if (holds_power && is_city_power(granted.grant.role)) {
        return Error{ErrorKind::conflict, "role.powers_are_separate"};
    }
    const bool inserted =
        insert_grant(transaction, {granted.account, granted.grant, granted.since});
    invariant(inserted);
    return {};
}

std::vector<Grant> grants_of(storage::Reader& reader, AccountId account) {
    return live_grants(reader, account);
}

std::optional<AccountId> first_holder_of(storage::Reader& reader, const Grant& grant) {
    return longest_holder(reader, grant);
}

AccountsService::AccountsService(storage::Database& database, const Clock& clock, Rng& rng,
                                 Vault& vault, const Policy& policy)
    : database_(database), clock_(clock), rng_(rng), store_(vault), policy_(policy) {}

Result<SignedOut> AccountsService::sign_out(const Actor& actor, const Once<SignedOut>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(actor, Action::session_revoke_self, {.owner = actor.account}, now);
    if (!allowed) return allowed.error();
    invariant(actor.session.has_value());

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<SignedOut> {
        // Two sign-outs at once: the second has nothing left to end, and that is no refusal.
        if (!delete_session(transaction, *actor.session)) return SignedOut{};
        events::record(transaction, now, actor.account, events::SessionClosed{*actor.account});
        return SignedOut{};
    });
}

Result<Account> AccountsService::read_self(const Actor& actor) const {
    const Result<void> allowed =
        policy_.authorize(actor, Action::account_read_self, {.owner = actor.account}, clock_.now());
    if (!allowed) return allowed.error();

    std::optional<Account> account =
        database_.ask([&](storage::Reader& reader) { return store_.find(reader, *actor.account); });
    if (!account) return Error{ErrorKind::not_found, "http.not_found"};
    return *std::move(account);
}

Result<Account> AccountsService::name_self(const Actor& actor, const DisplayName& name) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(actor, Action::account_update_self, {.owner = actor.account}, now);
    if (!allowed) return allowed.error();

    return database_.act(
        Once<Account>{}, [&](storage::Transaction& transaction) -> Result<Account> {
            store_.update_name(transaction, *actor.account, name);
            events::record(transaction, now, actor.account, events::AccountNamed{*actor.account});
            return *store_.find(transaction, *actor.account);
        });
}

std::optional<std::string> AccountsService::name_in(storage::Reader& reader,
                                                    AccountId account) const {
    std::optional<Account> found = store_.find(reader, account);
    if (!found) return std::nullopt;
    return std::move(found->display_name);
}

Result<Account> AccountsService::create_for_demo(const DemoPerson& person) {
    const Time now = clock_.now();
    return database_.act(
        Once<Account>{}, [&](storage::Transaction& transaction) -> Result<Account> {
            const std::optional<AccountId> known =
                store_.find_by_phone(transaction, store_.index_of(person.phone));
            if (known) return *store_.find(transaction, *known);

            const AccountId account = AccountId::random(rng_);
            store_.insert(transaction, {account, person.display_name, person.phone, now});
            for (const Grant& grant : person.grants) {
                const Result<void> granted = grant_role(transaction, {account, grant, now});
                if (!granted) return granted.error();
                events::record(
                    transaction, now, account,
                    events::AccountRegistered{account, std::string(role_name(grant.role))});
            }
            return *store_.find(transaction, account);
        });
}

std::int64_t AccountsService::sweep() {
    const Time now = clock_.now();
    std::int64_t swept = 0;
    database_.write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        swept = delete_sessions_expired_before(transaction, now - expired_session_kept,
                                               sweep_rows_max) +
                delete_codes_expired_before(transaction, now, sweep_rows_max) +
                delete_rate_marks_before(transaction, now - rate_window_max, sweep_rows_max) +
                delete_locks_failed_before(transaction, now - rate_window_max, sweep_rows_max);
        return true;
    });
    return swept;
}

}  // namespace gig::accounts
