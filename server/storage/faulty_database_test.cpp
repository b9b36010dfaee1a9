#include "storage/faulty_database.h"

#include <gtest/gtest.h>

#include "storage/sample_act.h"

namespace gig::storage {
namespace {

Once<std::int64_t> once(std::string key) {
    return {OnceKey{AccountId(7), std::move(key), "f", sample_time}, [](const std::int64_t&) {
                return Answer{201, "{}"};
            }};
}

/// Two rows, a look, two events, an answer: six statements.
Result<std::int64_t> sample_act(Database& database, std::int64_t id) {
    return database.act(once("key" + std::to_string(id)),
                        [&](Transaction& transaction) -> Result<std::int64_t> {
                            insert_recorded(transaction, id);
                            static_cast<void>(transaction.query("SELECT id FROM sample", {}));
                            insert_recorded(transaction, id + 1'000'000);
                            return id;
                        });
}

TEST(FaultyDatabaseTest, WhicheverStatementFailsAllOrNothingIsKept) {
    SampleDatabase db;
    FaultyDatabase faulty(*db);
    int failed = 0;
    while (true) {
        faulty.fail_statement(failed + 1);
        try {
            ASSERT_TRUE(sample_act(faulty, 1));
            break;
        } catch (const Broken&) {
            ++failed;
            ASSERT_EQ(counts_of(*db), (Counts{0, 0, 0})) << "statement " << failed;
        }
    }
    EXPECT_EQ(failed, 6);
    EXPECT_EQ(counts_of(*db), (Counts{2, 2, 1}));
    EXPECT_EQ(db->last_event(), 2);
}

TEST(FaultyDatabaseTest, AFailedCommitIsUndoneOrOnlyItsAnswerIsLost) {
    SampleDatabase db;
    FaultyDatabase faulty(*db);
    faulty.fail_commit(2, CommitFault::undone);
    ASSERT_TRUE(sample_act(faulty, 1));
    EXPECT_THROW(static_cast<void>(sample_act(faulty, 2)), Broken);
    EXPECT_EQ(counts_of(*db), (Counts{2, 2, 1}));

    faulty.fail_commit(1, CommitFault::answer_lost);
    EXPECT_THROW(static_cast<void>(sample_act(faulty, 2)), Broken);
    EXPECT_EQ(counts_of(*db), (Counts{4, 4, 2}));
    const Result<std::int64_t> retry = sample_act(faulty, 3);
    EXPECT_TRUE(retry);
}

TEST(FaultyDatabaseTest, AFullDiskIsReadButNotWritten) {
    SampleDatabase db;
    FaultyDatabase faulty(*db);
    faulty.fill_disk(true);
    EXPECT_THROW(write_sample(faulty, 1), Full);
    EXPECT_EQ(counts_of(faulty).samples, 0);
    faulty.fill_disk(false);
    write_sample(faulty, 1);
    EXPECT_EQ(counts_of(faulty).samples, 1);
}

/// What a caller saw, as letters: so that two runs can be compared.
std::string run_by_chance(std::uint64_t seed) {
    SampleDatabase db;
    FaultyDatabase faulty(*db);
    faulty.misbehave(seed, {.statement = 50,
                            .commit_undone = 100,
                            .commit_answer_lost = 100,
                            .full = 100,
                            .read = 50,
                            .delay_max = std::chrono::milliseconds{1}});
    std::string seen;
    for (std::int64_t id = 0; id < 100; ++id) {
        try {
            seen += sample_act(faulty, id) ? 'k' : 'r';
        } catch (const Full&) {
            seen += 'f';
        } catch (const Broken&) {
            seen += 'b';
        }
    }
    const Counts counts = counts_of(*db);
    EXPECT_EQ(counts.samples, 2 * counts.answers);
    EXPECT_EQ(counts.samples, counts.events);
    EXPECT_GE(counts.answers, std::ranges::count(seen, 'k'));
    faulty.behave();
    EXPECT_TRUE(sample_act(faulty, 500));
    return seen;
}

TEST(FaultyDatabaseTest, ChanceRepeatsWithItsSeed) {
    const std::string seen = run_by_chance(4);
    EXPECT_EQ(run_by_chance(4), seen);
    EXPECT_NE(run_by_chance(5), seen);
    for (const char kind : {'k', 'f', 'b'}) {
        EXPECT_NE(seen.find(kind), std::string::npos) << kind;
    }
}

}  // namespace
}  // namespace gig::storage
