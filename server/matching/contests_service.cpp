#include "matching/contests_service.h"

#include "accounts/accounts.h"
#include "base/text.h"
#include "events/events.h"
#include "places/places.h"

namespace gig::matching {

namespace {

constexpr std::chrono::hours raising_window{24};
constexpr std::size_t queue_read_max = 200;  // Contests that are looked at together.

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

Result<void> check_words(const std::string& text, std::size_t characters_max,
                         std::string_view field) {
    const bool fine = !trimmed(text).empty() && is_utf8(text) &&
                      code_points(text) <= characters_max && !has_hidden_characters(text);
    if (fine) return {};
    return Error{ErrorKind::invalid,
                 "contest.text_malformed",
                 std::string(field),
                 {{"max", std::to_string(characters_max)}}};
}

Error too_many(Time first, Time now) {
    Error error{ErrorKind::too_many, "contest.too_many"};
    error.values.emplace_back("max", std::to_string(contests_per_day_max));
    const auto wait = std::chrono::ceil<std::chrono::seconds>(first + raising_window - now);
    error.retry_after_seconds = static_cast<int>(wait.count());
    return error;
}

accounts::Object object_of(const ContestPlace& place) {
    return {.market = place.market, .county = place.county};
}

}  // namespace

ContestsService::ContestsService(const ContestSources& sources)
    : sources_(sources), store_(accounts::home_city, sources.vault) {}

Result<Contest> ContestsService::raise(const Actor& actor, ReceiptId receipt,
                                       const NewContest& given, const Once<Contest>& once) {
    const Result<void> fine = check_words(given.reason, contest_reason_max, "/reason");
    if (!fine) return fine.error();
    const Time now = sources_.clock.now();
    const Result<Contest> drafted_contest = drafted(actor, receipt, given, now);
    if (!drafted_contest) return drafted_contest.error();

    return sources_.database.act(once, [&](storage::Transaction& transaction) -> Result<Contest> {
        // Asked again: the same worker may raise two at once, and a receipt may go meanwhile.
        if (!sources_.receipts.find_in(transaction, receipt)) return not_there();
        const Result<void> may = may_raise(transaction, *actor.account, {receipt, given.term, now});
        if (!may) return may.error();

        Contest contest = *drafted_contest;
        contest.id = ContestId::random(sources_.rng);
        store_.insert(transaction, contest);
        events::record(transaction, now, actor.account,
                       events::RankingContested{contest.id, contest.rule_version,
                                                std::string(gigfair::name_of(contest.term))});
        return contest;
    });
}

Result<void> ContestsService::may_raise(storage::Reader& reader, AccountId worker,
                                        const Objection& objection) const {
    if (store_.has_open(reader, objection.receipt, objection.term)) {
        return Error{ErrorKind::conflict, "contest.open_already"};
    }
    const ContestsStore::Lately lately =
        store_.since(reader, worker, objection.at - raising_window);
    if (lately.count >= contests_per_day_max) return too_many(lately.first, objection.at);
    return {};
}

/// All of a contest but its id: the receipt is made again before anything is written.
Result<Contest> ContestsService::drafted(const Actor& actor, ReceiptId id, const NewContest& given,
                                         Time now) const {
    const auto asked = sources_.database.ask([&](storage::Reader& reader) {
        return contested(reader, actor, {id, given.term, now});
    });
    if (!asked) return asked.error();
    const RankingAnswer& answer = asked->receipt.answer;
    const std::optional<ContestPlace> place = place_for(asked->profile);
    if (!place) return not_there();  // A city without a market has nobody to answer.

    std::optional<bool> identical;
    const Result<Replayed> replayed = sources_.replays.replay(answer);
    if (replayed) identical = replayed->identical;
    return Contest{.id = ContestId(0),
                   .receipt = id,
                   .worker = answer.worker,
                   .place = *place,
                   .rule_version = answer.rule_version,
                   .term = given.term,
                   .reason = given.reason,
                   .identical = identical,
                   .at = now,
                   .due_at = now + sources_.rules.on(date_of(now)).answer_due,
                   .answer = std::nullopt};
}

Result<ContestsService::Contested> ContestsService::contested(storage::Reader& reader,
                                                              const Actor& actor,
                                                              const Objection& objection) const {
    std::optional<Receipt> receipt = sources_.receipts.find_in(reader, objection.receipt);
    if (!receipt) return not_there();
    const AccountId worker = receipt->answer.worker;
    const Result<void> allowed =
        sources_.policy.authorize(actor, Action::receipt_contest, {.owner = worker}, objection.at);
    if (!allowed) return allowed.error();
    const Result<void> may = may_raise(reader, worker, objection);
    if (!may) return may.error();
    return Contested{
        *std::move(receipt),
        sources_.workers.find_in(reader, worker).value_or(workers::Profile{.worker = worker})};
}

std::optional<ContestPlace> ContestsService::place_for(const workers::Profile& profile) const {
    const markets::Market* const market =
        sources_.markets.nearest(sources_.queries.home_of(profile));
    if (market == nullptr) return std::nullopt;
    return ContestPlace{market->id, places::county_of(market->region_code)};
}

Result<std::vector<Contest>> ContestsService::own_of(const Actor& actor,
                                                     std::optional<ContestId> after,
                                                     std::size_t limit) const {
    invariant(limit >= 1 && limit <= contests_page_max);
    const Result<void> allowed = sources_.policy.authorize(
        actor, Action::receipt_contest, {.owner = actor.account}, sources_.clock.now());
    if (!allowed) return allowed.error();

    using Listed = Result<std::vector<Contest>>;
    return sources_.database.ask([&](storage::Reader& reader) -> Listed {
        std::optional<Contest> position;
        if (after) {
            position = store_.find(reader, *after);
            if (!position || position->worker != *actor.account) {
                return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            }
        }
        return store_.of_worker(reader, *actor.account, position, limit);
    });
}

Result<std::vector<QueuedContest>> ContestsService::queue(const Actor& actor,
                                                          std::optional<ContestId> after,
                                                          std::size_t limit) const {
    invariant(limit >= 1 && limit <= contests_page_max);
    const Time now = sources_.clock.now();
    const Result<void> admitted = sources_.policy.admit(actor, Action::contest_answer);
    if (!admitted) return admitted.error();

    using Listed = Result<std::vector<QueuedContest>>;
    return sources_.database.ask([&](storage::Reader& reader) -> Listed {
        std::optional<Contest> position;
        if (after) {
            position = store_.find(reader, *after);
            if (!position || !may_answer(actor, *position, now)) {
                return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            }
        }
        std::vector<QueuedContest> queued;
        while (queued.size() < limit) {
            std::vector<Contest> some = store_.open(reader, position, queue_read_max);
            if (some.empty()) break;
            position = some.back();
            for (Contest& contest : some) {
                if (queued.size() == limit || !may_answer(actor, contest, now)) continue;
                std::optional<Receipt> receipt = sources_.receipts.find_in(reader, contest.receipt);
                queued.push_back({std::move(contest), {}});
                if (receipt) queued.back().rows = std::move(receipt->answer.rows);
            }
        }
        return queued;
    });
}

Result<Contest> ContestsService::answer(const Actor& actor, ContestId id, const std::string& text,
                                        const Once<Contest>& once) {
    const Result<void> admitted = sources_.policy.admit(actor, Action::contest_answer);
    if (!admitted) return admitted.error();
    const Result<void> fine = check_words(text, contest_answer_max, "/text");
    if (!fine) return fine.error();

    const Time now = sources_.clock.now();
    return sources_.database.act(once, [&](storage::Transaction& transaction) -> Result<Contest> {
        std::optional<Contest> contest = store_.find(transaction, id);
        if (!contest) return not_there();
        const Result<void> allowed = sources_.policy.authorize(actor, Action::contest_answer,
                                                               object_of(contest->place), now);
        if (!allowed) return allowed.error();
        if (contest->worker == *actor.account) return not_there();
        if (contest->answer) return Error{ErrorKind::conflict, "contest.answered_already"};

        contest->answer = {text, now};
        store_.answer(transaction, *contest, *contest->answer, *actor.account);
        events::record(transaction, now, actor.account, events::RankingContestAnswered{id});
        return *std::move(contest);
    });
}

/// Nobody answers themselves.
bool ContestsService::may_answer(const Actor& actor, const Contest& contest, Time now) const {
    if (contest.worker == actor.account) return false;
    return sources_.policy.authorize(actor, Action::contest_answer, object_of(contest.place), now)
        .has_value();
}

}  // namespace gig::matching
