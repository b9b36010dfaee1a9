#include "events/sealer.h"

#include "events/chain.h"
#include "events/log_rows.h"
#include "events/pause.h"

namespace gig::events {

namespace {

using storage::Parameters;
using storage::Row;

constexpr std::chrono::milliseconds wait_for_events{100};  // How soon a stop is noticed.
constexpr std::chrono::milliseconds seal_retry_min{50};

struct Link {
    std::int64_t sequence;
    Digest hash;
};

Link last_link(storage::Reader& reader, CryptoProfile profile) {
    const std::optional<Row> row = reader.find(
        "SELECT sequence, hash FROM seal WHERE origin = 0 ORDER BY sequence DESC LIMIT 1", {});
    if (!row) return {0, chain_start(profile)};
    Link link{row->integer(0), {}};
    std::ranges::copy(row->blob(1), link.hash.begin());  // 32 bytes: the schema says so.
    return link;
}

std::vector<Link> links_after(storage::Reader& reader, CryptoProfile profile, Link last) {
    std::vector<Link> links;
    for (const Row& row :
         reader.query("SELECT sequence, at, type, actor, body FROM event "
                      "WHERE origin = 0 AND sequence > $1 ORDER BY sequence LIMIT $2",
                      {last.sequence, seal_batch_max})) {
        const storage::EventRow event = event_row(row);
        if (event.sequence != last.sequence + 1) {
            throw storage::Broken("event " + std::to_string(last.sequence + 1) +
                                  " is missing: nothing after it is sealed");
        }
        last = {event.sequence, next_link(profile, last.hash, event)};
        links.push_back(last);
    }
    return links;
}

}  // namespace

std::int64_t seal_batch(storage::Database& database, CryptoProfile profile) {
    // Computed by a reader, so that the writer only has to put the links down.
    const std::vector<Link> links = database.ask([&](storage::Reader& reader) {
        return links_after(reader, profile, last_link(reader, profile));
    });
    if (links.empty()) return 0;
    database.write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        for (const Link& link : links) {
            transaction.execute("INSERT INTO seal (origin, sequence, hash) VALUES (0, $1, $2)",
                                {link.sequence, storage::Blob(link.hash.begin(), link.hash.end())});
        }
        return true;
    });
    return static_cast<std::int64_t>(links.size());
}

Sealer::Sealer(storage::Database& database, CryptoProfile profile, Log& log)
    : database_(database),
      profile_(profile),
      log_(log),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Sealer::~Sealer() {
    thread_.request_stop();
    thread_.join();
}

void Sealer::run(const std::stop_token& stop) {
    BackOff back_off(seal_retry_min, seal_retry_max);
    std::int64_t sealed = 0;
    while (!stop.stop_requested()) {
        const std::int64_t newest = database_.wait_for_event(sealed, wait_for_events);
        if (newest <= sealed) continue;
        pause_unless_stopped(stop, seal_pause);  // Many events share one transaction.
        if (seal_all()) {
            sealed = newest;
            back_off.reset();
        } else {
            pause_unless_stopped(stop, back_off.next());
        }
    }
    seal_all();
}

bool Sealer::seal_all() {
    try {
        while (seal_batch(database_, profile_) == seal_batch_max) {
        }
    } catch (const std::exception& failure) {
        if (!failing_) log_.write(LogLevel::error, "sealer.failed", {{"why", failure.what()}});
        failing_ = true;
        return false;
    }
    if (failing_) log_.write(LogLevel::info, "sealer.resumed", {});
    failing_ = false;
    return true;
}

}  // namespace gig::events
