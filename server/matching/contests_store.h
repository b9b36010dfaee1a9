#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/vault.h"
#include "matching/contests.h"
#include "storage/database.h"

namespace gig::matching {

/// The contests of one city. What worker and staff wrote is sealed with the worker as its subject.
class ContestsStore {
public:
    ContestsStore(std::int64_t city, Vault& vault) : city_(city), vault_(vault) {}

    void insert(storage::Transaction& transaction, const Contest& contest) const;
    void answer(storage::Transaction& transaction, const Contest& contest,
                const ContestAnswer& answer, AccountId by) const;

    std::optional<Contest> find(storage::Reader& reader, ContestId contest) const;

    /// Where a receipt is contested; nothing where nobody did.
    std::optional<ContestPlace> place_of(storage::Reader& reader, ReceiptId receipt) const;

    bool has_open(storage::Reader& reader, ReceiptId receipt, gigfair::Term term) const;

    struct Lately {
        std::int64_t count;
        Time first;
    };
    Lately since(storage::Reader& reader, AccountId worker, Time time) const;

    /// Newest first.
    std::vector<Contest> of_worker(storage::Reader& reader, AccountId worker,
                                   const std::optional<Contest>& after, std::size_t limit) const;

    /// Oldest first.
    std::vector<Contest> open(storage::Reader& reader, const std::optional<Contest>& after,
                              std::size_t limit) const;

private:
    Contest contest_in(const storage::Row& row) const;
    std::vector<Contest> contests_in(const std::vector<storage::Row>& rows) const;

    std::int64_t city_;
    Vault& vault_;
};

}  // namespace gig::matching
