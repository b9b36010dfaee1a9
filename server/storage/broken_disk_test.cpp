#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <thread>

#include "storage/sample_act.h"

// What the kernel says when the disk is full or fails to keep what it was given, said here on
// demand: this program's own fdatasync stands before the C library's, and SQLite lets its write
// calls be replaced.

namespace {

std::atomic<int> syncs_until_failure = -1;  // Negative: none fails.
std::atomic<bool> disk_is_full = false;

ssize_t write_or_fail(int file, const void* bytes, size_t count, off_t offset) {
    if (disk_is_full) {
        errno = ENOSPC;
        return -1;
    }
    return ::pwrite(file, bytes, count, offset);
}

sqlite3_syscall_ptr pwrite_by_default = nullptr;

/// While it lives, SQLite's writes answer ENOSPC.
class FullDisk {
public:
    FullDisk() {
        sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
        const auto replacement = reinterpret_cast<sqlite3_syscall_ptr>(&write_or_fail);
        EXPECT_EQ(vfs->xSetSystemCall(vfs, "pwrite64", replacement), SQLITE_OK);
        EXPECT_EQ(vfs->xSetSystemCall(vfs, "pwrite", replacement), SQLITE_OK);
        disk_is_full = true;
    }
    ~FullDisk() {
        disk_is_full = false;
        sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
        vfs->xSetSystemCall(vfs, "pwrite64", pwrite_by_default);
        vfs->xSetSystemCall(vfs, "pwrite", pwrite_by_default);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
};

}  // namespace

extern "C" int fdatasync(int file) {
    if (syncs_until_failure >= 0 && syncs_until_failure.fetch_sub(1) == 0) {
        errno = EIO;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace gig::storage {
namespace {

namespace fs = std::filesystem;

/// A database whose end of the process is only counted.
struct Watched {
    SampleDatabase made;
    MemoryLog log;
    std::atomic<int> ends = 0;
    std::unique_ptr<SqliteDatabase> database;

    Watched() {
        write_sample(*made, 1);
        SqliteOptions options{.file = made.file()};
        options.limits = TemporaryDatabase::limits_for_tests();
        options.on_sync_failed = [this] { ++ends; };
        made.close();
        database = std::make_unique<SqliteDatabase>(std::move(options), log);
    }
};

TEST(BrokenDiskTest, AFailedSyncEndsTheProcessAndNothingIsAcknowledged) {
    Watched watched;
    syncs_until_failure = 0;
    EXPECT_THROW(write_sample(*watched.database, 2), Broken);
    syncs_until_failure = -1;
    EXPECT_EQ(watched.ends, 1);
    EXPECT_THROW(write_sample(*watched.database, 3), Broken);
    EXPECT_EQ(watched.database->last_event(), 1);
    EXPECT_NE(watched.log.text().find("storage.sync_failed"), std::string::npos);
}

TEST(BrokenDiskTest, ManyWaitersAreAllToldOfAFailedSync) {
    Watched watched;
    syncs_until_failure = 3;
    std::atomic<int> acknowledged = 0;
    std::vector<std::thread> writers;
    writers.reserve(16);
    for (std::int64_t thread = 0; thread < 16; ++thread) {
        writers.emplace_back([&, thread] {
            try {
                for (std::int64_t id = 100 * thread; id < 100 * thread + 50; ++id) {
                    write_sample(*watched.database, 1'000 + id);
                    ++acknowledged;
                }
            } catch (const Broken&) {
                return;
            }
            ADD_FAILURE() << "went on after a failed sync";
        });
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    syncs_until_failure = -1;
    watched.database.reset();
    watched.made.reopen();
    EXPECT_GE(counts_of(*watched.made).events, 1 + acknowledged);
}

/// A checkpoint whose sync failed may have lost pages that the kernel believes written; SQLite
/// alone would go on, and take them off the log with the next one.
TEST(BrokenDiskTest, AFailedSyncOfACheckpointEndsTheProcessToo) {
    Watched watched;
    write_sample(*watched.database, 2);  // Begins the log file: that alone takes a sync more.
    const std::string large(2 << 20, 'x');
    for (std::int64_t id = 3; watched.ends == 0 && id < 40; ++id) {
        EXPECT_NO_THROW(watched.database->write(Purpose::act, [&](Transaction& transaction) {
            transaction.execute("INSERT INTO sample (id, note) VALUES ($1, $2)", {id, large});
            transaction.append_event(sample_event());
            syncs_until_failure = 1;  // This commit's passes, the checkpoint's doesn't.
            return true;
        }));
        const auto write_nothing = [](Transaction&) { return false; };
        try {  // Its turn comes after the checkpoint.
            watched.database->write(Purpose::housekeeping, write_nothing);
        } catch (const Broken&) {
            break;
        }
    }
    syncs_until_failure = -1;
    EXPECT_EQ(watched.ends, 1);
    EXPECT_THROW(write_sample(*watched.database, 99), Broken);
}

TEST(BrokenDiskDeathTest, WithoutOtherOrdersTheProcessEndsWith74) {
    SampleDatabase made;
    made.close();  // No thread is left that a fork would lose.
    EXPECT_EXIT(
        {
            MemoryLog log;
            SqliteDatabase database({.file = made.file()}, log);
            syncs_until_failure = 0;
            write_sample(database, 1);
        },
        testing::ExitedWithCode(74), "");
}

TEST(BrokenDiskTest, AFullDiskRefusesWritesKeepsWhatWasThereAndRecovers) {
    SampleDatabase db;
    write_sample(*db, 1);
    {
        const FullDisk full;
        EXPECT_THROW(write_sample(*db, 2), Full);
        EXPECT_THROW(write_sample(*db, 3), Full);
        EXPECT_EQ(counts_of(*db), (Counts{1, 1, 0}));
    }
    write_sample(*db, 4);
    EXPECT_EQ(counts_of(*db), (Counts{2, 2, 0}));
    db.reopen();
    EXPECT_EQ(counts_of(*db), (Counts{2, 2, 0}));
}

TEST(BrokenDiskTest, BelowTheLowWaterMarkReadsGoOnAndWritesResumeByThemselves) {
    SampleDatabase made;
    made.close();
    std::atomic<std::uintmax_t> free = 1'000;
    MemoryLog log;
    SqliteOptions options{.file = made.file()};
    options.limits.disk = {.ballast_bytes = 0, .low_water_bytes = 1'000};
    options.free_bytes = [&] { return free.load(); };
    SqliteDatabase db(std::move(options), log);

    write_sample(db, 1);
    free = 999;
    EXPECT_THROW(write_sample(db, 2), Full);
    EXPECT_EQ(counts_of(db), (Counts{1, 1, 0}));
    free = 1'000;
    write_sample(db, 2);
    EXPECT_EQ(counts_of(db), (Counts{2, 2, 0}));
    EXPECT_NE(log.text().find("storage.full"), std::string::npos);
    EXPECT_NE(log.text().find("storage.resumed"), std::string::npos);
}

TEST(BrokenDiskTest, BallastIsLaidWhereThereIsRoomAndThrownAwayWhereThereIsNone) {
    const TemporaryFolder folder;
    std::uintmax_t free = 300'000;
    const DiskLimits limits{.ballast_bytes = 100'000, .low_water_bytes = 100'000};
    const fs::path ballast = folder.path() / "ballast";
    {
        DiskSpace space(folder.path(), limits, [&] { return free; });
        space.make_room();
        EXPECT_TRUE(space.has_room());
        ASSERT_TRUE(fs::exists(ballast));
        EXPECT_EQ(fs::file_size(ballast), 100'000U);
        free = 99'999;
        EXPECT_FALSE(space.has_room());
        EXPECT_TRUE(fs::exists(ballast));
    }
    DiskSpace reopened(folder.path(), limits, [&] { return free; });
    reopened.make_room();
    EXPECT_FALSE(fs::exists(ballast));
    free = 199'999;
    EXPECT_TRUE(reopened.has_room());
    EXPECT_FALSE(fs::exists(ballast));  // Laying it out now would end the writes again.
    free = 300'000;
    EXPECT_TRUE(reopened.has_room());
    EXPECT_TRUE(fs::exists(ballast));
}

/// The system call that SQLite had, before any test replaces it.
class BrokenDiskEnvironment : public testing::Environment {
    void SetUp() override {
        sqlite3_initialize();
        sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
        pwrite_by_default = vfs->xGetSystemCall(vfs, "pwrite64");
    }
};

const auto* const environment = testing::AddGlobalTestEnvironment(new BrokenDiskEnvironment);

}  // namespace
}  // namespace gig::storage
