#include "storage/sqlite_database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace gig::storage {

namespace {

class SqliteReader final : public Reader {
public:
    explicit SqliteReader(SqliteConnection& connection) : connection_(connection) {}

    std::vector<Row> query(Sql sql, const Parameters& parameters) override {
        return connection_.query(sql, parameters);
    }

private:
    SqliteConnection& connection_;
};

}  // namespace

/// Two processes that write would number the same events. The kernel lets go of the lock when
/// the process ends, however it ends.
class SqliteDatabase::Lock {
public:
    explicit Lock(const std::filesystem::path& file) {
        const std::string path = file.string() + ".lock";
        descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor_ < 0) throw Broken("cannot open " + path);
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
        ::close(descriptor_);
        throw Broken("another process writes to " + file.string());
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { ::close(descriptor_); }

private:
    int descriptor_ = -1;
};

/// A reader that goes back to the pool by itself, outside of any transaction.
class SqliteDatabase::Lent {
public:
    explicit Lent(SqliteDatabase& database)
        : database_(database), connection_(database.take_reader()) {}
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ~Lent() {
        try {
            if (connection_->in_transaction()) connection_->execute("ROLLBACK", {});
        } catch (const std::exception& failure) {
            // It goes back all the same: its next BEGIN tells the asker what is wrong with it.
            database_.log_.write(LogLevel::warning, "storage.rollback_failed",
                                 {{"why", failure.what()}});
        }
        database_.give_back(std::move(connection_));
    }

    SqliteConnection& connection() { return *connection_; }

private:
    SqliteDatabase& database_;
    std::unique_ptr<SqliteConnection> connection_;
};

SqliteDatabase::SqliteDatabase(SqliteOptions options, Log& log)
    : options_(std::move(options)),
      log_(log),
      space_(options_.file.parent_path(), options_.limits.disk, options_.free_bytes) {
    if (!std::filesystem::exists(options_.file)) {
        throw Broken("there is no database " + options_.file.string());
    }
    if (!options_.on_sync_failed) {
        options_.on_sync_failed = [] { std::_Exit(sync_failed_status); };
    }
    const bool writes = options_.access == Access::read_write;
    if (writes) {
        lock_ = std::make_unique<Lock>(options_.file);
        space_.make_room();
        write_connection_ = std::make_unique<SqliteConnection>(
            options_.file, SqliteConnection::Mode::write, options_.synchronous);
    }
    for (std::size_t count = 0; count < options_.limits.readers; ++count) {
        auto reader =
            std::make_unique<SqliteConnection>(options_.file, SqliteConnection::Mode::read);
        reader->limit_statements(options_.limits.statement_timeout);
        idle_readers_.push_back(std::move(reader));
    }
    events_.advance(last_event());
    if (!writes) return;
    writer_ = std::make_unique<SqliteWriter>(
        *write_connection_, space_, events_,
        WriterOptions{options_.limits.writer, options_.on_sync_failed}, log_);
}

SqliteDatabase::~SqliteDatabase() = default;

void SqliteDatabase::read(const std::function<void(Reader&)>& ask) {
    Lent lent(*this);
    lent.connection().execute("BEGIN", {});
    SqliteReader reader(lent.connection());
    ask(reader);
}

void SqliteDatabase::write(Purpose purpose, const std::function<bool(Transaction&)>& act) {
    if (!writer_) throw Broken("the database was opened to be read only");
    writer_->write(purpose, act);
}

std::int64_t SqliteDatabase::last_event() {
    if (writer_) return events_.last();
    return ask([](Reader& reader) {
        return reader.find("SELECT coalesce(max(sequence), 0) FROM event WHERE origin = 0", {})
            ->integer(0);
    });
}

std::int64_t SqliteDatabase::wait_for_event(std::int64_t sequence,
                                            std::chrono::milliseconds timeout) {
    return events_.wait(sequence, timeout);
}

std::unique_ptr<SqliteConnection> SqliteDatabase::take_reader() {
    std::unique_lock lock(readers_mutex_);
    if (idle_readers_.empty() && readers_waiting_ >= options_.limits.readers_waiting_max) {
        throw Busy("too many wait to read");
    }
    ++readers_waiting_;
    const bool free = reader_returned_.wait_for(lock, options_.limits.reader_wait_max,
                                                [&] { return !idle_readers_.empty(); });
    --readers_waiting_;
    if (!free) throw Busy("no reader became free in time");

    std::unique_ptr<SqliteConnection> reader = std::move(idle_readers_.back());
    idle_readers_.pop_back();
    return reader;
}

void SqliteDatabase::give_back(std::unique_ptr<SqliteConnection> reader) {
    {
        const std::scoped_lock lock(readers_mutex_);
        idle_readers_.push_back(std::move(reader));
    }
    reader_returned_.notify_one();
}

}  // namespace gig::storage
