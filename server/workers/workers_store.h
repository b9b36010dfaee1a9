#pragma once

#include <optional>

#include "base/vault.h"
#include "storage/database.h"
#include "workers/workers.h"

namespace gig::workers {

/// The profiles of one city. Seals what says where somebody lives and when they were born.
class WorkersStore {
public:
    WorkersStore(std::int64_t city, Vault& vault) : city_(city), vault_(vault) {}

    /// In place of the one before, if there was one; whose registered_at stays. saved_at is the
    /// profile's version too: it rises even where two savings fall into one millisecond.
    void save(storage::Transaction& transaction, const Profile& profile, Time at);

    std::optional<Profile> find(storage::Reader& reader, AccountId worker) const;

private:
    std::int64_t city_;
    Vault& vault_;
};

}  // namespace gig::workers
