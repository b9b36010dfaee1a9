#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/log.h"
#include "storage/sqlite_writer.h"

namespace gig::storage {

inline constexpr int sync_failed_status = 74;  // sysexits' EX_IOERR.

struct SqliteLimits {
    std::size_t readers = 4;
    std::size_t readers_waiting_max = 256;
    std::chrono::milliseconds reader_wait_max{2'000};
    std::chrono::milliseconds statement_timeout{2'000};  // Of one reader's statement.
    WriterLimits writer = {};
    DiskLimits disk = {};
};

/// read_only is for tools beside a running server: it writes nothing and needs no lock.
enum class Access { read_write, read_only };

struct SqliteOptions {
    std::filesystem::path file;
    Access access = Access::read_write;
    Synchronous synchronous = Synchronous::full;
    SqliteLimits limits = {};

    /// Called on the writer thread when the disk fails to keep a write. Doesn't return; where it is
    /// empty, the process ends at once with sync_failed_status.
    std::function<void()> on_sync_failed = {};

    /// Where empty, the file system is asked.
    std::function<std::uintmax_t()> free_bytes = {};
};

/// The store in one SQLite file: readers in parallel on their own connections, one writer thread.
class SqliteDatabase final : public Database {
public:
    /// Opens a migrated database. Throws Broken with one clear line where another process writes
    /// to it, or where it can't be as durable as promised.
    SqliteDatabase(SqliteOptions options, Log& log);
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    /// Finishes the writes that wait. Nobody may be inside of a call.
    ~SqliteDatabase() override;

    void read(const std::function<void(Reader&)>& ask) override;
    void write(Purpose purpose, const std::function<bool(Transaction&)>& act) override;
    std::int64_t last_event() override;
    std::int64_t wait_for_event(std::int64_t sequence, std::chrono::milliseconds timeout) override;

private:
    class Lock;
    class Lent;

    std::unique_ptr<SqliteConnection> take_reader();
    void give_back(std::unique_ptr<SqliteConnection> reader);

    SqliteOptions options_;
    Log& log_;
    std::unique_ptr<Lock> lock_;
    DiskSpace space_;
    CommittedEvents events_;
    std::unique_ptr<SqliteConnection> write_connection_;

    std::mutex readers_mutex_;
    std::condition_variable reader_returned_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
    std::size_t readers_waiting_ = 0;

    std::unique_ptr<SqliteWriter> writer_;  // Last: its thread ends before what it uses.
};

}  // namespace gig::storage
