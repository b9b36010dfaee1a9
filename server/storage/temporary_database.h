#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/log.h"
#include "storage/migrations.h"
#include "storage/sqlite_database.h"

namespace gig::storage {

/// For tests: a folder that goes away by itself.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "gigfair-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// For tests: a real SQLite database, WAL as in life, with all the migrations of the source tree.
class TemporaryDatabase {
public:
    explicit TemporaryDatabase(SqliteLimits limits = limits_for_tests()) : limits_(limits) {
        migrate(file(), std::filesystem::path(GIG_SOURCE_DIR) / "server/storage/migrations",
                Time(std::chrono::milliseconds{0}));
        reopen();
    }

    Database& database() { return *database_; }
    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }

    /// Closes, so that a test can open the file in its own way.
    void close() { database_.reset(); }

    /// Closes and opens again, as a restart would.
    void reopen() {
        database_.reset();
        SqliteOptions options{.file = file()};
        options.limits = limits_;
        database_ = std::make_unique<SqliteDatabase>(std::move(options), log_);
    }

    std::filesystem::path file() const { return folder_.path() / "gigfair.db"; }
    const std::filesystem::path& folder() const { return folder_.path(); }
    const MemoryLog& log() const { return log_; }

    /// As in life but for the ballast, which tests can do without.
    static SqliteLimits limits_for_tests() {
        SqliteLimits limits;
        limits.disk = {.ballast_bytes = 0, .low_water_bytes = 0};
        return limits;
    }

private:
    TemporaryFolder folder_;
    SqliteLimits limits_;
    MemoryLog log_;
    std::unique_ptr<SqliteDatabase> database_;
};

}  // namespace gig::storage
