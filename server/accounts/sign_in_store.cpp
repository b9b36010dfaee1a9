#include "accounts/sign_in_store.h"

#include "accounts/accounts.h"

namespace gig::accounts {

constexpr storage::Sql put_code_sql =
    "INSERT INTO sign_in_code (city, phone_index, code_digest, tries, expires_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (city, phone_index) DO UPDATE SET "
    "code_digest = excluded.code_digest, tries = excluded.tries, expires_at = excluded.expires_at";

void put_code(storage::Transaction& transaction, const KeptCode& code) {
    transaction.execute(
        put_code_sql, {home_city, code.phone_index, code.code_digest, code.tries, code.expires_at});
}

constexpr storage::Sql find_code_sql =
    "SELECT code_digest, tries, expires_at FROM sign_in_code WHERE city = $1 AND phone_index = $2";

std::optional<KeptCode> find_code(storage::Reader& reader, const std::string& phone_index) {
    const std::optional<storage::Row> row = reader.find(find_code_sql, {home_city, phone_index});
    if (!row) return std::nullopt;
    return KeptCode{phone_index, row->text(0), static_cast<int>(row->integer(1)), row->time(2)};
}

constexpr storage::Sql add_try_sql =
    "UPDATE sign_in_code SET tries = tries + 1 WHERE city = $1 AND phone_index = $2";

void add_try(storage::Transaction& transaction, const std::string& phone_index) {
    transaction.execute(add_try_sql, {home_city, phone_index});
}

constexpr storage::Sql delete_code_sql =
    "DELETE FROM sign_in_code WHERE city = $1 AND phone_index = $2";

void delete_code(storage::Transaction& transaction, const std::string& phone_index) {
    transaction.execute(delete_code_sql, {home_city, phone_index});
}

constexpr storage::Sql delete_expired_codes_sql =
    "DELETE FROM sign_in_code WHERE city = $1 AND phone_index IN (SELECT phone_index FROM "
    "sign_in_code WHERE city = $2 AND expires_at < $3 ORDER BY expires_at LIMIT $4)";

std::int64_t delete_codes_expired_before(storage::Transaction& transaction, Time before,
                                         int rows_max) {
    return transaction.execute(delete_expired_codes_sql, {home_city, home_city, before, rows_max});
}

constexpr storage::Sql insert_staff_login_sql =
    "INSERT INTO staff_login (city, login, account, password_hash, totp_secret_enc, "
    "totp_last_step, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (city, login) DO NOTHING";

bool insert_staff_login(storage::Transaction& transaction, const StaffLogin& staff) {
    return transaction.execute(
               insert_staff_login_sql,
               {home_city, staff.login, staff.account, staff.password_hash,
                staff.totp_secret_sealed, staff.totp_last_step, staff.created_at}) == 1;
}

constexpr storage::Sql find_staff_login_sql =
    "SELECT account, password_hash, totp_secret_enc, totp_last_step, created_at "
    "FROM staff_login WHERE city = $1 AND login = $2";

std::optional<StaffLogin> find_staff_login(storage::Reader& reader, const std::string& login) {
    const std::optional<storage::Row> row = reader.find(find_staff_login_sql, {home_city, login});
    if (!row) return std::nullopt;
    return StaffLogin{login,        row->id<AccountId>(0), row->text(1),
                      row->blob(2), row->integer(3),       row->time(4)};
}

constexpr storage::Sql use_totp_step_sql =
    "UPDATE staff_login SET totp_last_step = $3 WHERE city = $1 AND login = $2 "
    "AND totp_last_step < $4";

bool use_totp_step(storage::Transaction& transaction, const std::string& login, std::int64_t step) {
    return transaction.execute(use_totp_step_sql, {home_city, login, step, step}) == 1;
}

constexpr storage::Sql find_lock_sql =
    "SELECT failed_tries, last_failed_at, locked_until FROM sign_in_lock "
    "WHERE city = $1 AND kind = $2 AND subject = $3";

std::optional<Lock> find_lock(storage::Reader& reader, const std::string& kind,
                              const std::string& subject) {
    const std::optional<storage::Row> row = reader.find(find_lock_sql, {home_city, kind, subject});
    if (!row) return std::nullopt;
    return Lock{kind, subject, static_cast<int>(row->integer(0)), row->time(1),
                row->optional_time(2)};
}

constexpr storage::Sql put_lock_sql =
    "INSERT INTO sign_in_lock (city, kind, subject, failed_tries, last_failed_at, locked_until) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (city, kind, subject) DO UPDATE SET "
    "failed_tries = excluded.failed_tries, last_failed_at = excluded.last_failed_at, "
    "locked_until = excluded.locked_until";

void put_lock(storage::Transaction& transaction, const Lock& lock) {
    transaction.execute(put_lock_sql, {home_city, lock.kind, lock.subject, lock.failed_tries,
                                       lock.last_failed_at, lock.locked_until});
}

constexpr storage::Sql delete_lock_sql =
    "DELETE FROM sign_in_lock WHERE city = $1 AND kind = $2 AND subject = $3";

void delete_lock(storage::Transaction& transaction, const std::string& kind,
                 const std::string& subject) {
    transaction.execute(delete_lock_sql, {home_city, kind, subject});
}

constexpr storage::Sql delete_old_locks_sql =
    "DELETE FROM sign_in_lock WHERE city = $1 AND (kind, subject) IN (SELECT kind, subject FROM "
    "sign_in_lock WHERE city = $2 AND last_failed_at < $3 ORDER BY last_failed_at LIMIT $4)";

std::int64_t delete_locks_failed_before(storage::Transaction& transaction, Time before,
                                        int rows_max) {
    return transaction.execute(delete_old_locks_sql, {home_city, home_city, before, rows_max});
}

}  // namespace gig::accounts
