#include "accounts/sign_in_locks.h"

#include <algorithm>

#include "accounts/sign_in_store.h"

namespace gig::accounts {

LockSubjects lock_subjects(const Vault& vault, const std::string& login,
                           const std::string& source) {
    // The line feed keeps the two parts apart: neither can hold one.
    return {vault.index("lock/1", login + "\n" + source), vault.index("lock_source/1", source),
            vault.index("lock_login/1", login)};
}

std::chrono::seconds wait_for_lock(storage::Reader& reader, const LockSubjects& subjects,
                                   Time now) {
    std::chrono::seconds wait{0};
    for (std::size_t rule = 0; rule < lock_rules.size(); ++rule) {
        const std::optional<Lock> lock =
            find_lock(reader, std::string(lock_rules[rule].kind), subjects[rule]);
        if (!lock || !lock->locked_until) continue;
        wait = std::max(wait, std::chrono::ceil<std::chrono::seconds>(*lock->locked_until - now));
    }
    return wait;
}

void count_failure(storage::Transaction& transaction, const LockSubjects& subjects, Time now) {
    for (std::size_t rule = 0; rule < lock_rules.size(); ++rule) {
        const std::string kind(lock_rules[rule].kind);
        const std::optional<Lock> before = find_lock(transaction, kind, subjects[rule]);
        const bool adds_up = before && now - before->last_failed_at < lock_memory;

        Lock lock{kind, subjects[rule], adds_up ? before->failed_tries + 1 : 1, now, std::nullopt};
        if (lock.failed_tries >= lock_rules[rule].failed_tries_max) {
            lock.failed_tries = 0;
            lock.locked_until = now + lock_time;
        }
        put_lock(transaction, lock);
    }
}

void count_success(storage::Transaction& transaction, const LockSubjects& subjects) {
    delete_lock(transaction, std::string(lock_rules.front().kind), subjects.front());
}

}  // namespace gig::accounts
