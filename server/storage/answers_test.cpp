#include "storage/answers.h"

#include <gtest/gtest.h>

#include "storage/sample_act.h"

namespace gig::storage {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

Once<std::int64_t> once(std::string key, std::string fingerprint = "f", Time at = sample_time) {
    return {OnceKey{AccountId(7), std::move(key), std::move(fingerprint), at},
            [](const std::int64_t& id) {
                return Answer{201, "{\"id\":" + std::to_string(id) + "}"};
            }};
}

Result<std::int64_t> insert(Database& database, std::int64_t id, const Once<std::int64_t>& once) {
    return database.act(once, [&](Transaction& transaction) -> Result<std::int64_t> {
        insert_recorded(transaction, id);
        return id;
    });
}

std::optional<KeptAnswer> find(Database& database, std::string_view key, Time now = sample_time) {
    return database.ask(
        [&](Reader& reader) { return find_answer(reader, AccountId(7), key, now); });
}

TEST(AnswersTest, TheAnswerIsKeptWithTheEffect) {
    SampleDatabase db;
    ASSERT_TRUE(insert(*db, 1, once("a", "print")));
    const auto kept = find(*db, "a");
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->fingerprint, "print");
    EXPECT_EQ(kept->answer.status, 201);
    EXPECT_EQ(kept->answer.body, "{\"id\":1}");
    EXPECT_FALSE(find(*db, "b"));
    EXPECT_FALSE(db->ask(
        [](Reader& reader) { return find_answer(reader, AccountId(8), "a", sample_time); }));
}

TEST(AnswersTest, TheSameKeyActsOnce) {
    SampleDatabase db;
    ASSERT_TRUE(insert(*db, 1, once("a")));
    const Result<std::int64_t> again = insert(*db, 2, once("a"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    EXPECT_EQ(again.error().code, "idempotency.concurrent");
    EXPECT_EQ(counts_of(*db), (Counts{1, 1, 1}));
}

TEST(AnswersTest, WithoutAKeyNothingIsKept) {
    SampleDatabase db;
    ASSERT_TRUE(insert(*db, 1, {}));
    EXPECT_EQ(counts_of(*db), (Counts{1, 1, 0}));
}

TEST(AnswersTest, ARefusalUndoesEverythingAndKeepsNoAnswer) {
    SampleDatabase db;
    const auto refused = db->act(once("a"), [](Transaction& transaction) -> Result<std::int64_t> {
        insert_recorded(transaction, 1);
        return Error{ErrorKind::conflict, "sample.refused"};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "sample.refused");
    EXPECT_EQ(counts_of(*db), (Counts{0, 0, 0}));
    EXPECT_TRUE(insert(*db, 1, once("a")));
}

TEST(AnswersTest, AnActWithoutEffectKeepsItsAnswerAndNeedsNoEvent) {
    SampleDatabase db;
    const auto idle = [](Transaction&) -> Result<std::int64_t> { return std::int64_t{9}; };
    ASSERT_TRUE(db->act(once("a"), idle));
    EXPECT_EQ(counts_of(*db), (Counts{0, 0, 1}));
    const auto silent = [](Transaction& transaction) -> Result<std::int64_t> {
        insert_sample(transaction, 1);
        return std::int64_t{1};
    };
    EXPECT_THROW(static_cast<void>(db->act(once("b"), silent)), Bug);
    EXPECT_EQ(counts_of(*db), (Counts{0, 0, 1}));
}

TEST(AnswersTest, AnswersLast72Hours) {
    SampleDatabase db;
    ASSERT_TRUE(insert(*db, 1, once("a")));
    EXPECT_TRUE(find(*db, "a", sample_time + hours{72}));
    EXPECT_FALSE(find(*db, "a", sample_time + hours{72} + milliseconds{1}));

    EXPECT_FALSE(insert(*db, 2, once("a", "g", sample_time + hours{72})));
    const Time later = sample_time + hours{72} + milliseconds{1};
    ASSERT_TRUE(insert(*db, 2, once("a", "g", later)));
    EXPECT_EQ(find(*db, "a", later)->answer.body, "{\"id\":2}");
    EXPECT_EQ(counts_of(*db), (Counts{2, 2, 1}));
}

TEST(AnswersTest, TheSweepTakesWhatIsOver) {
    SampleDatabase db;
    for (std::int64_t id = 0; id < 5; ++id) {
        const Time at = sample_time + hours{id};
        ASSERT_TRUE(insert(*db, id, once(std::to_string(id), "f", at)));
    }
    EXPECT_EQ(sweep_answers(*db, sample_time + hours{72}), 0);
    EXPECT_EQ(sweep_answers(*db, sample_time + hours{75}), 3);
    EXPECT_TRUE(find(*db, "3", sample_time + hours{75}));
    EXPECT_EQ(counts_of(*db), (Counts{5, 5, 2}));
}

TEST(AnswersTest, KeysOf255BytesFit) {
    SampleDatabase db;
    EXPECT_TRUE(insert(*db, 1, once(std::string(255, 'k'))));
    EXPECT_THROW(static_cast<void>(insert(*db, 2, once(std::string(256, 'k')))),
                 ConstraintViolated);
}

}  // namespace
}  // namespace gig::storage
