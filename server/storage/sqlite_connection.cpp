#include "storage/sqlite_connection.h"

#include <sqlite3.h>

#include <charconv>
#include <string>
#include <thread>

namespace gig::storage {

namespace {

constexpr int progress_instructions = 5'000;     // Between two looks at the clock.
constexpr int checkpoint_pages = 1'000;          // 4 MiB: as SQLite itself would.
constexpr int checkpoint_waiting_pages = 8'000;  // From here on, wait for readers to make room.
constexpr const char* wal_bytes_kept = "PRAGMA journal_size_limit=16777216";

/// The number of "$12"; other forms aren't PostgreSQL's.
std::size_t number_of_place(const char* name, const char* sql) {
    const std::string_view text = name == nullptr ? "" : name;
    std::size_t number = 0;
    if (text.starts_with('$')) std::from_chars(text.data() + 1, text.data() + text.size(), number);
    if (number == 0) throw Bug(std::string("parameters are $1, $2, ...: ") + sql);
    return number;
}

/// Keeps the value where it is: the parameters outlive the step.
int bind(sqlite3_stmt* statement, int place, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, place, *integer);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return sqlite3_bind_double(statement, place, *real);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<Blob>(&value)) {
        // An empty vector has no address, and SQLite takes that for NULL.
        const void* data = blob->empty() ? "" : static_cast<const void*>(blob->data());
        return sqlite3_bind_blob64(statement, place, data, blob->size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, place);
}

Value column_value(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_column_int64(statement, column)};
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        case SQLITE_TEXT: {
            const auto* text =
                reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return std::string(text,
                               static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        }
        case SQLITE_BLOB: {
            const auto* data =
                static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
            const int size = sqlite3_column_bytes(statement, column);
            return size == 0 ? Blob() : Blob(data, data + size);
        }
        default:
            return std::monostate();
    }
}

/// Gives the statement back whatever happens, without its old values.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

}  // namespace

void SqliteConnection::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

void SqliteConnection::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Mode mode,
                                   Synchronous synchronous) {
    const int create = mode == Mode::write ? SQLITE_OPEN_CREATE : 0;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
    database_.reset(opened);
    must(code, file.c_str());
    must(sqlite3_extended_result_codes(opened, 1), "extended result codes");
    must(sqlite3_busy_timeout(opened, static_cast<int>(busy_timeout.count())), "busy timeout");
    set_up(mode, synchronous);
}

SqliteConnection::~SqliteConnection() = default;

void SqliteConnection::set_up(Mode mode, Synchronous synchronous) {
    run_script("PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON");
    // SQLite would swallow an error of its own checkpoints, even a failed sync: we run them.
    run_script("PRAGMA wal_autocheckpoint=0");
    if (query("PRAGMA foreign_keys", {}).front().integer(0) != 1) {
        throw Broken("this SQLite was built without foreign keys");
    }
    if (mode == Mode::read) {
        run_script("PRAGMA query_only=ON");
        return;
    }
    turn_on_wal();
    run_script(wal_bytes_kept);
    run_script("PRAGMA synchronous=FULL");
#ifdef GIG_CANARY_SYNCHRONOUS_NORMAL
    if (synchronous == Synchronous::normal) {
        run_script("PRAGMA synchronous=NORMAL");
        return;
    }
#endif
    invariant(synchronous == Synchronous::full);
    require_durable();
    sqlite3_wal_hook(
        database_.get(),
        [](void* pages, sqlite3*, const char*, int count) {
            *static_cast<int*>(pages) = count;
            return SQLITE_OK;
        },
        &wal_pages_);
}

void SqliteConnection::turn_on_wal() {
    // This needs the file alone for a moment, and SQLite doesn't wait for that by itself: two that
    // open a new file at once would meet.
    constexpr std::chrono::milliseconds pause(20);
    constexpr auto attempts_max = busy_timeout / pause;
    for (int attempt = 1; true; ++attempt) {
        try {
            return run_script("PRAGMA journal_mode=WAL");
        } catch (const Busy&) {
            if (attempt >= attempts_max) throw;
        }
        std::this_thread::sleep_for(pause);
    }
}

void SqliteConnection::require_durable() {
    constexpr std::int64_t full = 2;
    if (query("PRAGMA journal_mode", {}).front().text(0) != "wal") {
        throw Broken("the database can't use a write-ahead log here: journal_mode is not WAL");
    }
    if (query("PRAGMA synchronous", {}).front().integer(0) != full) {
        throw Broken("acknowledged writes would not survive a power cut: synchronous is not FULL");
    }
}

