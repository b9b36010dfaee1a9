#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/rng.h"
#include "markets/markets.h"
#include "matching/contests.h"
#include "matching/contests_store.h"
#include "matching/personal_query.h"
#include "matching/ranking_rules.h"
#include "matching/receipts_service.h"
#include "storage/database.h"

namespace gig::matching {

inline constexpr std::size_t contests_page_max = 101;  // 100, and one to see that more follow.

/// The rooms that a contest needs. All must outlive it.
struct ContestSources {
    storage::Database& database;
    const Clock& clock;
    Rng& rng;
    const accounts::Policy& policy;
    Vault& vault;
    const RankingRules& rules;
    const RankingReplay& replays;
    const ReceiptsService& receipts;
    const workers::WorkersService& workers;
    const PersonalQueries& queries;
    const markets::MarketDirectory& markets;
};

/// What workers say against a ranking, and what a person answers within the published time. Safe
/// from any thread where the Rng is.
class ContestsService {
public:
    explicit ContestsService(const ContestSources& sources);

    /// The worker objects to a term of one of their own receipts, which is made again for whoever
    /// answers. Refusals: those of authorize(), http.not_found, contest.text_malformed,
    /// contest.open_already while one of that term waits, contest.too_many above
    /// contests_per_day_max.
    Result<Contest> raise(const Actor& actor, ReceiptId receipt, const NewContest& contest,
                          const Once<Contest>& once);

    /// The actor's own, newest first, at most `limit` (1..contests_page_max), after the given one.
    /// query.bad_cursor where that is none of theirs.
    Result<std::vector<Contest>> own_of(const Actor& actor, std::optional<ContestId> after,
                                        std::size_t limit) const;

    /// What waits for an answer where the actor may give it, oldest first.
    Result<std::vector<QueuedContest>> queue(const Actor& actor, std::optional<ContestId> after,
                                             std::size_t limit) const;

    /// Refusals: those of authorize(), http.not_found (one's own contest too: nobody answers
    /// themselves), contest.text_malformed, contest.answered_already.
    Result<Contest> answer(const Actor& actor, ContestId contest, const std::string& text,
                           const Once<Contest>& once);

private:
    struct Objection {
        ReceiptId receipt;
        gigfair::Term term;
        Time at;
    };
    /// A receipt of the actor's own that they may object to, and where they live.
    struct Contested {
        Receipt receipt;
        workers::Profile profile;
    };
    Result<Contested> contested(storage::Reader& reader, const Actor& actor,
                                const Objection& objection) const;
    Result<void> may_raise(storage::Reader& reader, AccountId worker,
                           const Objection& objection) const;
    Result<Contest> drafted(const Actor& actor, ReceiptId receipt, const NewContest& contest,
                            Time now) const;
    std::optional<ContestPlace> place_for(const workers::Profile& profile) const;
    bool may_answer(const Actor& actor, const Contest& contest, Time now) const;

    ContestSources sources_;
    ContestsStore store_;
};

}  // namespace gig::matching
