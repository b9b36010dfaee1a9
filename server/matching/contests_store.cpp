#include "matching/contests_store.h"

#include <limits>

#include "base/invariant.h"

#define GIG_CONTEST_COLUMNS                                                                \
    "id, receipt, worker, market, county, rule_version, term, identical, reason_enc, at, " \
    "due_at, answer_enc, answered_at"

namespace gig::matching {

namespace {

SealPlace place_in_store(std::string_view column, ContestId contest, AccountId worker) {
    return {"ranking_contest", column, contest.value(), worker.value()};
}

}  // namespace

std::optional<gigfair::Term> term_named(std::string_view name) {
    for (std::size_t number = 0; number < gigfair::term_count; ++number) {
        const auto term = static_cast<gigfair::Term>(number);
        if (gigfair::name_of(term) == name) return term;
    }
    return std::nullopt;
}

void ContestsStore::insert(storage::Transaction& transaction, const Contest& contest) const {
    std::optional<std::int64_t> identical;
    if (contest.identical) identical = *contest.identical ? 1 : 0;
    transaction.execute(
        "INSERT INTO ranking_contest (city, id, receipt, worker, market, county, rule_version, "
        "term, identical, reason_enc, at, due_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        {city_, contest.id, contest.receipt, contest.worker, contest.place.market,
         contest.place.county, contest.rule_version, gigfair::name_of(contest.term), identical,
         vault_.seal(contest.reason, place_in_store("reason_enc", contest.id, contest.worker)),
         contest.at, contest.due_at});
}

void ContestsStore::answer(storage::Transaction& transaction, const Contest& contest,
                           const ContestAnswer& answer, AccountId by) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE ranking_contest SET answer_enc = $1, answered_at = $2, answered_by = $3 "
        "WHERE city = $4 AND id = $5 AND answered_at IS NULL",
        {vault_.seal(answer.text, place_in_store("answer_enc", contest.id, contest.worker)),
         answer.at, by, city_, contest.id});
    invariant(changed == 1);
}

std::optional<Contest> ContestsStore::find(storage::Reader& reader, ContestId contest) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT " GIG_CONTEST_COLUMNS " FROM ranking_contest WHERE city = $1 AND id = $2",
        {city_, contest});
    if (!row) return std::nullopt;
    return contest_in(*row);
}

std::optional<ContestPlace> ContestsStore::place_of(storage::Reader& reader,
                                                    ReceiptId receipt) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT market, county FROM ranking_contest WHERE city = $1 AND receipt = $2 "
        "ORDER BY at DESC, id DESC LIMIT 1",
        {city_, receipt});
    if (!row) return std::nullopt;
    return ContestPlace{row->id<MarketId>(0), row->optional_integer(1)};
}

bool ContestsStore::has_open(storage::Reader& reader, ReceiptId receipt, gigfair::Term term) const {
    return reader
        .find(
            "SELECT 1 FROM ranking_contest WHERE city = $1 AND receipt = $2 AND term = $3 "
            "AND answered_at IS NULL",
            {city_, receipt, gigfair::name_of(term)})
        .has_value();
}

ContestsStore::Lately ContestsStore::since(storage::Reader& reader, AccountId worker,
                                           Time time) const {
    const storage::Row row = reader
                                 .find(
                                     "SELECT count(*), coalesce(min(at), $3) FROM ranking_contest "
                                     "WHERE city = $1 AND worker = $2 AND at > $3",
                                     {city_, worker, time})
                                 .value();
    return {row.integer(0), row.time(1)};
}

std::vector<Contest> ContestsStore::of_worker(storage::Reader& reader, AccountId worker,
                                              const std::optional<Contest>& after,
                                              std::size_t limit) const {
    const Time at_before = after ? after->at : Time::max();
    const ContestId id_before = after ? after->id : ContestId(0);
    return contests_in(
        reader.query("SELECT " GIG_CONTEST_COLUMNS
                     " FROM ranking_contest WHERE city = $1 AND worker = $2 "
                     "AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5",
                     {city_, worker, at_before, id_before, static_cast<std::int64_t>(limit)}));
}

std::vector<Contest> ContestsStore::open(storage::Reader& reader,
                                         const std::optional<Contest>& after,
                                         std::size_t limit) const {
    const Time at_after = after ? after->at : Time::min();
    const ContestId id_after = after ? after->id : ContestId(-1);
    return contests_in(reader.query("SELECT " GIG_CONTEST_COLUMNS
                                    " FROM ranking_contest WHERE city = $1 AND answered_at IS NULL "
                                    "AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4",
                                    {city_, at_after, id_after, static_cast<std::int64_t>(limit)}));
}

Contest ContestsStore::contest_in(const storage::Row& row) const {
    const auto id = row.id<ContestId>(0);
    const auto worker = row.id<AccountId>(2);
    const std::optional<gigfair::Term> term = term_named(row.text(6));
    invariant(term.has_value());
    Contest contest{.id = id,
                    .receipt = row.id<ReceiptId>(1),
                    .worker = worker,
                    .place = {row.id<MarketId>(3), row.optional_integer(4)},
                    .rule_version = row.text(5),
                    .term = *term,
                    .reason = vault_.unseal(row.blob(8), place_in_store("reason_enc", id, worker)),
                    .identical = std::nullopt,
                    .at = row.time(9),
                    .due_at = row.time(10),
                    .answer = std::nullopt};
    if (!row.is_null(7)) contest.identical = row.flag(7);
    if (!row.is_null(11)) {
        contest.answer = {vault_.unseal(row.blob(11), place_in_store("answer_enc", id, worker)),
                          row.time(12)};
    }
    return contest;
}

std::vector<Contest> ContestsStore::contests_in(const std::vector<storage::Row>& rows) const {
    std::vector<Contest> contests;
    contests.reserve(rows.size());
    for (const storage::Row& row : rows)
        contests.push_back(contest_in(row));
    return contests;
}

}  // namespace gig::matching
