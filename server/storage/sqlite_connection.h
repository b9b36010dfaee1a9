#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <unordered_map>
#include <vector>

#include "storage/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gig::storage {

/// The disk didn't take what it was told to keep. The kernel may have dropped it: nothing that
/// this process writes from now on can be trusted.
class SyncFailed : public Broken {
    using Broken::Broken;
};

enum class Synchronous {
    full,
#ifdef GIG_CANARY_SYNCHRONOUS_NORMAL
    // Loses acknowledged writes in a power cut. Exists only in the build that proves that the
    // power-cut test would see such a loss.
    normal,
#endif
};

inline constexpr std::size_t statements_cached_max = 1'000;  // Of one connection.
inline constexpr std::chrono::milliseconds busy_timeout{1'000};

/// One connection to a SQLite file in WAL mode. Of one thread at a time.
class SqliteConnection {
public:
    enum class Mode { write, read };

    /// Opens the file, which a writer makes where it is missing, and proves by reading back that
    /// its settings hold.
    SqliteConnection(const std::filesystem::path& file, Mode mode,
                     Synchronous synchronous = Synchronous::full);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection();

    std::vector<Row> query(Sql sql, const Parameters& parameters);
    std::int64_t execute(Sql sql, const Parameters& parameters);

    /// Runs a whole script, such as a migration. Never foreign text.
    void run_script(const char* script);

    /// Statements that take longer are interrupted and throw Broken.
    void limit_statements(std::chrono::milliseconds timeout);

    /// False also where SQLite undid the transaction by itself, as it does after some errors.
    bool in_transaction() const;

    /// Rows changed since the connection was opened, by triggers too.
    std::int64_t rows_changed() const;

    /// Copies the WAL into the database file once it holds pages enough. Throws SyncFailed.
    void checkpoint_if_due();

    /// Throws Broken unless every commit is synced before it returns.
    void turn_on_wal();
    void require_durable();

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    struct Statement {
        std::unique_ptr<sqlite3_stmt, Finalize> handle;
        std::vector<std::size_t> numbers;  // Of each place in the text: 1 for $1.
        std::size_t parameters = 0;
    };

    void set_up(Mode mode, Synchronous synchronous);
    Statement& prepared(Sql sql);
    Statement prepare(Sql sql) const;
    template <typename Visit>
    void step_all(Sql sql, const Parameters& parameters, Visit&& visit);
    [[noreturn]] void fail(int code, const char* sql) const;
    void must(int code, const char* sql) const;

    std::unique_ptr<sqlite3, Close> database_;
    std::unordered_map<const void*, Statement> statements_;  // By the literal's address.
    std::chrono::milliseconds statement_timeout_{0};
    std::chrono::steady_clock::time_point deadline_ = {};
    int wal_pages_ = 0;
};

}  // namespace gig::storage
