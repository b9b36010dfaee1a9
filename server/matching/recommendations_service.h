#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "employers/employers_service.h"
#include "gigfair/search.h"
#include "jobs/jobs_service.h"
#include "matching/matching.h"
#include "matching/opening_index.h"
#include "matching/personal_query.h"
#include "matching/ranking_rules.h"
#include "matching/reasons.h"
#include "matching/receipts_service.h"
#include "occupations/occupations.h"
#include "storage/database.h"

namespace gig::matching {

inline constexpr std::uint32_t recommended_default = 20;
inline constexpr std::uint32_t recommended_max = 100;

/// One opening that suits a worker, and why.
struct Recommended {
    const IndexedOpening* opening;  // Lives as long as the answer's snapshot.
    gigfair::Match match;
    std::vector<Reason> reasons;
    Travel travel;
};

struct Recommendations {
    std::shared_ptr<const Snapshot> snapshot;
    ReceiptId receipt;
    std::string rule_version;
    bool personalised;
    std::vector<Recommended> items;  // Best first.
};

/// Why an opening is not among a worker's recommendations, or where it stands there.
struct WhyNotListed {
    bool listed;
    std::optional<std::uint32_t> rank;    // Where every filter lets it through.
    std::string_view code;                // Empty where it is listed.
    std::optional<gigfair::Terms> terms;  // Nothing for work without a place.
};

/// The code of the contract that the engine doesn't know: remote work is not ranked.
inline constexpr std::string_view remote_work = "remote_work";

/// The rooms that personal search looks into. All must outlive it.
struct RecommendationSources {
    storage::Database& database;
    const Clock& clock;
    const accounts::Policy& policy;
    const OpeningIndex& index;
    const PersonalQueries& queries;
    const RankingRules& rules;
    const jobs::JobsService& jobs;
    const employers::EmployersService& employers;
    const occupations::Occupations& occupations;
};

/// What suits one worker, ranked by the published rules, with the reasons and the way. Safe from
/// any thread; locks nothing for longer than a pointer. Each question scans the index: O(openings).
class RecommendationsService {
public:
    RecommendationsService(const RecommendationSources& sources, ReceiptsService& receipts)
        : sources_(sources), receipts_(receipts) {}

    /// The `k` (1..recommended_max) best openings for the actor; each answer is kept as a receipt.
    /// Refusals: those of authorize() and of ReceiptsService::keep().
    Result<Recommendations> recommend(const Actor& actor, std::uint32_t k);

    /// Where that opening stands among the recommended_default best for the actor. An opening that
    /// has begun or is full is known; one whose job is closed, taken down or never was open looks
    /// like none: opening.not_found. Refusals of authorize() besides.
    Result<WhyNotListed> why_not(const Actor& actor, OpeningId opening) const;

private:
    std::vector<Recommended> recommended(const PersonalAsking& asking,
                                         const std::vector<const IndexedOpening*>& candidates,
                                         const RankingVersion& version) const;
    std::optional<IndexedOpening> known(storage::Reader& reader, const Snapshot& snapshot,
                                        OpeningId opening, Time now) const;

    RecommendationSources sources_;
    ReceiptsService& receipts_;
};

}  // namespace gig::matching
