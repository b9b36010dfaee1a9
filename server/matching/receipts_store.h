#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/vault.h"
#include "matching/receipts.h"
#include "storage/database.h"

namespace gig::matching {

/// The receipts of one city. Query and rows are sealed with the worker as their subject.
class ReceiptsStore {
public:
    ReceiptsStore(std::int64_t city, Vault& vault) : city_(city), vault_(vault) {}

    /// `digest` tells the same answer from another one without opening either.
    void insert(storage::Transaction& transaction, const Receipt& receipt,
                std::string_view digest) const;

    std::optional<Receipt> find(storage::Reader& reader, ReceiptId receipt) const;
    std::optional<ReceiptId> find_same(storage::Reader& reader, AccountId worker,
                                       std::string_view digest) const;

    struct Lately {
        std::int64_t count;
        Time first;
    };
    /// The worker's receipts that were made after that time.
    Lately since(storage::Reader& reader, AccountId worker, Time time) const;

    /// Whether there is one that may go.
    bool has_due(storage::Reader& reader, Time now) const;

    /// Deletes what need not be kept any longer, oldest first, at most `limit`; one that somebody
    /// contests stays until that is answered. Returns how many.
    std::int64_t delete_due(storage::Transaction& transaction, Time now, std::int64_t limit) const;

private:
    std::int64_t city_;
    Vault& vault_;
};

}  // namespace gig::matching
