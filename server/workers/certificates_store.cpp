#include "workers/certificates_store.h"

#include "base/invariant.h"
#include "base/names.h"

// In the order in which certificate_in reads them. A macro, because a statement is one literal.
#define GIG_CERTIFICATE_COLUMNS                                                              \
    "worker, code, number_enc, issuer, issued_on, expires_on, state, market, handed_in_at, " \
    "remark, checked_by, checker, checked_at"

namespace gig::workers {

namespace {

using storage::Row;

/// The code is a part of where the number stands, so that it opens for no other certificate.
std::string column_of(std::string_view code) {
    return "number_enc/" + std::string(code);
}

std::optional<std::string> text_of(const std::optional<Date>& date) {
    if (!date) return std::nullopt;
    return date_text(*date);
}

std::optional<Date> date_in(const Row& row, std::size_t column) {
    if (row.is_null(column)) return std::nullopt;
    const std::optional<Date> date = date_value(row.text(column));
    invariant(date.has_value());
    return date;
}

CertificateState state_in(const Row& row, std::size_t column) {
    const std::optional<CertificateState> state = named<CertificateState>(row.text(column));
    invariant(state.has_value());
    return *state;
}

std::optional<std::string> remark_text(const std::optional<CertificateRemark>& remark) {
    if (!remark) return std::nullopt;
    return std::string(name_of(*remark));
}

}  // namespace

constexpr storage::Sql hand_in_sql =
    "INSERT INTO worker_certificate (city, worker, code, number_enc, issuer, issued_on, "
    "expires_on, "
    "state, market, handed_in_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'declared', $8, $9) "
    "ON CONFLICT (city, worker, code) DO UPDATE SET number_enc = excluded.number_enc, "
    "issuer = excluded.issuer, issued_on = excluded.issued_on, expires_on = excluded.expires_on, "
    "state = 'declared', market = excluded.market, handed_in_at = excluded.handed_in_at, "
    "remark = NULL, checked_by = NULL, checker = NULL, checked_at = NULL";

void CertificatesStore::hand_in(storage::Transaction& transaction,
                                const HeldCertificate& certificate) {
    invariant(certificate.handed_in.has_value());
    const HandedIn& handed_in = *certificate.handed_in;
    const Paper& paper = handed_in.paper;
    const std::int64_t worker = certificate.worker.value();
    const storage::Blob number = vault_.seal(
        paper.number, {"worker_certificate", column_of(certificate.code), worker, worker});
    transaction.execute(hand_in_sql, {city_, certificate.worker, certificate.code, number,
                                      paper.issuer, text_of(paper.issued_on),
                                      text_of(paper.expires_on), handed_in.market, handed_in.at});
}

constexpr storage::Sql settle_sql =
    "UPDATE worker_certificate SET state = $4, remark = $5, checked_by = $6, checker = $7, "
    "checked_at = $8 WHERE city = $1 AND worker = $2 AND code = $3";

void CertificatesStore::settle(storage::Transaction& transaction,
                               const HeldCertificate& certificate) {
    invariant(certificate.handed_in && certificate.handed_in->check);
    const CertificateCheck& check = *certificate.handed_in->check;
    const std::int64_t changed = transaction.execute(
        settle_sql,
        {city_, certificate.worker, certificate.code, name_of(certificate.state),
         remark_text(certificate.handed_in->remark), check.by, check.checker, check.at});
    invariant(changed == 1);
}

constexpr storage::Sql remove_sql =
    "DELETE FROM worker_certificate WHERE city = $1 AND worker = $2 AND code = $3";

bool CertificatesStore::remove(storage::Transaction& transaction, AccountId worker,
                               std::string_view code) {
    return transaction.execute(remove_sql, {city_, worker, code}) > 0;
}

constexpr storage::Sql find_sql = "SELECT " GIG_CERTIFICATE_COLUMNS
                                  " FROM worker_certificate "
                                  "WHERE city = $1 AND worker = $2 AND code = $3";

std::optional<HeldCertificate> CertificatesStore::find(storage::Reader& reader, AccountId worker,
                                                       std::string_view code) const {
    const std::optional<Row> row = reader.find(find_sql, {city_, worker, code});
    if (!row) return std::nullopt;
    return certificate_in(*row);
}

constexpr storage::Sql of_worker_sql = "SELECT " GIG_CERTIFICATE_COLUMNS
                                       " FROM worker_certificate "
                                       "WHERE city = $1 AND worker = $2 ORDER BY code";

std::vector<HeldCertificate> CertificatesStore::of_worker(storage::Reader& reader,
                                                          AccountId worker) const {
    std::vector<HeldCertificate> certificates;
    for (const Row& row : reader.query(of_worker_sql, {city_, worker}))
        certificates.push_back(certificate_in(row));
    return certificates;
}

constexpr storage::Sql waiting_after_sql = "SELECT " GIG_CERTIFICATE_COLUMNS
                                           " FROM worker_certificate "
                                           "WHERE city = $1 AND market = $2 AND state = 'declared' "
                                           "AND (handed_in_at, worker, code) > ($3, $4, $5) "
                                           "ORDER BY handed_in_at, worker, code LIMIT $6";

std::vector<HeldCertificate> CertificatesStore::waiting_after(storage::Reader& reader,
                                                              MarketId market,
                                                              const Position& position,
                                                              std::size_t limit) const {
    std::vector<HeldCertificate> certificates;
    for (const Row& row :
         reader.query(waiting_after_sql, {city_, market, position.at, position.worker,
                                          position.code, static_cast<std::int64_t>(limit)})) {
        certificates.push_back(certificate_in(row));
    }
    return certificates;
}

HeldCertificate CertificatesStore::certificate_in(const Row& row) const {
    const AccountId worker = row.id<AccountId>(0);
    const std::string code = row.text(1);
    const std::string number = vault_.unseal(
        row.blob(2), {"worker_certificate", column_of(code), worker.value(), worker.value()});
    HandedIn handed_in{.paper = {number, row.text(3), date_in(row, 4), date_in(row, 5)},
                       .market = row.optional_id<MarketId>(7),
                       .at = row.time(8)};
    if (!row.is_null(9)) {
        handed_in.remark = named<CertificateRemark>(row.text(9));
        invariant(handed_in.remark.has_value());
    }
    if (!row.is_null(10)) {
        handed_in.check =
            CertificateCheck{row.text(10), row.optional_id<AccountId>(11), row.time(12)};
    }
    return {worker, code, state_in(row, 6), std::move(handed_in)};
}

constexpr storage::Sql standings_sql =
    "SELECT code, state, expires_on FROM worker_certificate "
    "WHERE city = $1 AND worker = $2 ORDER BY code";

std::vector<CertificateStanding> standings_of(storage::Reader& reader, std::int64_t city,
                                              AccountId worker) {
    std::vector<CertificateStanding> standings;
    for (const Row& row : reader.query(standings_sql, {city, worker}))
        standings.push_back({row.text(0), state_in(row, 1), date_in(row, 2)});
    return standings;
}

}  // namespace gig::workers
