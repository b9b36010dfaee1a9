#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"

namespace gig::accounts {

/// The newest code that was sent to a phone.
struct KeptCode {
    std::string phone_index;
    std::string code_digest;
    int tries;
    Time expires_at;
};

/// Replaces the code that the phone had.
void put_code(storage::Transaction& transaction, const KeptCode& code);
std::optional<KeptCode> find_code(storage::Reader& reader, const std::string& phone_index);
void add_try(storage::Transaction& transaction, const std::string& phone_index);
void delete_code(storage::Transaction& transaction, const std::string& phone_index);
std::int64_t delete_codes_expired_before(storage::Transaction& transaction, Time before,
                                         int rows_max);

struct StaffLogin {
    std::string login;
    AccountId account;
    std::string password_hash;
    storage::Blob totp_secret_sealed;
    std::int64_t totp_last_step;
    Time created_at;
};

/// False where the login is taken.
bool insert_staff_login(storage::Transaction& transaction, const StaffLogin& staff);
std::optional<StaffLogin> find_staff_login(storage::Reader& reader, const std::string& login);

/// False where this step, or a later one, was used already.
bool use_totp_step(storage::Transaction& transaction, const std::string& login, std::int64_t step);

/// Failed tries of a staff login, a source, or both together; subject is a keyed digest.
struct Lock {
    std::string kind;
    std::string subject;
    int failed_tries;
    Time last_failed_at;
    std::optional<Time> locked_until;
};

std::optional<Lock> find_lock(storage::Reader& reader, const std::string& kind,
                              const std::string& subject);
void put_lock(storage::Transaction& transaction, const Lock& lock);
void delete_lock(storage::Transaction& transaction, const std::string& kind,
                 const std::string& subject);
std::int64_t delete_locks_failed_before(storage::Transaction& transaction, Time before,
                                        int rows_max);

}  // namespace gig::accounts
