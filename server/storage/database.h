#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/once.h"
#include "base/result.h"
#include "storage/sql.h"

namespace gig::storage {

inline constexpr std::size_t rows_max = 200'000;  // Of one query; more is a bug of the asker.

/// How long a repeated request finds the answer to the first one.
inline constexpr std::chrono::hours answer_kept_for{72};

/// The world broke: disk gone, database corrupt, connection lost. Caught once per request.
class Broken : public std::runtime_error {
    using runtime_error::runtime_error;
};

/// No room left on the disk: reads go on, this write was not done.
class Full : public Broken {
    using Broken::Broken;
};

/// The writers' queue is full: nothing was done, try again soon.
class Busy : public Broken {
    using Broken::Broken;
};

/// A constraint of the schema refused the row. Stores look first, so this is a race that two
/// nodes ran, or a bug.
class ConstraintViolated : public Broken {
    using Broken::Broken;
};

/// What happened, as storage keeps it: a type, bytes, and who did it. Numbered on commit by
/// origin (the city's store is 0) and a sequence per origin that has no gaps.
struct EventRow {
    std::int64_t sequence = 0;  // Given by the store.
    Time at;
    std::string type;
    std::optional<AccountId> actor;
    std::string body;  // Canonical JSON.
};

/// Asks questions of one consistent state.
class Reader {
public:
    virtual ~Reader() = default;
    virtual std::vector<Row> query(Sql sql, const Parameters& parameters) = 0;

    /// At most one row.
    std::optional<Row> find(Sql sql, const Parameters& parameters) {
        std::vector<Row> rows = query(sql, parameters);
        invariant(rows.size() <= 1);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
};

/// Changes state, all of it or nothing.
class Transaction : public Reader {
public:
    /// The number of rows changed.
    virtual std::int64_t execute(Sql sql, const Parameters& parameters) = 0;

    /// Called by events::record alone.
    virtual std::int64_t append_event(const EventRow& event) = 0;

    /// Called by Database::act alone. False where an answer to that key is kept already.
    virtual bool keep_answer(const OnceKey& key, const Answer& answer) = 0;
};

/// Whether a transaction is an act, which the log must tell of (also the house's own, such as
/// closing what is over), or book-keeping that tells nobody anything (seals, sweeps).
///
/// Held by the writer: an act that changed a row without recording an event, and book-keeping
/// that recorded one, are undone and throw Bug. A kept answer alone is no change.
enum class Purpose { act, housekeeping };

/// The store behind every room. Safe from any thread.
///
/// SQLite: readers in parallel, one writer thread that commits many waiting acts at once.
/// What write() returned from is on the disk: it survives a power cut.
class Database {
public:
    virtual ~Database() = default;

    /// Throws Broken. The reader sees one state, and is gone after the call.
    virtual void read(const std::function<void(Reader&)>& ask) = 0;

    /// Runs the act on the writer; commits it where it returns true, undoes it where it returns
    /// false or throws. Returns when durable. Throws Broken, Full, Busy, or what the act threw.
    virtual void write(Purpose purpose, const std::function<bool(Transaction&)>& act) = 0;

    /// The newest committed event's sequence; 0 where there is none.
    virtual std::int64_t last_event() = 0;

    /// Waits until an event after `sequence` is committed, or the time is over. Returns the
    /// newest sequence. This is how followers are woken without asking again and again.
    virtual std::int64_t wait_for_event(std::int64_t sequence,
                                        std::chrono::milliseconds timeout) = 0;

    /// Reads and gives back what `ask` returns.
    template <typename Ask>
    auto ask(Ask&& ask) {
        using Answered = std::invoke_result_t<Ask&, Reader&>;
        std::optional<Answered> answered;
        read([&](Reader& reader) { answered.emplace(ask(reader)); });
        if (!answered) throw Bug("a read returned without having asked");
        return *std::move(answered);
    }

    /// One act: `work` takes a Transaction& and returns a Result. A refusal undoes everything.
    /// With a key, the answer to the caller is kept in the same transaction; a second request
    /// with the same key meanwhile is refused with idempotency.concurrent.
    template <typename T, typename Work>
    Result<T> act(const Once<T>& once, Work&& work) {
        std::optional<Result<T>> outcome;
        write(Purpose::act, [&](Transaction& transaction) {
            outcome.emplace(work(transaction));
            if (!*outcome || !once.key) return outcome->has_value();
            const bool kept = transaction.keep_answer(*once.key, once.answer(**outcome));
            if (!kept) outcome.emplace(concurrent_request());
            return kept;
        });
        if (!outcome) throw Bug("a write returned without having acted");
        return *std::move(outcome);
    }

private:
    static Error concurrent_request();
};

}  // namespace gig::storage
