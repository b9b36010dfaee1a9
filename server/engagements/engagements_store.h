#pragma once

#include <optional>
#include <vector>

#include "engagements/engagements.h"
#include "storage/database.h"

namespace gig::engagements {

/// The intents of one city. Knows SQL and nothing of the rules.
class EngagementsStore {
public:
    explicit EngagementsStore(std::int64_t city) : city_(city) {}

    void insert(storage::Transaction& transaction, const Intent& intent) const;

    /// State, reason and times.
    void update(storage::Transaction& transaction, const Intent& intent) const;

    std::optional<Intent> find(storage::Reader& reader, IntentId intent) const;

    /// Whether the worker has an intent on that opening that isn't over, or confirmed it.
    bool has_living(storage::Reader& reader, AccountId worker, OpeningId opening) const;

    /// Whether the worker confirmed a shift that overlaps that time.
    bool has_confirmed_between(storage::Reader& reader, AccountId worker, Time start,
                               Time end) const;

    /// What the worker confirmed that ends after that time, the soonest first, at most `limit`.
    std::vector<Intent> confirmed_after(storage::Reader& reader, AccountId worker, Time time,
                                        std::size_t limit) const;

    /// Living intents that nobody answered in time, longest over first.
    std::vector<Intent> due(storage::Reader& reader, Time now, std::size_t limit) const;

private:
    std::int64_t city_;
};

}  // namespace gig::engagements
