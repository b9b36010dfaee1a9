#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "storage/migrations.h"
#include "storage/sqlite_database.h"

// What the power-cut test cuts: acts from several threads, each told on standard output as soon as
// storage calls it durable. Built twice: with the real storage, and as the canary that syncs too
// seldom and must be caught losing what it acknowledged.
//
//   acked_writer write FOLDER MIGRATIONS   writes until it is killed
//   acked_writer check FOLDER              reads acknowledged keys on standard input, prints
//                                          "acked N lost N" and "integrity ok" or what is broken

namespace {

namespace fs = std::filesystem;
namespace storage = gig::storage;
using gig::AccountId;
using gig::Answer;
using gig::invariant;
using gig::Once;
using gig::OnceKey;
using gig::Result;
using gig::StandardLog;
using gig::SystemClock;
using gig::Time;

constexpr int threads = 16;  // So that commits are shared, as under load.
constexpr int acts_of_a_thread_max = 250'000;
constexpr std::size_t body_bytes = 3'000;  // A job with many openings: soon enough to checkpoint.
const AccountId writer_account{1};

#ifdef GIG_CANARY_SYNCHRONOUS_NORMAL
constexpr storage::Synchronous synchronous = storage::Synchronous::normal;
#else
constexpr storage::Synchronous synchronous = storage::Synchronous::full;
#endif

fs::path database_in(const fs::path& folder) {
    return folder / "acked.db";
}

/// One line, at once and whole: what stood in a buffer when the power went would not count.
void tell(const std::string& key) {
    const std::string line = key + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        std::_Exit(1);
    }
}

/// Event, and answer under the key, as every effect of the house does it.
void act_once(storage::Database& database, const std::string& key) {
    const Time now = SystemClock().now();
    const Once<std::string> once{.key = OnceKey{writer_account, key, "fingerprint", now},
                                 .answer = [](const std::string& body) {
                                     return Answer{200, body};
                                 }};
    const Result<std::string> done =
        database.act(once, [&](storage::Transaction& transaction) -> Result<std::string> {
            transaction.append_event({.at = now,
                                      .type = "acked",
                                      .actor = writer_account,
                                      .body = std::string(body_bytes, 'x')});
            return key;
        });
    invariant(done.has_value());
}

int write_until_killed(const fs::path& folder, const fs::path& migrations) {
    StandardLog log;
    storage::migrate(database_in(folder), migrations, SystemClock().now());
    storage::SqliteOptions options{.file = database_in(folder), .synchronous = synchronous};
    options.limits.disk.ballast_bytes = 0;
    storage::SqliteDatabase database(std::move(options), log);

    std::vector<std::jthread> writers;
    writers.reserve(threads);
    for (int thread = 0; thread < threads; ++thread) {
        writers.emplace_back([&database, thread] {
            for (int number = 0; number < acts_of_a_thread_max; ++number) {
                const std::string key = std::to_string(thread) + "-" + std::to_string(number);
                act_once(database, key);
                tell(key);
            }
        });
    }
    return 0;
}

bool has_answer(storage::SqliteConnection& connection, const std::string& key) {
    return !connection
                .query("SELECT 1 FROM kept_answer WHERE account = $1 AND key = $2",
                       {writer_account, key})
                .empty();
}

/// Empty where the file is sound, and each act is there with both its parts or not at all.
std::string fault_of(storage::SqliteConnection& connection) {
    std::string verdict = connection.query("PRAGMA integrity_check(1)", {}).front().text(0);
    if (verdict != "ok") return verdict;

    const storage::Row counts = connection
                                    .query(
                                        "SELECT count(*), coalesce(max(sequence), 0), "
                                        "(SELECT count(*) FROM kept_answer) FROM event",
                                        {})
                                    .front();
    if (counts.integer(0) != counts.integer(1)) return "the event log has gaps";
    if (counts.integer(0) != counts.integer(2)) return "an act is there by half";
    return "";
}

int check(const fs::path& folder) {
    storage::SqliteConnection connection(database_in(folder),
                                         storage::SqliteConnection::Mode::write);
    long acked = 0;
    long lost = 0;
    for (std::string key; std::getline(std::cin, key);) {
        ++acked;
        if (!has_answer(connection, key)) ++lost;
    }
    const std::string fault = fault_of(connection);
    std::cout << "acked " << acked << " lost " << lost << "\n"
              << "integrity " << (fault.empty() ? "ok" : fault) << "\n";
    return 0;
}

int usage() {
    std::cerr << "acked_writer write FOLDER MIGRATIONS | check FOLDER\n";
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments.size() == 3 && arguments[0] == "write") {
            return write_until_killed(arguments[1], arguments[2]);
        }
        if (arguments.size() == 2 && arguments[0] == "check") return check(arguments[1]);
        return usage();
    } catch (const std::exception& failure) {
        std::cerr << "acked_writer: " << failure.what() << "\n";
        return 1;
    }
}
