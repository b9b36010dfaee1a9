#include "storage/answers.h"

namespace gig::storage {

std::optional<KeptAnswer> find_answer(Reader& reader, AccountId account, std::string_view key,
                                      Time now) {
    const std::optional<Row> row = reader.find(
        "SELECT fingerprint, status, body FROM kept_answer "
        "WHERE account = $1 AND key = $2 AND at >= $3",
        {account, key, now - answer_kept_for});
    if (!row) return std::nullopt;
    return KeptAnswer{row->text(0), {static_cast<int>(row->integer(1)), row->text(2)}};
}

std::int64_t sweep_answers(Database& database, Time now) {
    std::int64_t swept = 0;
    database.write(Purpose::housekeeping, [&](Transaction& transaction) {
        swept = transaction.execute(
            "DELETE FROM kept_answer WHERE (account, key) IN "
            "(SELECT account, key FROM kept_answer WHERE at < $1 ORDER BY at LIMIT $2)",
            {now - answer_kept_for, answers_swept_max});
        return true;
    });
    return swept;
}

}  // namespace gig::storage
