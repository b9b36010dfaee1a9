#include "matching/receipts_store.h"

namespace gig::matching {

namespace {

SealPlace place_of(std::string_view column, ReceiptId receipt, AccountId worker) {
    return {"ranking_receipt", column, receipt.value(), worker.value()};
}

}  // namespace

void ReceiptsStore::insert(storage::Transaction& transaction, const Receipt& receipt,
                           std::string_view digest) const {
    const RankingAnswer& answer = receipt.answer;
    const auto sealed = [&](std::string_view column, const std::string& bytes) {
        return vault_.seal(bytes, place_of(column, receipt.id, answer.worker));
    };
    transaction.execute(
        "INSERT INTO ranking_receipt (city, id, worker, digest, rule_version, position, made_at, "
        "kept_until, query_enc, rows_enc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {city_, receipt.id, answer.worker, digest, answer.rule_version, answer.position,
         answer.made_at, answer.kept_until, sealed("query_enc", bytes_of_query(answer.query)),
         sealed("rows_enc", bytes_of_rows(answer.rows))});
}

std::optional<Receipt> ReceiptsStore::find(storage::Reader& reader, ReceiptId receipt) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT worker, rule_version, position, made_at, kept_until, query_enc, rows_enc "
        "FROM ranking_receipt WHERE city = $1 AND id = $2",
        {city_, receipt});
    if (!row) return std::nullopt;
    const auto worker = row->id<AccountId>(0);
    const auto opened = [&](std::string_view column, std::size_t number) {
        return vault_.unseal(row->blob(number), place_of(column, receipt, worker));
    };
    return Receipt{receipt,
                   {.worker = worker,
                    .rule_version = row->text(1),
                    .position = row->integer(2),
                    .made_at = row->time(3),
                    .kept_until = row->time(4),
                    .query = query_in(opened("query_enc", 5)),
                    .rows = rows_in(opened("rows_enc", 6))}};
}

std::optional<ReceiptId> ReceiptsStore::find_same(storage::Reader& reader, AccountId worker,
                                                  std::string_view digest) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT id FROM ranking_receipt WHERE city = $1 AND worker = $2 AND digest = $3",
        {city_, worker, digest});
    if (!row) return std::nullopt;
    return row->id<ReceiptId>(0);
}

ReceiptsStore::Lately ReceiptsStore::since(storage::Reader& reader, AccountId worker,
                                           Time time) const {
    const storage::Row row = reader
                                 .find(
                                     "SELECT count(*), coalesce(min(made_at), $3) "
                                     "FROM ranking_receipt "
                                     "WHERE city = $1 AND worker = $2 AND made_at > $3",
                                     {city_, worker, time})
                                 .value();
    return {row.integer(0), row.time(1)};
}

bool ReceiptsStore::has_due(storage::Reader& reader, Time now) const {
    return reader
        .find("SELECT 1 FROM ranking_receipt WHERE city = $1 AND kept_until <= $2 LIMIT 1",
              {city_, now})
        .has_value();
}

std::int64_t ReceiptsStore::delete_due(storage::Transaction& transaction, Time now,
                                       std::int64_t limit) const {
    return transaction.execute(
        "DELETE FROM ranking_receipt WHERE city = $1 AND id IN "
        "(SELECT id FROM ranking_receipt AS due WHERE due.city = $1 AND due.kept_until <= $2 "
        "AND NOT EXISTS (SELECT 1 FROM ranking_contest AS open WHERE open.city = $1 "
        "AND open.receipt = due.id AND open.answered_at IS NULL) "
        "ORDER BY due.kept_until LIMIT $3)",
        {city_, now, limit});
}

}  // namespace gig::matching
