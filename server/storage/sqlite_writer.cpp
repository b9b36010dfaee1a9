#include "storage/sqlite_writer.h"

namespace gig::storage {

namespace {

constexpr std::int64_t city_origin = 0;  // One store, one origin: the city's.

/// What one act may do inside of the common commit.
class WriterTransaction final : public Transaction {
public:
    WriterTransaction(SqliteConnection& connection, Purpose purpose, std::int64_t last_event)
        : connection_(connection),
          purpose_(purpose),
          first_event_(last_event + 1),
          last_event_(last_event),
          rows_changed_before_(connection.rows_changed()) {}

    std::vector<Row> query(Sql sql, const Parameters& parameters) override {
        return connection_.query(sql, parameters);
    }

    std::int64_t execute(Sql sql, const Parameters& parameters) override {
        return connection_.execute(sql, parameters);
    }

    std::int64_t append_event(const EventRow& event) override {
        if (purpose_ == Purpose::housekeeping) {
            throw Bug("book-keeping recorded an event (" + event.type + "): make it an act");
        }
        connection_.execute(
            "INSERT INTO event (origin, sequence, at, type, actor, body) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            {city_origin, last_event_ + 1, event.at, event.type, event.actor, event.body});
        return ++last_event_;
    }

    bool keep_answer(const OnceKey& key, const Answer& answer) override {
        const std::int64_t before = connection_.rows_changed();
        const std::int64_t kept = connection_.execute(
            "INSERT INTO kept_answer (account, key, fingerprint, status, body, at) "
            "VALUES ($1, $2, $3, $4, $5, $6) "
            "ON CONFLICT (account, key) DO UPDATE SET fingerprint = excluded.fingerprint, "
            "status = excluded.status, body = excluded.body, at = excluded.at "
            "WHERE kept_answer.at < $7",
            {key.account, key.key, key.fingerprint, answer.status, answer.body, key.at,
             key.at - answer_kept_for});
        rows_changed_before_ += connection_.rows_changed() - before;
        return kept == 1;
    }

    /// Holds the rule of Purpose. Throws Bug.
    void require_recorded() const {
        const bool changed = connection_.rows_changed() != rows_changed_before_;
        if (purpose_ == Purpose::act && changed && last_event_ < first_event_) {
            throw Bug("an act changed something and recorded no event");
        }
    }

    std::int64_t last_event() const { return last_event_; }

private:
    SqliteConnection& connection_;
    Purpose purpose_;
    std::int64_t first_event_;
    std::int64_t last_event_;
    std::int64_t rows_changed_before_;
};

}  // namespace

SqliteWriter::SqliteWriter(SqliteConnection& connection, DiskSpace& space, CommittedEvents& events,
                           WriterOptions options, Log& log)
    : connection_(connection),
      space_(space),
      events_(events),
      options_(std::move(options)),
      log_(log),
      thread_([this] { run(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void SqliteWriter::write(Purpose purpose, const std::function<bool(Transaction&)>& act) {
    if (std::this_thread::get_id() == thread_.get_id()) {
        throw Bug("a write inside of a write would wait for itself");
    }
    Waiting waiting{purpose, act};
    std::future<void> done = waiting.done.get_future();
    {
        const std::scoped_lock lock(mutex_);
        if (broken_) throw Broken("the disk failed to keep a write; this process is ending");
        if (stopping_) throw Broken("the database is being closed");
        if (waiting_.size() >= options_.limits.acts_waiting_max)
            throw Busy("the writers' queue is full");
        waiting_.push_back(&waiting);
    }
    changed_.notify_one();
    done.wait();
    if (waiting.failure) std::rethrow_exception(waiting.failure);
}

void SqliteWriter::run() {
    while (true) {
        const std::vector<Waiting*> group = take_group();
        if (group.empty()) return;
        commit_group(group);
    }
}

/// Empty where the thread is to end.
std::vector<SqliteWriter::Waiting*> SqliteWriter::take_group() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    const auto count =
        static_cast<std::ptrdiff_t>(std::min(waiting_.size(), options_.limits.acts_per_commit_max));
    std::vector<Waiting*> group(waiting_.begin(), waiting_.begin() + count);
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    return group;
}

void SqliteWriter::commit_group(const std::vector<Waiting*>& group) {
    try {
        run_group(group);
    } catch (const SyncFailed& failure) {
        end_process(failure);
        answer(group, std::current_exception());
        return;
    } catch (...) {
        undo_all();
        answer(group, std::current_exception());
        return;
    }
    answer(group, nullptr);
    checkpoint();
}

/// Returns when the group is on the disk; throws where none of it is.
void SqliteWriter::run_group(const std::vector<Waiting*>& group) {
    const bool has_room = space_.has_room();
    if (has_room != had_room_) {
        log_.write(LogLevel::warning, has_room ? "storage.resumed" : "storage.full", {});
        had_room_ = has_room;
    }
    {
        const std::scoped_lock lock(mutex_);
        if (broken_) throw Broken("the disk failed to keep a write; this process is ending");
    }
    if (!has_room) throw Full("less than the low-water mark of the disk is free");

    connection_.execute("BEGIN IMMEDIATE", {});
    std::int64_t last_event = events_.last();
    for (Waiting* waiting : group) {
        last_event = run_act(*waiting, last_event);
    }
    connection_.execute("COMMIT", {});
    events_.advance(last_event);
}

/// Returns the newest event's sequence. What the act threw stays with it; throws only where the
/// whole group is lost.
std::int64_t SqliteWriter::run_act(Waiting& waiting, std::int64_t last_event) {
    connection_.execute("SAVEPOINT act", {});
    WriterTransaction transaction(connection_, waiting.purpose, last_event);
    bool keeps = false;
    try {
        keeps = waiting.act(transaction);
        if (keeps) transaction.require_recorded();
    } catch (const SyncFailed&) {
        throw;
    } catch (...) {
        waiting.failure = std::current_exception();
        keeps = false;
        // After some errors SQLite undoes everything by itself: then nobody's act is left.
        if (!connection_.in_transaction()) throw;
    }
    if (!keeps) connection_.execute("ROLLBACK TO act", {});
    connection_.execute("RELEASE act", {});
    return keeps ? transaction.last_event() : last_event;
}

/// After the answers, so that nobody waits for it.
void SqliteWriter::checkpoint() {
    try {
        connection_.checkpoint_if_due();
    } catch (const SyncFailed& failure) {
        end_process(failure);
    } catch (const std::exception& failure) {
        log_.write(LogLevel::warning, "storage.checkpoint_failed", {{"why", failure.what()}});
    }
}

void SqliteWriter::end_process(const std::exception& failure) {
    {
        const std::scoped_lock lock(mutex_);
        broken_ = true;
    }
    log_.write(LogLevel::error, "storage.sync_failed", {{"why", failure.what()}});
    options_.on_sync_failed();
}

void SqliteWriter::undo_all() {
    try {
        if (connection_.in_transaction()) connection_.execute("ROLLBACK", {});
    } catch (const std::exception& failure) {
        log_.write(LogLevel::error, "storage.rollback_failed", {{"why", failure.what()}});
    }
}

/// `failure` is what befell the whole group; an act keeps its own where it has one.
void SqliteWriter::answer(const std::vector<Waiting*>& group, const std::exception_ptr& failure) {
    for (Waiting* waiting : group) {
        if (!waiting->failure) waiting->failure = failure;
        // The last touch: the caller wakes and takes the object away.
        std::promise<void> done = std::move(waiting->done);
        done.set_value();
    }
}

}  // namespace gig::storage
