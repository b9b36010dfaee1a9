#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/clock.h"

namespace gig::storage {

/// One clear line: which file or which database doesn't fit, and why.
class MigrationRefused : public std::runtime_error {
    using runtime_error::runtime_error;
};

/// One step of the schema: a file "0002_accounts.sql" of the folder.
struct Migration {
    int number;
    std::string name;  // The file's.
    std::string sql;
    std::string checksum;
};

/// What migrate() did.
struct MigrationReport {
    int number_before = 0;  // 0: the database was empty.
    int number_after = 0;
    std::vector<std::string> applied = {};
};

/// The folder's migrations, in order. Refuses other names, and numbers that don't run 1, 2, 3, ...
std::vector<Migration> read_migrations(const std::filesystem::path& folder);

/// Brings the database, which is made where it is missing, to the folder's newest migration: all
/// the steps or none of them. A second process waits and then finds nothing to do.
///
/// Refuses a database where a migration that was applied has changed or is missing in the folder
/// (also where the database is of a newer program), or that is not ours.
MigrationReport migrate(const std::filesystem::path& database, const std::filesystem::path& folder,
                        Time now);

}  // namespace gig::storage