std::vector<Row> SqliteConnection::query(Sql sql, const Parameters& parameters) {
    std::vector<Row> rows;
    step_all(sql, parameters, [&](sqlite3_stmt* statement) {
        if (rows.size() == rows_max) throw Bug(std::string("more than rows_max: ") + sql.text());
        const int columns = sqlite3_column_count(statement);
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            values.push_back(column_value(statement, column));
        }
        rows.emplace_back(std::move(values));
    });
    return rows;
}

std::int64_t SqliteConnection::execute(Sql sql, const Parameters& parameters) {
    step_all(sql, parameters, [](sqlite3_stmt*) {});
    return sqlite3_changes64(database_.get());
}

template <typename Visit>
void SqliteConnection::step_all(Sql sql, const Parameters& parameters, Visit&& visit) {
    Statement& statement = prepared(sql);
    if (statement.parameters != parameters.size()) {
        throw Bug(std::string("the number of parameters is wrong: ") + sql.text());
    }
    const Reset reset(statement.handle.get());
    for (std::size_t place = 0; place < statement.numbers.size(); ++place) {
        const Value& value = parameters[statement.numbers[place] - 1].value();
        must(bind(statement.handle.get(), static_cast<int>(place) + 1, value), sql.text());
    }

    deadline_ = std::chrono::steady_clock::now() + statement_timeout_;
    while (true) {
        const int code = sqlite3_step(statement.handle.get());
        if (code == SQLITE_DONE) return;
        if (code != SQLITE_ROW) fail(code, sql.text());
        visit(statement.handle.get());
    }
}

SqliteConnection::Statement& SqliteConnection::prepared(Sql sql) {
    const auto found = statements_.find(sql.text());
    if (found != statements_.end()) return found->second;

    if (statements_.size() == statements_cached_max) statements_.clear();
    return statements_.emplace(sql.text(), prepare(sql)).first->second;
}

SqliteConnection::Statement SqliteConnection::prepare(Sql sql) const {
    sqlite3_stmt* handle = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.text(), -1, SQLITE_PREPARE_PERSISTENT,
                                        &handle, &rest);
    Statement statement;
    statement.handle.reset(handle);
    must(code, sql.text());
    if (handle == nullptr || *rest != '\0') {
        throw Bug(std::string("not exactly one statement: ") + sql.text());
    }
    for (int place = 1; place <= sqlite3_bind_parameter_count(handle); ++place) {
        const std::size_t number =
            number_of_place(sqlite3_bind_parameter_name(handle, place), sql.text());
        statement.numbers.push_back(number);
        statement.parameters = std::max(statement.parameters, number);
    }
    return statement;
}

void SqliteConnection::run_script(const char* script) {
    must(sqlite3_exec(database_.get(), script, nullptr, nullptr, nullptr), script);
}

void SqliteConnection::limit_statements(std::chrono::milliseconds timeout) {
    statement_timeout_ = timeout;
    sqlite3_progress_handler(
        database_.get(), progress_instructions,
        [](void* connection) {
            const auto* self = static_cast<const SqliteConnection*>(connection);
            return std::chrono::steady_clock::now() > self->deadline_ ? 1 : 0;
        },
        this);
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

std::int64_t SqliteConnection::rows_changed() const {
    return sqlite3_total_changes64(database_.get());
}

void SqliteConnection::checkpoint_if_due() {
    if (wal_pages_ < checkpoint_pages) return;

    const bool waits = wal_pages_ >= checkpoint_waiting_pages;
    wal_pages_ = 0;  // The next commit says how many there are now.
    const int code = sqlite3_wal_checkpoint_v2(
        database_.get(), "main", waits ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
        nullptr, nullptr);
    if ((code & 0xFF) != SQLITE_BUSY) must(code, "checkpoint");
}

void SqliteConnection::must(int code, const char* sql) const {
    if (code != SQLITE_OK) fail(code, sql);
}

void SqliteConnection::fail(int code, const char* sql) const {
    const std::string text =
        std::string(database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code)) +
        " (SQLite " + std::to_string(code) + "): " + sql;
    switch (code) {
        case SQLITE_IOERR_FSYNC:
        case SQLITE_IOERR_DIR_FSYNC:
            throw SyncFailed(text);
        case SQLITE_IOERR_SHMSIZE:
            throw Full(text);
        default:
            break;
    }
    switch (code & 0xFF) {
        case SQLITE_FULL:
            throw Full(text);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Busy(text);
        case SQLITE_CONSTRAINT:
            throw ConstraintViolated(text);
        case SQLITE_INTERRUPT:
            throw Broken("took longer than its limit: " + text);
        case SQLITE_ERROR:
        case SQLITE_RANGE:
        case SQLITE_MISUSE:
        case SQLITE_READONLY:
            throw Bug(text);
        default:
            throw Broken(text);
    }
}

}  // namespace gig::storage
