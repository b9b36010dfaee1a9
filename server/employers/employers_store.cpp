#include "employers/employers_store.h"

#include "accounts/accounts.h"
#include "base/time.h"

namespace gig::employers {

namespace {

using accounts::home_city;

std::optional<Date> optional_date(const storage::Row& row, std::size_t column) {
    const std::optional<std::string> text = row.optional_text(column);
    if (!text) return std::nullopt;
    const std::optional<Date> date = date_value(*text);
    invariant(date.has_value());
    return date;
}

std::optional<std::string> optional_text_of(const std::optional<Date>& date) {
    if (!date) return std::nullopt;
    return date_text(*date);
}

std::optional<Waiting> waiting_in(const storage::Row& row, std::size_t column) {
    const std::optional<std::string> name = row.optional_text(column);
    if (!name) return std::nullopt;
    const std::optional<WaitsFor> reason = named<WaitsFor>(*name);
    invariant(reason.has_value());
    return Waiting{*reason, row.time(column + 1)};
}

std::optional<FirstWord> first_word_in(const storage::Row& row, std::size_t column) {
    const std::optional<AccountId> by = row.optional_id<AccountId>(column);
    if (!by) return std::nullopt;
    return FirstWord{*by, row.time(column + 1)};
}

EmployerFile file_of(EmployerId id, const storage::Row& row) {
    const std::optional<EmployerKind> kind = kind_named(row.text(0));
    const std::optional<EmployerState> state = state_named(row.text(2));
    invariant(kind && state);
    return {.employer = {.id = id,
                         .kind = *kind,
                         .name = row.text(1),
                         .state = *state,
                         .reason = row.optional_text(3),
                         .region_code = row.optional_text(4),
                         .applied_at = row.time(5),
                         .made_up = row.flag(6),
                         .market = row.optional_id<MarketId>(8),
                         .verified_until = optional_date(row, 9)},
            .credit_code = row.optional_text(7),
            .renew_on = optional_date(row, 10),
            .waiting = waiting_in(row, 11),
            .approved_by = row.optional_id<AccountId>(13),
            .suspended_at = row.optional_time(16),
            .first_word = first_word_in(row, 14)};
}

constexpr storage::Sql licences_sql =
    "SELECT kind, number, issued_by, expires_on, stage FROM employer_licence "
    "WHERE city = $1 AND employer = $2 AND stage IN ('handed_in', 'accepted') ORDER BY position";

std::vector<Licence> licences_of(storage::Reader& reader, EmployerId employer) {
    std::vector<Licence> licences;
    for (const storage::Row& row : reader.query(licences_sql, {home_city, employer})) {
        const std::optional<LicenceKind> kind = named<LicenceKind>(row.text(0));
        const std::optional<LicenceStage> stage = named<LicenceStage>(row.text(4));
        const std::optional<Date> expires_on = date_value(row.text(3));
        invariant(kind && stage && expires_on);
        licences.push_back({*kind, row.text(1), row.text(2), *expires_on, *stage});
    }
    return licences;
}

}  // namespace

constexpr storage::Sql insert_employer_sql =
    "INSERT INTO employer (city, id, kind, name, credit_code, state, reason, region_code, made_up, "
    "applied_at, market, waits_for, waits_since) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";

bool insert_employer(storage::Transaction& transaction, const EmployerFile& file) {
    const Employer& employer = file.employer;
    invariant(file.waiting.has_value());
    return transaction.execute(
               insert_employer_sql,
               {home_city, employer.id, name_of(employer.kind), employer.name, file.credit_code,
                name_of(employer.state), employer.reason, employer.region_code, employer.made_up,
                employer.applied_at, employer.market, name_of(file.waiting->reason),
                file.waiting->since}) == 1;
}

constexpr storage::Sql find_employer_sql =
    "SELECT kind, name, state, reason, region_code, applied_at, made_up, credit_code, market, "
    "verified_until, renew_on, waits_for, waits_since, approved_by, suspension_by, suspension_at, "
    "suspended_at "
    "FROM employer WHERE city = $1 AND id = $2";

std::optional<EmployerFile> find_employer(storage::Reader& reader, EmployerId id) {
    const std::optional<storage::Row> row = reader.find(find_employer_sql, {home_city, id});
    if (!row) return std::nullopt;
    EmployerFile file = file_of(id, *row);
    if (file.employer.kind == EmployerKind::agency)
        file.employer.licences = licences_of(reader, id);
    return file;
}

constexpr storage::Sql credit_code_taken_sql =
    "SELECT id FROM employer WHERE city = $1 AND credit_code = $2 AND state <> 'refused' "
    "AND id <> $3";

bool credit_code_taken(storage::Reader& reader, const std::string& credit_code, EmployerId except) {
    return reader.find(credit_code_taken_sql, {home_city, credit_code, except}).has_value();
}

constexpr storage::Sql update_check_sql =
    "UPDATE employer SET state = $3, reason = $4, checked_at = $5, verified_until = $6, "
    "renew_on = $7, waits_for = $8, waits_since = $9, approved_by = $10, suspension_by = $11, "
    "suspension_at = $12, suspended_at = $13 WHERE city = $1 AND id = $2";

void update_check(storage::Transaction& transaction, const EmployerFile& file, Time checked_at) {
    const Employer& employer = file.employer;
    std::optional<std::string> waits_for;
    std::optional<Time> since;
    if (file.waiting) {
        waits_for = std::string(name_of(file.waiting->reason));
        since = file.waiting->since;
    }
    std::optional<AccountId> first_word_by;
    std::optional<Time> first_word_at;
    if (file.first_word) {
        first_word_by = file.first_word->by;
        first_word_at = file.first_word->at;
    }
    transaction.execute(
        update_check_sql,
        {home_city, employer.id, name_of(employer.state), employer.reason, checked_at,
         optional_text_of(employer.verified_until), optional_text_of(file.renew_on), waits_for,
         since, file.approved_by, first_word_by, first_word_at, file.suspended_at});
}

constexpr storage::Sql set_licence_stage_sql =
    "UPDATE employer_licence SET stage = $4 WHERE city = $1 AND employer = $2 AND stage = $3";

constexpr storage::Sql replace_licence_sql =
    "UPDATE employer_licence SET stage = 'replaced' "
    "WHERE city = $1 AND employer = $2 AND kind = $3 AND stage = $4";

constexpr storage::Sql insert_licence_sql =
    "INSERT INTO employer_licence (city, employer, position, kind, number, issued_by, expires_on, "
    "stage, at) SELECT $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6, 'handed_in', $7 "
    "FROM employer_licence WHERE city = $1 AND employer = $2";

void hand_in_licence(storage::Transaction& transaction, EmployerId employer, const Licence& licence,
                     Time at) {
    transaction.execute(replace_licence_sql, {home_city, employer, name_of(licence.kind),
                                              name_of(LicenceStage::handed_in)});
    transaction.execute(insert_licence_sql,
                        {home_city, employer, name_of(licence.kind), licence.number,
                         licence.issued_by, date_text(licence.expires_on), at});
}

void settle_licences(storage::Transaction& transaction, EmployerId employer, LicenceStage stage) {
    if (stage == LicenceStage::accepted) {
        for (const Licence& licence : licences_of(transaction, employer)) {
            if (licence.stage != LicenceStage::handed_in) continue;
            transaction.execute(replace_licence_sql, {home_city, employer, name_of(licence.kind),
                                                      name_of(LicenceStage::accepted)});
        }
    }
    transaction.execute(set_licence_stage_sql,
                        {home_city, employer, name_of(LicenceStage::handed_in), name_of(stage)});
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
