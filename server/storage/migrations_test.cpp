#include "storage/migrations.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/file.h"
#include "storage/sample_act.h"

namespace gig::storage {
namespace {

namespace fs = std::filesystem;

/// A folder of migrations and a database beside it.
class MigrationsTest : public testing::Test {
protected:
    MigrationsTest() {
        fs::create_directory(steps());
        put("0001_first.sql", "CREATE TABLE first (id INTEGER PRIMARY KEY) STRICT;");
        put("0002_second.sql", "CREATE TABLE second (id INTEGER PRIMARY KEY) STRICT;\n-- end");
    }

    fs::path steps() const { return folder_.path() / "migrations"; }
    fs::path file() const { return folder_.path() / "x.db"; }

    void put(const std::string& name, const std::string& sql) const {
        std::ofstream(steps() / name, std::ios::trunc) << sql;
    }

    MigrationReport run() const { return migrate(file(), steps(), sample_time); }

    std::string refusal() const {
        try {
            run();
        } catch (const MigrationRefused& refused) {
            const std::string why = refused.what();
            EXPECT_EQ(why.find('\n'), std::string::npos) << why;
            return why;
        }
        return "accepted";
    }

    bool refused_for(const std::string& part) const {
        const std::string why = refusal();
        EXPECT_NE(why.find(part), std::string::npos) << why;
        return why.find(part) != std::string::npos;
    }

    std::int64_t tables() const {
        SqliteConnection connection(file(), SqliteConnection::Mode::read);
        return connection
            .query("SELECT count(*) FROM sqlite_master WHERE name IN ('first', 'second', 'third')",
                   {})
            .front()
            .integer(0);
    }

private:
    TemporaryFolder folder_;
};

TEST_F(MigrationsTest, StepsAreAppliedOnceAndInOrder) {
    const MigrationReport first = run();
    EXPECT_EQ(first.number_before, 0);
    EXPECT_EQ(first.number_after, 2);
    EXPECT_EQ(first.applied, (std::vector<std::string>{"0001_first.sql", "0002_second.sql"}));
    EXPECT_EQ(tables(), 2);

    const MigrationReport again = run();
    EXPECT_EQ(again.number_before, 2);
    EXPECT_TRUE(again.applied.empty());

    put("0003_third.sql", "CREATE TABLE third (id INTEGER REFERENCES first (id)) STRICT");
    EXPECT_EQ(run().applied, std::vector<std::string>{"0003_third.sql"});
    EXPECT_EQ(tables(), 3);
}

TEST_F(MigrationsTest, AChangedStepIsRefused) {
    run();
    put("0001_first.sql", "CREATE TABLE first (id INTEGER PRIMARY KEY) STRICT; ");
    EXPECT_TRUE(refused_for("0001_first.sql has changed since it was applied"));
}

TEST_F(MigrationsTest, AMissingStepIsRefused) {
    run();
    fs::remove(steps() / "0001_first.sql");
    EXPECT_TRUE(refused_for("migration 1 is missing"));
    put("0001_other.sql", "SELECT 1");
    EXPECT_TRUE(refused_for("0001_first.sql was applied"));
}

TEST_F(MigrationsTest, ANewerDatabaseIsRefused) {
    run();
    fs::remove(steps() / "0002_second.sql");
    EXPECT_TRUE(refused_for("is of a newer program: it has 0002_second.sql"));
}

TEST_F(MigrationsTest, WhatIsNoMigrationIsRefused) {
    for (const char* name : {"notes.txt", "003_x.sql", "0003-x.sql", "00003_x.sql", "0000_x.sql",
                             "0003_x.sql.bak", "-001_x.sql"}) {
        put(name, "SELECT 1");
        EXPECT_TRUE(refused_for("migrations are named like")) << name;
        fs::remove(steps() / name);
    }
    put("0002_again.sql", "SELECT 1");
    EXPECT_TRUE(refused_for("missing or there twice"));
    fs::remove(steps() / "0002_again.sql");
    put("0004_x.sql", "SELECT 1");
    EXPECT_TRUE(refused_for("migration 3 is missing"));
    fs::remove_all(steps());
    EXPECT_TRUE(refused_for("there is no folder"));
    fs::create_directory(steps());
    EXPECT_TRUE(refused_for("no migrations in"));
}

TEST_F(MigrationsTest, AStepThatFailsUndoesAll) {
    put("0003_third.sql",
        "CREATE TABLE third (id INTEGER) STRICT; CREATE TABLE first (id INTEGER)");
    EXPECT_TRUE(refused_for("0003_third.sql: table first already exists"));
    EXPECT_EQ(tables(), 0);
}

TEST_F(MigrationsTest, ADatabaseOfOthersIsLeftAlone) {
    SqliteConnection(file(), SqliteConnection::Mode::write).run_script("CREATE TABLE theirs (a)");
    EXPECT_TRUE(refused_for("holds tables, but not ours"));
}

TEST_F(MigrationsTest, TwoAtOnceApplyEachStepOnce) {
    for (int round = 0; round < 10; ++round) {
        std::array<MigrationReport, 2> reports;
        std::vector<std::thread> threads;
        threads.reserve(reports.size());
        for (MigrationReport& report : reports) {
            threads.emplace_back([&] { report = run(); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        EXPECT_EQ(reports[0].applied.size() + reports[1].applied.size(), 2U);
        for (const char* end : {"", "-wal", "-shm"}) {
            fs::remove(file().string() + end);
        }
    }
}

TEST(OurMigrationsTest, TheSourceTreesStepsApply) {
    const TemporaryDatabase db;
    EXPECT_GE(read_migrations(fs::path(GIG_SOURCE_DIR) / "server/storage/migrations").size(), 1U);
}

}  // namespace
}  // namespace gig::storage
