#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "base/vault.h"
#include "storage/database.h"

namespace gig::accounts {

/// SECURITY §1.5: five failures lock for 15 minutes, per account *and* source, so that locking
/// somebody out can't be used as an attack. The two wider counts stop what that leaves open: one
/// source trying many logins, and many sources trying one.
struct LockRule {
    std::string_view kind;
    int failed_tries_max;
};
inline constexpr std::array<LockRule, 3> lock_rules{{
    {"login_and_source", 5},
    {"source", 20},
    {"login", 50},
}};
inline constexpr std::chrono::minutes lock_time{15};

/// Failures further apart than this don't add up.
inline constexpr std::chrono::minutes lock_memory{15};

/// Whom each rule counts, in the order of lock_rules, as keyed digests.
using LockSubjects = std::array<std::string, lock_rules.size()>;

LockSubjects lock_subjects(const Vault& vault, const std::string& login, const std::string& source);

/// How long until a try is allowed; zero where it is now.
std::chrono::seconds wait_for_lock(storage::Reader& reader, const LockSubjects& subjects, Time now);

void count_failure(storage::Transaction& transaction, const LockSubjects& subjects, Time now);

/// Clears the count of login and source together. The wider ones stay: who has one right login
/// must not thereby get fresh tries at others.
void count_success(storage::Transaction& transaction, const LockSubjects& subjects);

}  // namespace gig::accounts
