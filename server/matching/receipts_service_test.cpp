#include "matching/receipts_service.h"

#include "matching/personal_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ReceiptsServiceTest : public PersonalHouse {
protected:
    std::int64_t kept_receipts() { return count("SELECT count(*) FROM ranking_receipt"); }

    Actor worker_ = worker_with(profile());
};

TEST_F(ReceiptsServiceTest, EachAnswerIsKeptWithAllThatItWasMadeOf) {
    published(shift("洗碗", 1'000));
    const Recommendations answer = recommend(worker_, 7);
    const Result<Receipt> receipt = receipts_.read(worker_, answer.receipt);
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->answer.worker, *worker_.account);
    EXPECT_EQ(receipt->answer.rule_version, "2026.1");
    EXPECT_EQ(receipt->answer.position, database_->last_event());
    EXPECT_EQ(receipt->answer.made_at, clock_.now());
    EXPECT_EQ(receipt->answer.kept_until, clock_.now() + hours(24 * 90));
    EXPECT_EQ(receipt->answer.query.k, 7U);
    ASSERT_EQ(receipt->answer.rows.size(), 1U);
    EXPECT_EQ(receipt->answer.rows[0].opening, answer.items[0].opening->id);
    EXPECT_EQ(receipt->answer.rows[0].match, answer.items[0].match);
}

TEST_F(ReceiptsServiceTest, TheSameAnswerIsKeptOnceAndAnotherOneAnew) {
    published(shift("洗碗"));
    const ReceiptId first = recommend(worker_).receipt;
    clock_.advance(std::chrono::seconds(30));
    EXPECT_EQ(recommend(worker_).receipt, first);
    EXPECT_NE(recommend(worker_, 5).receipt, first);
    EXPECT_NE(recommend(worker_with(profile())).receipt, first) << "somebody else's";
    const ReceiptId before = recommend(worker_).receipt;
    EXPECT_NE(before, first) << "a profile was saved: another position";
    clock_.advance(minutes(1));
    EXPECT_NE(recommend(worker_).receipt, before);
    EXPECT_EQ(kept_receipts(), 5);
}

TEST_F(ReceiptsServiceTest, NobodyElseReadsOrReplaysIt) {
    published(shift("洗碗"));
    const ReceiptId receipt = recommend(worker_).receipt;
    const Actor other = worker_with(profile());
    EXPECT_EQ(code_of(receipts_.read(other, receipt)), "http.not_found");
    EXPECT_EQ(code_of(receipts_.replay(other, receipt)), "http.not_found");
    EXPECT_EQ(code_of(receipts_.read(visitor(), receipt)), "session.required");
    EXPECT_EQ(code_of(receipts_.read(worker_, ReceiptId(1))), "http.not_found");
    EXPECT_EQ(code_of(receipts_.replay(worker_, ReceiptId(1))), "http.not_found");
    const Actor manager = manager_of(nearest_market());
    EXPECT_EQ(code_of(receipts_.read(manager, receipt)), "role.not_allowed");
    EXPECT_EQ(code_of(receipts_.replay(manager, receipt)), "http.not_found")
        << "nobody contested it";
}

TEST_F(ReceiptsServiceTest, WhereSomebodyLivesIsNowhereInTheOpen) {
    published(shift("洗碗"));
    recommend(worker_);
    EXPECT_EQ(count("SELECT count(*) FROM ranking_receipt WHERE instr(query_enc, '308680000') > 0 "
                    "OR instr(query_enc, 'radius') > 0 OR instr(rows_enc, '[') = 1"),
              0);
    // Moved to another row, a sealed value doesn't open.
    const ReceiptId other = recommend(worker_with(profile())).receipt;
    database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        transaction.execute(
            "UPDATE ranking_receipt SET query_enc = (SELECT query_enc "
            "FROM ranking_receipt WHERE id <> $1) WHERE id = $1",
            {other});
        return true;
    });
    EXPECT_THROW(database_->ask([&](storage::Reader& reader) {
        return receipts_.find_in(reader, other).has_value();
    }),
                 std::runtime_error);
}

TEST_F(ReceiptsServiceTest, AReceiptGoesAfterItsTime) {
    published(shift("洗碗"));
    const ReceiptId receipt = recommend(worker_).receipt;
    clock_.advance(hours(24 * 90) - std::chrono::milliseconds(1));
    EXPECT_EQ(receipts_.sweep(), 0);
    EXPECT_TRUE(receipts_.read(worker_, receipt));
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(receipts_.sweep(), 1);
    EXPECT_EQ(receipts_.sweep(), 0);
    EXPECT_EQ(code_of(receipts_.read(worker_, receipt)), "http.not_found");
}

TEST_F(ReceiptsServiceTest, OneThatIsContestedStaysUntilItIsAnswered) {
    published(shift("洗碗"));
    const ReceiptId receipt = recommend(worker_).receipt;
    clock_.advance(hours(24 * 89));
    const auto contest = contests_.raise(worker_, receipt, {gigfair::Term::near, "远近不对"}, {});
    ASSERT_TRUE(contest);
    clock_.advance(hours(24 * 2));
    EXPECT_EQ(receipts_.sweep(), 0);
    ASSERT_TRUE(contests_.answer(manager_of(nearest_market()), contest->id, "已核对。", {}));
    EXPECT_EQ(receipts_.sweep(), 1);
    EXPECT_EQ(contests_.own_of(worker_, std::nullopt, 1)->size(), 1U) << "the contest outlives it";
}

TEST_F(ReceiptsServiceTest, OnlySoManyDifferentAnswersADayAreKept) {
    const auto answer = [&](int number) {
        return RankingAnswer{.worker = *worker_.account,
                             .rule_version = "2026.1",
                             .position = number,
                             .made_at = clock_.now(),
                             .kept_until = clock_.now() + hours(1),
                             .query = {},
                             .rows = {}};
    };
    for (int number = 0; number < receipts_per_day_max; ++number) {
        ASSERT_TRUE(receipts_.keep(answer(number)));
        if (number == 0) clock_.advance(hours(1));
    }
    const Result<ReceiptId> over = receipts_.keep(answer(-1 + 5'000));
    EXPECT_EQ(code_of(over), "recommendations.too_many");
    EXPECT_EQ(over.error().retry_after_seconds, 23 * 3'600);
    EXPECT_TRUE(receipts_.keep(answer(7))) << "what is kept already counts for nothing";
    clock_.advance(hours(23));
    EXPECT_TRUE(receipts_.keep(answer(6'000)));
}

}  // namespace
}  // namespace gig::matching
