#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.h"
#include "base/phone.h"
#include "base/vault.h"
#include "storage/database.h"

namespace gig::accounts {

struct NewAccount {
    AccountId id;
    DisplayName display_name;
    std::optional<Phone> phone;
    Time created_at;
};

/// The tables account and role_grant. Names and phones go in sealed and come out unsealed here
/// alone; what is unsealed stays a Phone.
class AccountsStore {
public:
    explicit AccountsStore(Vault& vault) : vault_(vault) {}

    void insert(storage::Transaction& transaction, const NewAccount& account);

    void update_name(storage::Transaction& transaction, AccountId account, const DisplayName& name);

    /// The keyed digest by which a phone is found, and counted, without being kept in the clear.
    std::string index_of(const Phone& phone) const;

    std::optional<AccountId> find_by_phone(storage::Reader& reader,
                                           const std::string& phone_index) const;
    bool is_active(storage::Reader& reader, AccountId account) const;
    std::optional<Account> find(storage::Reader& reader, AccountId account) const;
    std::optional<Phone> find_phone(storage::Reader& reader, AccountId account) const;

private:
    Vault& vault_;
};

struct KeptGrant {
    AccountId account;
    Grant grant;
    Time since;
};

/// False where the account holds the grant already, or another one that excludes it.
bool insert_grant(storage::Transaction& transaction, const KeptGrant& kept);
std::vector<Grant> live_grants(storage::Reader& reader, AccountId account);
std::optional<AccountId> longest_holder(storage::Reader& reader, const Grant& grant);

}  // namespace gig::accounts
