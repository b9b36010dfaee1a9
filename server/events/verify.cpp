#include "events/verify.h"

#include "events/chain.h"
#include "events/log_rows.h"

namespace gig::events {

namespace {

using storage::Reader;
using storage::Row;

constexpr std::int64_t verify_page_max = 1'000;

struct Extent {
    std::int64_t events;  // How many, and the newest number.
    std::int64_t last_event;
    std::int64_t last_seal;
};

Extent extent_of(Reader& reader) {
    const std::vector<Row> rows = reader.query(
        "SELECT (SELECT count(*) FROM event WHERE origin = 0), "
        "(SELECT coalesce(max(sequence), 0) FROM event WHERE origin = 0), "
        "(SELECT coalesce(max(sequence), 0) FROM seal WHERE origin = 0)",
        {});
    return {rows.front().integer(0), rows.front().integer(1), rows.front().integer(2)};
}

std::vector<Row> page_after(storage::Database& database, std::int64_t sequence) {
    return database.ask([&](Reader& reader) {
        return reader.query(
            "SELECT event.sequence, event.at, event.type, event.actor, event.body, seal.hash "
            "FROM event LEFT JOIN seal ON seal.origin = event.origin "
            "AND seal.sequence = event.sequence "
            "WHERE event.origin = 0 AND event.sequence > $1 ORDER BY event.sequence LIMIT $2",
            {sequence, verify_page_max});
    });
}

/// Walks the chain from its start, one event after the other, up to the last seal.
class Walk {
public:
    Walk(CryptoProfile profile, Extent extent, const std::optional<LogHead>& known_head)
        : profile_(profile), extent_(extent), known_head_(known_head) {
        head_.hash = chain_start(profile);
    }

    const LogHead& head() const { return head_; }
    const std::optional<LogFault>& fault() const { return fault_; }

    /// False where the walk is over.
    bool step(const Row& row) {
        const storage::EventRow event = event_row(row);
        const std::int64_t expected = head_.sequence + 1;
        if (expected > extent_.last_seal) return step_unsealed(event.sequence);
        if (event.sequence != expected) return stop(expected, "the event is missing");
        if (row.is_null(5)) return stop(expected, "the seal is missing");

        const Digest link = next_link(profile_, head_.hash, event);
        if (text_of(row.blob(5)) != text_of(link)) return stop(expected, "event and seal differ");
        head_ = {expected, link};
        newest_ = expected;
        if (known_head_ && known_head_->sequence == expected && known_head_->hash != link) {
            return stop(expected, "the chain is not the one whose head was kept");
        }
        return true;
    }

    /// After the last event: what should still have come?
    void end() {
        if (fault_) return;
        if (newest_ < std::max(extent_.last_seal, extent_.last_event)) {
            stop(newest_ + 1, "the event is missing");
        } else if (known_head_ && head_.sequence < known_head_->sequence) {
            stop(head_.sequence + 1, "the log is shorter than when its head was kept");
        }
    }

private:
    /// The unsealed tail can't be proven, but it must be there without gaps.
    bool step_unsealed(std::int64_t sequence) {
        const std::int64_t expected = std::max(newest_, head_.sequence) + 1;
        if (sequence != expected) return stop(expected, "the event is missing");
        newest_ = sequence;
        return sequence < extent_.last_event;
    }

    bool stop(std::int64_t sequence, const char* what) {
        fault_ = LogFault{sequence, what};
        return false;
    }

    CryptoProfile profile_;
    Extent extent_;
    std::optional<LogHead> known_head_;
    LogHead head_;
    std::int64_t newest_ = 0;
    std::optional<LogFault> fault_;
};

}  // namespace

LogReport verify_log(storage::Database& database, CryptoProfile profile,
                     const std::optional<LogHead>& known_head) {
    const Extent extent = database.ask(extent_of);
    Walk walk(profile, extent, known_head);
    std::int64_t position = 0;
    bool goes_on = extent.events > 0;
    while (goes_on) {
        const std::vector<Row> page = page_after(database, position);
        for (const Row& row : page) {
            goes_on = goes_on && walk.step(row);
            position = row.integer(0);
        }
        goes_on = goes_on && page.size() == static_cast<std::size_t>(verify_page_max);
    }
    walk.end();

    LogReport report;
    report.events = extent.events;
    report.sealed = walk.head().sequence;
    report.unsealed = extent.last_event - std::min(extent.last_seal, extent.last_event);
    report.head = walk.head();
    report.first_fault = walk.fault();
    return report;
}

}  // namespace gig::events
