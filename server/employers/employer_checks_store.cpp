#include "employers/employer_checks_store.h"

#include "accounts/accounts.h"
#include "base/time.h"

namespace gig::employers {

namespace {

using accounts::home_city;

std::int64_t limit_of(std::size_t limit) {
    return static_cast<std::int64_t>(limit);
}

std::vector<EmployerId> ids_in(const std::vector<storage::Row>& rows) {
    std::vector<EmployerId> ids;
    ids.reserve(rows.size());
    for (const storage::Row& row : rows)
        ids.push_back(row.id<EmployerId>(0));
    return ids;
}

Mandate mandate_of(const storage::Row& row) {
    Mandate mandate{std::nullopt, row.optional_text(1), date_value(row.text(2))};
    if (!row.is_null(0)) mandate.until = date_value(row.text(0));
    return mandate;
}

}  // namespace

constexpr storage::Sql add_check_sql =
    "INSERT INTO employer_check (city, employer, number, at, actor, role, verdict, reason, remark) "
    "SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8 FROM employer_check "
    "WHERE city = $1 AND employer = $2";

void add_check(storage::Transaction& transaction, EmployerId employer, const NewCheck& added) {
    const Check& check = added.check;
    transaction.execute(add_check_sql, {home_city, employer, check.at, added.actor, check.by,
                                        name_of(check.verdict), check.reason, check.remark});
}

constexpr storage::Sql checks_before_sql =
    "SELECT number, role, verdict, reason, remark, at FROM employer_check "
    "WHERE city = $1 AND employer = $2 AND number < $3 ORDER BY number DESC LIMIT $4";

std::vector<NumberedCheck> checks_before(storage::Reader& reader, EmployerId employer,
                                         std::int64_t number, std::size_t limit) {
    std::vector<NumberedCheck> checks;
    for (const storage::Row& row :
         reader.query(checks_before_sql, {home_city, employer, number, limit_of(limit)})) {
        const std::optional<CheckVerdict> verdict = named<CheckVerdict>(row.text(2));
        invariant(verdict.has_value());
        checks.push_back({row.integer(0),
                          {row.text(1), *verdict, row.optional_text(3), row.text(4), row.time(5)}});
    }
    return checks;
}

constexpr storage::Sql questions_since_sql =
    "SELECT count(*) FROM employer_check "
    "WHERE city = $1 AND employer = $2 AND verdict = 'asked' AND at >= $3";

std::size_t questions_since(storage::Reader& reader, EmployerId employer, Time since) {
    return static_cast<std::size_t>(
        reader.find(questions_since_sql, {home_city, employer, since})->integer(0));
}

constexpr storage::Sql latest_question_sql =
    "SELECT remark, at FROM employer_check WHERE city = $1 AND employer = $2 "
    "AND verdict = 'asked' AND at >= $3 ORDER BY number DESC LIMIT 1";

std::optional<Question> latest_question(storage::Reader& reader, EmployerId employer, Time since) {
    const std::optional<storage::Row> row =
        reader.find(latest_question_sql, {home_city, employer, since});
    if (!row) return std::nullopt;
    return Question{row->text(0), row->time(1)};
}

constexpr storage::Sql suspensions_after_sql =
    "SELECT id FROM employer WHERE city = $1 AND market = $2 "
    // As the index says it, so that it serves.
    "AND (suspended_at IS NOT NULL OR suspension_at IS NOT NULL) "
    "AND (suspended_at IS NOT NULL OR suspension_at >= $3) "
    "AND (coalesce(suspended_at, suspension_at), id) > ($4, $5) "
    "ORDER BY coalesce(suspended_at, suspension_at), id LIMIT $6";

std::vector<EmployerId> suspensions_after(storage::Reader& reader, MarketId market,
                                          Time asked_after, const WaitingPosition& position,
                                          std::size_t limit) {
    return ids_in(reader.query(
        suspensions_after_sql,
        {home_city, market, asked_after, position.since, position.employer, limit_of(limit)}));
}

constexpr storage::Sql waiting_after_sql =
    "SELECT id FROM employer WHERE city = $1 AND market = $2 AND waits_since IS NOT NULL "
    "AND (waits_since, id) > ($3, $4) ORDER BY waits_since, id LIMIT $5";

std::vector<EmployerId> waiting_after(storage::Reader& reader, MarketId market,
                                      const WaitingPosition& position, std::size_t limit) {
    return ids_in(reader.query(waiting_after_sql, {home_city, market, position.since,
                                                   position.employer, limit_of(limit)}));
}

constexpr storage::Sql ended_before_sql =
    "SELECT id FROM employer WHERE city = $1 AND state = 'verified' AND verified_until < $2 "
    "ORDER BY verified_until, id LIMIT $3";

std::vector<EmployerId> ended_before(storage::Reader& reader, Date today, std::size_t limit) {
    return ids_in(reader.query(ended_before_sql, {home_city, date_text(today), limit_of(limit)}));
}

constexpr storage::Sql to_be_asked_sql =
    "SELECT id FROM employer WHERE city = $1 AND state = 'verified' AND waits_since IS NULL "
    "AND renew_on <= $2 ORDER BY renew_on, id LIMIT $3";

std::vector<EmployerId> to_be_asked(storage::Reader& reader, Date today, std::size_t limit) {
    return ids_in(reader.query(to_be_asked_sql, {home_city, date_text(today), limit_of(limit)}));
}

constexpr storage::Sql keep_mandate_sql =
    "INSERT INTO employer_mandate (city, employer, account, until, document_ref, since, at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (city, employer, account) "
    "DO UPDATE SET until = $4, document_ref = $5, since = $6, at = $7";

void keep_mandate(storage::Transaction& transaction, EmployerId employer, AccountId account,
                  const Mandate& mandate, Time at) {
    std::optional<std::string> until;
    if (mandate.until) until = date_text(*mandate.until);
    transaction.execute(keep_mandate_sql,
                        {home_city, employer, account, until, mandate.document_ref,
                         date_text(mandate.since.value_or(date_of(at))), at});
}

constexpr storage::Sql find_mandate_sql =
    "SELECT until, document_ref, since FROM employer_mandate "
    "WHERE city = $1 AND employer = $2 AND account = $3";

std::optional<Mandate> find_mandate(storage::Reader& reader, EmployerId employer,
                                    AccountId account) {
    const std::optional<storage::Row> row =
        reader.find(find_mandate_sql, {home_city, employer, account});
    if (!row) return std::nullopt;
    return mandate_of(*row);
}

constexpr storage::Sql mandates_of_sql =
    "SELECT until, document_ref, since FROM employer_mandate WHERE city = $1 AND employer = $2 "
    "ORDER BY at, account LIMIT $3";

std::vector<Mandate> mandates_of(storage::Reader& reader, EmployerId employer) {
    std::vector<Mandate> mandates;
    for (const storage::Row& row :
         reader.query(mandates_of_sql, {home_city, employer, limit_of(mandates_max)})) {
        mandates.push_back(mandate_of(row));
    }
    return mandates;
}

}  // namespace gig::employers
