#include "storage/migrations.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/digest.h"
#include "base/file.h"
#include "storage/disk_space.h"
#include "storage/sqlite_connection.h"

namespace gig::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t migration_bytes_max = 1 << 20;
constexpr std::size_t number_digits = 4;

/// The number of "0002_accounts.sql".
int number_of(const std::string& name) {
    int number = 0;
    const char* digits_end = name.data() + std::min(name.size(), number_digits);
    const auto read = std::from_chars(name.data(), digits_end, number);
    const bool fits = read.ec == std::errc() && read.ptr == name.data() + number_digits &&
                      name.size() > number_digits && name[number_digits] == '_' &&
                      name.ends_with(".sql") && number > 0;
    if (!fits) throw MigrationRefused("migrations are named like 0002_accounts.sql, not " + name);
    return number;
}

/// What the database says was applied: name and checksum by number.
std::map<int, std::pair<std::string, std::string>> read_applied(SqliteConnection& connection) {
    std::map<int, std::pair<std::string, std::string>> applied;
    for (const Row& row :
         connection.query("SELECT number, name, checksum FROM migration ORDER BY number", {})) {
        applied[static_cast<int>(row.integer(0))] = {row.text(1), row.text(2)};
    }
    return applied;
}

void require_ours(SqliteConnection& connection, const fs::path& database) {
    const auto tables = connection.query(
        "SELECT count(*), count(*) FILTER (WHERE name = 'migration') FROM sqlite_master", {});
    if (tables.front().integer(0) > 0 && tables.front().integer(1) == 0) {
        throw MigrationRefused(database.string() + " holds tables, but not ours");
    }
}

void require_unchanged(const std::map<int, std::pair<std::string, std::string>>& applied,
                       const std::vector<Migration>& migrations, const fs::path& database) {
    for (const auto& [number, name_and_checksum] : applied) {
        const auto& [name, checksum] = name_and_checksum;
        const auto found = std::ranges::find(migrations, number, &Migration::number);
        if (found == migrations.end() && number > static_cast<int>(migrations.size())) {
            throw MigrationRefused(database.string() + " is of a newer program: it has " + name +
                                   ", which this one doesn't know");
        }
        if (found == migrations.end() || found->name != name) {
            throw MigrationRefused(name + " was applied to " + database.string() +
                                   " and is missing now");
        }
        if (found->checksum != checksum) {
            throw MigrationRefused(name + " has changed since it was applied to " +
                                   database.string() + ": add a new migration instead");
        }
    }
}

MigrationReport apply_all(SqliteConnection& connection, const std::vector<Migration>& migrations,
                          const fs::path& database, Time now) {
    require_ours(connection, database);
    connection.run_script(
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "checksum TEXT NOT NULL, at INTEGER NOT NULL) STRICT");
    const auto applied = read_applied(connection);
    require_unchanged(applied, migrations, database);

    MigrationReport report;
    report.number_before = applied.empty() ? 0 : applied.rbegin()->first;
    report.number_after = report.number_before;
    for (const Migration& migration : migrations) {
        if (applied.contains(migration.number)) continue;
        try {
            connection.run_script(migration.sql.c_str());
        } catch (const Bug& failure) {
            throw MigrationRefused(migration.name + ": " + failure.what());
        }
        connection.execute(
            "INSERT INTO migration (number, name, checksum, at) VALUES ($1, $2, $3, $4)",
            {migration.number, migration.name, migration.checksum, now});
        report.applied.push_back(migration.name);
        report.number_after = migration.number;
    }
    return report;
}

}  // namespace

std::vector<Migration> read_migrations(const fs::path& folder) {
    std::vector<Migration> migrations;
    if (!fs::is_directory(folder)) {
        throw MigrationRefused("there is no folder of migrations " + folder.string());
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        std::string sql = read_file(entry.path(), migration_bytes_max);
        std::string checksum = sha256_hex(sql);
        migrations.push_back({number_of(name), name, std::move(sql), std::move(checksum)});
    }
    std::ranges::sort(migrations, {}, &Migration::name);
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        if (migrations[index].number != static_cast<int>(index) + 1) {
            throw MigrationRefused("migration " + std::to_string(index + 1) +
                                   " is missing or there twice: next is " + migrations[index].name);
        }
    }
    if (migrations.empty()) throw MigrationRefused("no migrations in " + folder.string());
    return migrations;
}

MigrationReport migrate(const fs::path& database, const fs::path& folder, Time now) {
    const std::vector<Migration> migrations = read_migrations(folder);
    DiskSpace(database.parent_path(), DiskLimits()).make_room();  // Or a full disk ends here.
    SqliteConnection connection(database, SqliteConnection::Mode::write);
    connection.execute("BEGIN IMMEDIATE", {});  // The lock; undone when the connection closes.
    MigrationReport report = apply_all(connection, migrations, database, now);
    connection.execute("COMMIT", {});
    return report;
}

}  // namespace gig::storage
