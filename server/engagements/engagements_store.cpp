#include "engagements/engagements_store.h"

#define GIG_INTENT_COLUMNS                                                                        \
    "id, opening, job, employer, worker, market, state, reason, start_at, end_at, expressed_at, " \
    "changed_at, expires_at"

namespace gig::engagements {

namespace {

std::optional<std::string> reason_text(const Intent& intent) {
    if (!intent.reason) return std::nullopt;
    return std::string(name_of(*intent.reason));
}

Intent intent_in(const storage::Row& row) {
    const std::optional<IntentState> state = named<IntentState>(row.text(6));
    invariant(state.has_value());
    Intent intent{.id = row.id<IntentId>(0),
                  .opening = row.id<OpeningId>(1),
                  .job = row.id<JobId>(2),
                  .employer = row.id<EmployerId>(3),
                  .worker = row.id<AccountId>(4),
                  .market = row.optional_id<MarketId>(5),
                  .state = *state,
                  .reason = std::nullopt,
                  .start = row.time(8),
                  .end = row.time(9),
                  .expressed_at = row.time(10),
                  .changed_at = row.time(11),
                  .expires_at = row.time(12)};
    const std::optional<std::string> reason = row.optional_text(7);
    if (reason) {
        intent.reason = named<DeclineReason>(*reason);
        invariant(intent.reason.has_value());
    }
    return intent;
}

}  // namespace

void EngagementsStore::insert(storage::Transaction& transaction, const Intent& intent) const {
    transaction.execute(
        "INSERT INTO intent (city, " GIG_INTENT_COLUMNS
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        {city_, intent.id, intent.opening, intent.job, intent.employer, intent.worker,
         intent.market, name_of(intent.state), reason_text(intent), intent.start, intent.end,
         intent.expressed_at, intent.changed_at, intent.expires_at});
}

void EngagementsStore::update(storage::Transaction& transaction, const Intent& intent) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE intent SET state = $3, reason = $4, changed_at = $5, expires_at = $6 "
        "WHERE city = $1 AND id = $2",
        {city_, intent.id, name_of(intent.state), reason_text(intent), intent.changed_at,
         intent.expires_at});
    invariant(changed == 1);
}

std::optional<Intent> EngagementsStore::find(storage::Reader& reader, IntentId intent) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT " GIG_INTENT_COLUMNS " FROM intent WHERE city = $1 AND id = $2", {city_, intent});
    if (!row) return std::nullopt;
    return intent_in(*row);
}

bool EngagementsStore::has_living(storage::Reader& reader, AccountId worker,
                                  OpeningId opening) const {
    return reader
        .find(
            "SELECT 1 FROM intent WHERE city = $1 AND worker = $2 AND opening = $3 "
            "AND state IN ('expressed', 'offered', 'confirmed')",
            {city_, worker, opening})
        .has_value();
}

bool EngagementsStore::has_confirmed_between(storage::Reader& reader, AccountId worker, Time start,
                                             Time end) const {
    return reader
        .find(
            "SELECT 1 FROM intent WHERE city = $1 AND worker = $2 AND state = 'confirmed' "
            "AND start_at < $4 AND end_at > $3 LIMIT 1",
            {city_, worker, start, end})
        .has_value();
}

std::vector<Intent> EngagementsStore::confirmed_after(storage::Reader& reader, AccountId worker,
                                                      Time time, std::size_t limit) const {
    std::vector<Intent> intents;
    for (const storage::Row& row :
         reader.query("SELECT " GIG_INTENT_COLUMNS
                      " FROM intent WHERE city = $1 AND worker = $2 AND state = 'confirmed' "
                      "AND end_at > $3 ORDER BY start_at, id LIMIT $4",
                      {city_, worker, time, static_cast<std::int64_t>(limit)})) {
        intents.push_back(intent_in(row));
    }
    return intents;
}

std::vector<Intent> EngagementsStore::due(storage::Reader& reader, Time now,
                                          std::size_t limit) const {
    std::vector<Intent> intents;
    for (const storage::Row& row : reader.query(
             "SELECT " GIG_INTENT_COLUMNS " FROM intent WHERE city = $1 AND expires_at <= $2 "
             "AND state IN ('expressed', 'offered') ORDER BY expires_at, id LIMIT $3",
             {city_, now, static_cast<std::int64_t>(limit)})) {
        intents.push_back(intent_in(row));
    }
    return intents;
}

}  // namespace gig::engagements
