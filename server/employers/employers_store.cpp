#include "employers/employers_store.h"

#include "accounts/accounts.h"

namespace gig::employers {

namespace {

using accounts::home_city;

KeptEmployer employer_of(EmployerId id, const storage::Row& row) {
    const std::optional<EmployerKind> kind = kind_named(row.text(0));
    const std::optional<EmployerState> state = state_named(row.text(2));
    invariant(kind && state);
    return {Employer{id, *kind, row.text(1), *state, row.optional_text(3), row.optional_text(4),
                     row.time(5), row.flag(6)},
            row.optional_text(7)};
}

}  // namespace

constexpr storage::Sql insert_employer_sql =
    "INSERT INTO employer (city, id, kind, name, credit_code, state, reason, region_code, made_up, "
    "applied_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

bool insert_employer(storage::Transaction& transaction, const KeptEmployer& kept) {
    const Employer& employer = kept.employer;
    return transaction.execute(insert_employer_sql,
                               {home_city, employer.id, name_of(employer.kind), employer.name,
                                kept.credit_code, name_of(employer.state), employer.reason,
                                employer.region_code, employer.made_up, employer.applied_at}) == 1;
}

constexpr storage::Sql find_employer_sql =
    "SELECT kind, name, state, reason, region_code, applied_at, made_up, credit_code "
    "FROM employer WHERE city = $1 AND id = $2";

std::optional<KeptEmployer> find_employer(storage::Reader& reader, EmployerId id) {
    const std::optional<storage::Row> row = reader.find(find_employer_sql, {home_city, id});
    if (!row) return std::nullopt;
    return employer_of(id, *row);
}

constexpr storage::Sql credit_code_taken_sql =
    "SELECT id FROM employer WHERE city = $1 AND credit_code = $2 AND state <> 'refused' "
    "AND id <> $3";

bool credit_code_taken(storage::Reader& reader, const std::string& credit_code, EmployerId except) {
    return reader.find(credit_code_taken_sql, {home_city, credit_code, except}).has_value();
}

constexpr storage::Sql update_check_sql =
    "UPDATE employer SET state = $3, reason = $4, checked_at = $5 WHERE city = $1 AND id = $2";

void update_check(storage::Transaction& transaction, const Employer& employer, Time checked_at) {
    transaction.execute(update_check_sql, {home_city, employer.id, name_of(employer.state),
                                           employer.reason, checked_at});
}

constexpr storage::Sql insert_recheck_sql =
    "INSERT INTO employer_recheck (city, id, employer, at) VALUES ($1, $2, $3, $4)";

void insert_recheck(storage::Transaction& transaction, const Recheck& recheck) {
    transaction.execute(insert_recheck_sql, {home_city, recheck.id, recheck.employer, recheck.at});
}

constexpr storage::Sql nth_recheck_sql =
    "SELECT at FROM employer_recheck WHERE city = $1 AND employer = $2 AND at > $3 "
    "ORDER BY at DESC LIMIT 1 OFFSET $4";

std::optional<Time> nth_recheck_after(storage::Reader& reader, EmployerId employer, Time since,
                                      std::size_t count) {
    const std::optional<storage::Row> row = reader.find(
        nth_recheck_sql, {home_city, employer, since, static_cast<std::int64_t>(count - 1)});
    if (!row) return std::nullopt;
    return row->time(0);
}

constexpr storage::Sql delete_rechecks_sql =
    "DELETE FROM employer_recheck WHERE city = $1 AND employer = $2 AND at <= $3";

void delete_rechecks_before(storage::Transaction& transaction, EmployerId employer, Time before) {
    transaction.execute(delete_rechecks_sql, {home_city, employer, before});
}

}  // namespace gig::employers
