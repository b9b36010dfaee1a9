#include "storage/sqlite_database.h"

#include <gtest/gtest.h>

#include <limits>

#include "storage/sample_act.h"

namespace gig::storage {
namespace {

TEST(SqliteDatabaseTest, ValuesComeBackAsTheyWereBound) {
    SampleDatabase db;
    const Blob blob{0, 255, 1};
    const std::string text("零\0工", 7);
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    const Row row = db->ask([&](Reader& reader) {
        return *reader.find("SELECT $1, $2, $3, $4, $5, $6, $7",
                            {least, 0.1, text, blob, std::nullopt, Blob(), true});
    });
    EXPECT_EQ(row.integer(0), least);
    EXPECT_EQ(row.real(1), 0.1);
    EXPECT_EQ(row.text(2), text);
    EXPECT_EQ(row.blob(3), blob);
    EXPECT_TRUE(row.is_null(4));
    EXPECT_TRUE(row.blob(5).empty());
    EXPECT_TRUE(row.flag(6));
}

TEST(SqliteDatabaseTest, ParametersAreBoundByTheirNumber) {
    SampleDatabase db;
    const Row row = db->ask([](Reader& reader) {
        return *reader.find("SELECT $2 || $1, $2", {"a", "b"});
    });
    EXPECT_EQ(row.text(0), "ba");
    EXPECT_EQ(row.text(1), "b");
}

TEST(SqliteDatabaseTest, StatementsThatAreNotOursAreBugs) {
    SampleDatabase db;
    const auto ask = [&](Sql sql, const Parameters& parameters) {
        db->read([&](Reader& reader) { static_cast<void>(reader.query(sql, parameters)); });
    };
    EXPECT_THROW(ask("SELECT $1", {}), Bug);
    EXPECT_THROW(ask("SELECT 1", {1}), Bug);
    EXPECT_THROW(ask("SELECT ?", {1}), Bug);
    EXPECT_THROW(ask("SELECT :name", {1}), Bug);
    EXPECT_THROW(ask("SELECT 1; SELECT 2", {}), Bug);
    EXPECT_THROW(ask("", {}), Bug);
    EXPECT_THROW(ask("SELECT nothing", {}), Bug);
    EXPECT_THROW(ask("DELETE FROM sample", {}), Bug);
}

TEST(SqliteDatabaseTest, AnActIsKeptUndoneOrThrownToItsCaller) {
    SampleDatabase db;
    write_sample(*db, 1);
    db->write(Purpose::act, [](Transaction& transaction) {
        insert_recorded(transaction, 2);
        return false;
    });
    const auto throwing = [](Transaction& transaction) -> bool {
        insert_recorded(transaction, 3);
        throw std::out_of_range("mine");
    };
    EXPECT_THROW(db->write(Purpose::act, throwing), std::out_of_range);
    EXPECT_THROW(write_sample(*db, 1), ConstraintViolated);
    EXPECT_EQ(counts_of(*db), (Counts{1, 1, 0}));
    db.reopen();
    EXPECT_EQ(counts_of(*db), (Counts{1, 1, 0}));
    EXPECT_EQ(db->last_event(), 1);
}

TEST(SqliteDatabaseTest, AnActThatChangedSomethingMustRecordIt) {
    SampleDatabase db;
    const auto silent = [](Transaction& transaction) {
        insert_sample(transaction, 1);
        return true;
    };
    EXPECT_THROW(db->write(Purpose::act, silent), Bug);
    db->write(Purpose::act, [](Transaction& transaction) {
        return transaction.execute("DELETE FROM sample WHERE id = 7", {}) == 0;
    });
    EXPECT_EQ(counts_of(*db), (Counts{0, 0, 0}));
}

TEST(SqliteDatabaseTest, BookKeepingRecordsNothing) {
    SampleDatabase db;
    EXPECT_THROW(
        db->write(Purpose::housekeeping,
                  [](Transaction& transaction) { return insert_recorded(transaction, 1); }),
        Bug);
    db->write(Purpose::housekeeping, [](Transaction& transaction) {
        insert_sample(transaction, 1);
        return true;
    });
    EXPECT_EQ(counts_of(*db), (Counts{1, 0, 0}));
}

TEST(SqliteDatabaseTest, TheLogIsAppendOnlyAndHasNoGaps) {
    SampleDatabase db;
    write_sample(*db, 1);
    const auto change = [&](Sql sql) {
        db->write(Purpose::housekeeping, [&](Transaction& transaction) {
            transaction.execute(sql, {});
            return true;
        });
    };
    EXPECT_THROW(change("UPDATE event SET body = 'x'"), ConstraintViolated);
    EXPECT_THROW(change("DELETE FROM event"), ConstraintViolated);
    EXPECT_THROW(change("INSERT INTO event VALUES (0, 3, 0, 'x', NULL, '')"), ConstraintViolated);
    EXPECT_THROW(change("INSERT INTO event VALUES (0, 1, 0, 'x', NULL, '')"), ConstraintViolated);
    EXPECT_THROW(change("INSERT INTO event VALUES (5, 2, 0, 'x', NULL, '')"), ConstraintViolated);
    EXPECT_THROW(change("INSERT INTO event VALUES (0, 2, 'now', 'x', NULL, '')"),
                 ConstraintViolated);  // STRICT.
    EXPECT_EQ(counts_of(*db).events, 1);
}

TEST(SqliteDatabaseTest, AReaderSeesOneStateAllAlong) {
    SampleDatabase db;
    db->read([&](Reader& reader) {
        const auto count = [&] {
            return reader.find("SELECT count(*) FROM sample", {})->integer(0);
        };
        EXPECT_EQ(count(), 0);
        write_sample(*db, 1);
        EXPECT_EQ(count(), 0);
    });
    EXPECT_EQ(counts_of(*db).samples, 1);
}

TEST(SqliteDatabaseTest, ASlowStatementIsInterruptedAndTheReaderUsableAgain) {
    SqliteLimits limits = TemporaryDatabase::limits_for_tests();
    limits.readers = 1;
    limits.statement_timeout = std::chrono::milliseconds{50};
    SampleDatabase db(limits);
    const auto endless = [](Reader& reader) {
        return reader.query(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT count(*) FROM n",
            {});
    };
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THROW(db->ask(endless), Broken);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
    EXPECT_EQ(counts_of(*db).samples, 0);
}

TEST(SqliteDatabaseTest, MoreRowsThanTheLimitAreABug) {
    SqliteLimits limits = TemporaryDatabase::limits_for_tests();
    limits.statement_timeout = std::chrono::minutes{2};
    SampleDatabase db(limits);
    const auto many = [](std::int64_t count) {
        return [count](Reader& reader) {
            return reader
                .query(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                    "WHERE i < $1) SELECT i FROM n",
                    {count})
                .size();
        };
    };
    EXPECT_EQ(db->ask(many(rows_max)), rows_max);
    EXPECT_THROW(db->ask(many(rows_max + 1)), Bug);
}

TEST(SqliteDatabaseTest, ASecondWriterIsRefusedAndAReaderIsNot) {
    SampleDatabase db;
    write_sample(*db, 1);
    MemoryLog log;
    EXPECT_THROW(SqliteDatabase({.file = db.file()}, log), Broken);

    SqliteDatabase reader({.file = db.file(), .access = Access::read_only}, log);
    EXPECT_EQ(counts_of(reader).samples, 1);
    EXPECT_THROW(write_sample(reader, 2), Broken);
    write_sample(*db, 2);
    EXPECT_EQ(reader.last_event(), 2);
}

TEST(SqliteDatabaseTest, AMissingDatabaseIsNotMade) {
    const TemporaryFolder folder;
    MemoryLog log;
    EXPECT_THROW(SqliteDatabase({.file = folder.path() / "none.db"}, log), Broken);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SqliteDatabaseTest, LessDurableThanPromisedIsRefused) {
    const TemporaryFolder folder;
    SqliteConnection connection(folder.path() / "x.db", SqliteConnection::Mode::write);
    EXPECT_NO_THROW(connection.require_durable());
    connection.run_script("PRAGMA synchronous=NORMAL");
    EXPECT_THROW(connection.require_durable(), Broken);
    connection.run_script("PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE");
    EXPECT_THROW(connection.require_durable(), Broken);
}

TEST(SqliteDatabaseTest, AWriteInsideOfAWriteIsABug) {
    SampleDatabase db;
    const auto nested = [&](Transaction&) {
        write_sample(*db, 1);
        return true;
    };
    EXPECT_THROW(db->write(Purpose::act, nested), Bug);
}

}  // namespace
}  // namespace gig::storage
