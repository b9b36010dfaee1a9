#include "matching/receipts_service.h"

#include "accounts/accounts.h"

namespace gig::matching {

namespace {

constexpr std::chrono::hours keeping_window{24};

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

/// Until the first of them is out of the window.
Error too_many(Time first, Time now) {
    Error error{ErrorKind::too_many, "recommendations.too_many"};
    error.values.emplace_back("max", std::to_string(receipts_per_day_max));
    const auto wait = std::chrono::ceil<std::chrono::seconds>(first + keeping_window - now);
    error.retry_after_seconds = static_cast<int>(wait.count());
    return error;
}

}  // namespace

ReceiptsService::ReceiptsService(storage::Database& database, const Clock& clock, Rng& rng,
                                 const accounts::Policy& policy, Vault& vault,
                                 const RankingReplay& replays)
    : database_(database),
      clock_(clock),
      rng_(rng),
      policy_(policy),
      vault_(vault),
      replays_(replays),
      store_(accounts::home_city, vault),
      contests_(accounts::home_city, vault) {}

Result<ReceiptId> ReceiptsService::keep(const RankingAnswer& answer) {
    const std::string digest = digest_of(answer);
    std::optional<ReceiptId> kept = database_.ask(
        [&](storage::Reader& reader) { return store_.find_same(reader, answer.worker, digest); });
    if (kept) return *kept;

    std::optional<Error> refused;
    database_.write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        // Asked again: the same worker may have asked twice at once.
        kept = store_.find_same(transaction, answer.worker, digest);
        if (kept) return false;
        const ReceiptsStore::Lately lately =
            store_.since(transaction, answer.worker, answer.made_at - keeping_window);
        if (lately.count >= receipts_per_day_max) {
            refused = too_many(lately.first, answer.made_at);
            return false;
        }
        kept = ReceiptId::random(rng_);
        store_.insert(transaction, {*kept, answer}, digest);
        return true;
    });
    if (refused) return *refused;
    return *kept;
}

/// The rows are made of these alone, so they need not be in it.
std::string ReceiptsService::digest_of(const RankingAnswer& answer) const {
    return vault_.index("ranking_receipt/1", answer.rule_version + "|" +
                                                 std::to_string(answer.position) + "|" +
                                                 bytes_of_query(answer.query));
}

Result<Receipt> ReceiptsService::read(const Actor& actor, ReceiptId id) const {
    std::optional<Receipt> found =
        database_.ask([&](storage::Reader& reader) { return store_.find(reader, id); });
    if (!found) return not_there();
    const Result<void> allowed = policy_.authorize(actor, Action::receipt_read,
                                                   {.owner = found->answer.worker}, clock_.now());
    if (!allowed) return allowed.error();
    return *std::move(found);
}

Result<Replayed> ReceiptsService::replay(const Actor& actor, ReceiptId id) const {
    std::optional<Receipt> found;
    accounts::Object object;
    database_.read([&](storage::Reader& reader) {
        found = store_.find(reader, id);
        if (!found) return;
        object.owner = found->answer.worker;
        const std::optional<ContestPlace> contested = contests_.place_of(reader, id);
        if (!contested) return;
        object.market = contested->market;
        object.county = contested->county;
    });
    if (!found) return not_there();
    const Result<void> allowed =
        policy_.authorize(actor, Action::receipt_replay, object, clock_.now());
    if (!allowed) return allowed.error();
    return replays_.replay(found->answer);
}

std::int64_t ReceiptsService::sweep() {
    const Time now = clock_.now();
    const bool is_due =
        database_.ask([&](storage::Reader& reader) { return store_.has_due(reader, now); });
    if (!is_due) return 0;

    std::int64_t deleted = 0;
    database_.write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        deleted = store_.delete_due(transaction, now, receipts_swept_max);
        return deleted > 0;
    });
    return deleted;
}

}  // namespace gig::matching
