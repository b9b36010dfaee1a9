#pragma once

#include <optional>
#include <vector>

#include "base/vault.h"
#include "storage/database.h"
#include "workers/certificates.h"

namespace gig::workers {

/// The papers of one city's workers. Seals their numbers.
class CertificatesStore {
public:
    CertificatesStore(std::int64_t city, Vault& vault) : city_(city), vault_(vault) {}

    /// In place of the paper before, if there was one, and of what was said of it. The worker must
    /// have a profile.
    void hand_in(storage::Transaction& transaction, const HeldCertificate& certificate);

    /// Keeps state, remark and check.
    void settle(storage::Transaction& transaction, const HeldCertificate& certificate);

    /// Whether there was a paper to forget.
    bool remove(storage::Transaction& transaction, AccountId worker, std::string_view code);

    std::optional<HeldCertificate> find(storage::Reader& reader, AccountId worker,
                                        std::string_view code) const;

    /// Whose papers were handed in, by code.
    std::vector<HeldCertificate> of_worker(storage::Reader& reader, AccountId worker) const;

    /// Where a list of what waits goes on.
    struct Position {
        Time at;
        AccountId worker;
        std::string code;
    };

    /// What waits for the staff of a market after the position, oldest first, at most `limit`.
    std::vector<HeldCertificate> waiting_after(storage::Reader& reader, MarketId market,
                                               const Position& position, std::size_t limit) const;

private:
    HeldCertificate certificate_in(const storage::Row& row) const;

    std::int64_t city_;
    Vault& vault_;
};

/// What a profile knows of the papers handed in: no numbers.
std::vector<CertificateStanding> standings_of(storage::Reader& reader, std::int64_t city,
                                              AccountId worker);

}  // namespace gig::workers
