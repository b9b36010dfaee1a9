#include "accounts/accounts_store.h"

namespace gig::accounts {

namespace {

SealPlace place_of(std::string_view column, AccountId account) {
    return {"account", column, account.value(), account.value()};
}

}  // namespace

constexpr storage::Sql insert_account_sql =
    "INSERT INTO account (city, id, state, name_enc, phone_enc, phone_index, phone_mask, "
    "created_at) VALUES ($1, $2, 'active', $3, $4, $5, $6, $7)";

void AccountsStore::insert(storage::Transaction& transaction, const NewAccount& account) {
    std::optional<storage::Blob> phone_sealed;
    std::optional<std::string> phone_index;
    std::optional<std::string> phone_mask;
    if (account.phone) {
        phone_sealed = vault_.seal(account.phone->digits_, place_of("phone_enc", account.id));
        phone_index = index_of(*account.phone);
        phone_mask = account.phone->masked();
    }
    const storage::Blob name_sealed =
        vault_.seal(account.display_name.text(), place_of("name_enc", account.id));
    transaction.execute(insert_account_sql, {home_city, account.id, name_sealed, phone_sealed,
                                             phone_index, phone_mask, account.created_at});
}

constexpr storage::Sql update_name_sql =
    "UPDATE account SET name_enc = $3 WHERE city = $1 AND id = $2";

void AccountsStore::update_name(storage::Transaction& transaction, AccountId account,
                                const DisplayName& name) {
    transaction.execute(update_name_sql, {home_city, account,
                                          vault_.seal(name.text(), place_of("name_enc", account))});
}

std::string AccountsStore::index_of(const Phone& phone) const {
    return vault_.index("phone/1", phone.digits_);
}

constexpr storage::Sql find_by_phone_sql =
    "SELECT id FROM account WHERE city = $1 AND phone_index = $2";

std::optional<AccountId> AccountsStore::find_by_phone(storage::Reader& reader,
                                                      const std::string& phone_index) const {
    const std::optional<storage::Row> row =
        reader.find(find_by_phone_sql, {home_city, phone_index});
    if (!row) return std::nullopt;
    return row->id<AccountId>(0);
}

constexpr storage::Sql is_active_sql =
    "SELECT id FROM account WHERE city = $1 AND id = $2 AND state = 'active'";

bool AccountsStore::is_active(storage::Reader& reader, AccountId account) const {
    return reader.find(is_active_sql, {home_city, account}).has_value();
}

constexpr storage::Sql find_account_sql =
    "SELECT name_enc, phone_mask FROM account WHERE city = $1 AND id = $2";

std::optional<Account> AccountsStore::find(storage::Reader& reader, AccountId account) const {
    const std::optional<storage::Row> row = reader.find(find_account_sql, {home_city, account});
    if (!row) return std::nullopt;
    return Account{account, vault_.unseal(row->blob(0), place_of("name_enc", account)),
                   row->optional_text(1), live_grants(reader, account)};
}

constexpr storage::Sql find_phone_sql =
    "SELECT phone_enc FROM account WHERE city = $1 AND id = $2 AND phone_enc IS NOT NULL";

std::optional<Phone> AccountsStore::find_phone(storage::Reader& reader, AccountId account) const {
    const std::optional<storage::Row> row = reader.find(find_phone_sql, {home_city, account});
    if (!row) return std::nullopt;
    return Phone(vault_.unseal(row->blob(0), place_of("phone_enc", account)));
}

constexpr storage::Sql insert_grant_sql =
    "INSERT INTO role_grant (city, account, role, scope, since) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT DO NOTHING";

bool insert_grant(storage::Transaction& transaction, const KeptGrant& kept) {
    return transaction.execute(insert_grant_sql,
                               {home_city, kept.account, role_name(kept.grant.role),
                                kept.grant.scope, kept.since}) == 1;
}

constexpr storage::Sql live_grants_sql =
    "SELECT role, scope FROM role_grant WHERE city = $1 AND account = $2 AND until IS NULL "
    "ORDER BY since, role, scope";

std::vector<Grant> live_grants(storage::Reader& reader, AccountId account) {
    std::vector<Grant> grants;
    for (const storage::Row& row : reader.query(live_grants_sql, {home_city, account})) {
        const std::optional<Role> role = role_named(row.text(0));
        invariant(role.has_value());
        grants.push_back({*role, row.integer(1)});
    }
    return grants;
}

constexpr storage::Sql longest_holder_sql =
    "SELECT account FROM role_grant WHERE city = $1 AND role = $2 AND scope = $3 "
    "AND until IS NULL ORDER BY since, account LIMIT 1";

std::optional<AccountId> longest_holder(storage::Reader& reader, const Grant& grant) {
    const std::optional<storage::Row> row = reader.find(
        longest_holder_sql, {home_city, std::string(role_name(grant.role)), grant.scope});
    if (!row) return std::nullopt;
    return row->id<AccountId>(0);
}

}  // namespace gig::accounts
