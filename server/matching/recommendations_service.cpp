#include "matching/recommendations_service.h"

#include <algorithm>

#include "base/time.h"
#include "gigfair/explain.h"
#include "gigfair/geo.h"
#include "matching/candidates.h"
#include "matching/card_maker.h"

namespace gig::matching {

namespace {

accounts::Object own(const Actor& actor) {
    return {.owner = actor.account};
}

/// Whether anybody may know of the opening: it can be taken, or could be until it was full or had
/// begun. What was closed, taken down or never opened is nobody's business.
bool is_known(const jobs::OpeningOfJob& found, Time now) {
    switch (found.job.state) {
        case jobs::JobState::open:
        case jobs::JobState::filled:
            return true;
        case jobs::JobState::expired:
            return found.job.was_open && found.opening.start <= now;
        case jobs::JobState::draft:
        case jobs::JobState::in_review:
        case jobs::JobState::closed:
        case jobs::JobState::suspended:
        case jobs::JobState::rejected:
            return false;
    }
    return false;
}

std::optional<IndexedOpening> indexed(const Snapshot& snapshot, OpeningId id) {
    std::optional<IndexedOpening> found;
    snapshot.each([&](const IndexedOpening& opening) {
        if (opening.id == id) found = opening;
    });
    return found;
}

std::vector<ReceiptRow> rows_of(const std::vector<Recommended>& items) {
    std::vector<ReceiptRow> rows;
    rows.reserve(items.size());
    for (const Recommended& item : items)
        rows.push_back({item.opening->id, item.match});
    return rows;
}

}  // namespace

Result<Recommendations> RecommendationsService::recommend(const Actor& actor, std::uint32_t k) {
    invariant(k >= 1 && k <= recommended_max);
    // Before the time: what the index has dropped by then has begun at that time for the log too.
    std::shared_ptr<const Snapshot> snapshot = sources_.index.snapshot();
    const Time now = sources_.clock.now();
    const Result<void> allowed =
        sources_.policy.authorize(actor, Action::recommendation_read, own(actor), now);
    if (!allowed) return allowed.error();

    const PersonalAsking asking = sources_.database.ask([&](storage::Reader& reader) {
        return sources_.queries.asking(reader, *actor.account, now, k);
    });
    const RankingVersion& version = sources_.rules.on(date_of(now));
    Recommendations answer{.snapshot = std::move(snapshot),
                           .receipt = ReceiptId(0),
                           .rule_version = version.id_for(asking.query.personalised),
                           .personalised = asking.query.personalised,
                           .items = {}};
    answer.items = recommended(asking, candidates_in(*answer.snapshot, asking.query), version);

    const Result<ReceiptId> kept = receipts_.keep({.worker = *actor.account,
                                                   .rule_version = answer.rule_version,
                                                   .position = answer.snapshot->position,
                                                   .made_at = now,
                                                   .kept_until = now + version.receipt_kept,
                                                   .query = asking.query,
                                                   .rows = rows_of(answer.items)});
    if (!kept) return kept.error();
    answer.receipt = *kept;
    return answer;
}

std::vector<Recommended> RecommendationsService::recommended(
    const PersonalAsking& asking, const std::vector<const IndexedOpening*>& candidates,
    const RankingVersion& version) const {
    const std::vector<gigfair::Match> matches =
        gigfair::search(asking.query, engine_openings(candidates), version.weights);
    const OpeningsByNumber by_number = openings_by_number(candidates);

    const auto speed_kmh = static_cast<std::uint32_t>(asking.profile.preferences.travel.speed_kmh);
    std::vector<Recommended> items;
    for (const gigfair::Match& match : matches) {
        const IndexedOpening& opening = *by_number.at(match.opening);
        const Travel travel = travel_to(asking.query, opening.engine.shift(),
                                        gigfair::travel_minutes(match.distance_m, speed_kmh));
        items.push_back(
            {&opening, match, reasons_of({asking.query, opening, match, travel}), travel});
    }
    return items;
}

Result<WhyNotListed> RecommendationsService::why_not(const Actor& actor, OpeningId id) const {
    const Time now = sources_.clock.now();
    const Result<void> allowed =
        sources_.policy.authorize(actor, Action::why_not_read, own(actor), now);
    if (!allowed) return allowed.error();

    const std::shared_ptr<const Snapshot> snapshot = sources_.index.snapshot();
    std::optional<IndexedOpening> opening;
    std::optional<PersonalAsking> asking;
    sources_.database.read([&](storage::Reader& reader) {
        opening = known(reader, *snapshot, id, now);
        asking = sources_.queries.asking(reader, *actor.account, now, recommended_default);
    });
    if (!opening) return Error{ErrorKind::not_found, "opening.not_found"};
    if (opening->is_remote()) return WhyNotListed{false, std::nullopt, remote_work, std::nullopt};

    std::vector<gigfair::Opening> openings =
        engine_openings(candidates_in(*snapshot, asking->query));
    const auto among = std::ranges::find(openings, opening->engine.id, &gigfair::Opening::id);
    if (among == openings.end()) openings.push_back(opening->engine);
    const std::optional<gigfair::Explanation> explained = gigfair::explain(
        asking->query, opening->engine.id, openings, sources_.rules.on(date_of(now)).weights);
    return WhyNotListed{explained->listed, explained->rank, explained->code,
                        explained->match.products};
}

/// As the index has it or, where it has begun or is too new to be there, as storage does.
std::optional<IndexedOpening> RecommendationsService::known(storage::Reader& reader,
                                                            const Snapshot& snapshot, OpeningId id,
                                                            Time now) const {
    std::optional<jobs::OpeningOfJob> found = sources_.jobs.find_opening_in(reader, id);
    if (!found || !is_known(*found, now)) return std::nullopt;
    std::optional<IndexedOpening> opening = indexed(snapshot, id);
    if (opening) return opening;

    found->job.state = jobs::JobState::open;  // So that it is spelled at all.
    CardMaker cards(sources_.jobs, sources_.employers, sources_.occupations);
    return cards.openings_of({std::move(found->job), {found->opening}}, Time{}).front();
}

}  // namespace gig::matching
