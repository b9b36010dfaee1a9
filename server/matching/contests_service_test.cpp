#include "matching/contests_service.h"

#include "matching/personal_fixture.h"

namespace gig::matching {
namespace {

using gigfair::Term;
using std::chrono::hours;

class ContestsServiceTest : public PersonalHouse {
protected:
    ContestsServiceTest() {
        published(shift("洗碗", 1'000));
        receipt_ = recommend(worker_).receipt;
    }

    Result<Contest> raise(Term term, const std::string& reason = "走错路了：没有桥") {
        return contests_.raise(worker_, receipt_, {term, reason}, {});
    }
    ContestId raised(Term term) {
        const Result<Contest> contest = raise(term);
        invariant(contest.has_value());
        return contest->id;
    }
    std::vector<QueuedContest> queue(const Actor& actor) {
        return *contests_.queue(actor, std::nullopt, contests_page_max);
    }

    Actor worker_ = worker_with(profile());
    ReceiptId receipt_{0};
    Actor manager_ = manager_of(nearest_market());
};

TEST_F(ContestsServiceTest, AContestIsQueuedAnsweredAndRead) {
    const std::int64_t before = database_->last_event();
    const Result<Contest> contest = raise(Term::near);
    ASSERT_TRUE(contest);
    EXPECT_EQ(contest->due_at, clock_.now() + hours(24 * 15));
    EXPECT_EQ(contest->identical, true);
    EXPECT_FALSE(contest->answer);

    const std::vector<QueuedContest> queued = queue(manager_);
    ASSERT_EQ(queued.size(), 1U);
    EXPECT_EQ(queued[0].contest.reason, "走错路了：没有桥");
    ASSERT_EQ(queued[0].rows.size(), 1U);
    EXPECT_EQ(queued[0].rows[0].match.products[0], 314'650U);
    EXPECT_TRUE(receipts_.replay(manager_, receipt_)->identical);

    clock_.advance(hours(1));
    const auto answered = contests_.answer(manager_, contest->id, "已核对：按直线计算。", {});
    ASSERT_TRUE(answered);
    EXPECT_TRUE(queue(manager_).empty());
    const auto own = contests_.own_of(worker_, std::nullopt, 10);
    ASSERT_EQ(own->size(), 1U);
    EXPECT_EQ(own->at(0).answer->text, "已核对：按直线计算。");
    EXPECT_EQ(own->at(0).answer->at, clock_.now());
    EXPECT_EQ(code_of(contests_.answer(manager_, contest->id, "再答", {})),
              "contest.answered_already");

    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events::to_bytes(events[0]), R"({"contest":")" + contest->id.text() +
                                               R"(","rule_version":"2026.1","term":"near"})");
    EXPECT_EQ(events::to_bytes(events[1]), R"({"contest":")" + contest->id.text() + R"("})");
}

TEST_F(ContestsServiceTest, WhatPeopleWroteIsNowhereInTheOpen) {
    const ContestId contest = raised(Term::pay);
    ASSERT_TRUE(contests_.answer(manager_, contest, "已核对。", {}));
    EXPECT_EQ(count("SELECT count(*) FROM ranking_contest WHERE instr(reason_enc, '桥') > 0 "
                    "OR instr(answer_enc, '核对') > 0"),
              0);
    EXPECT_EQ(count("SELECT count(*) FROM event WHERE instr(body, '桥') > 0 "
                    "OR instr(body, '核对') > 0"),
              0);
}

TEST_F(ContestsServiceTest, OnlyStaffOfTheMarketOrItsCountyAnswer) {
    const ContestId contest = raised(Term::near);
    const markets::Market& near = nearest_market();
    const auto county = *places::county_of(near.region_code);
    const Actor supervisor{.account = AccountId(701),
                           .grants = {{Role::county_supervisor, county}}};
    const Actor elsewhere{.account = AccountId(702),
                          .grants = {{Role::county_supervisor, county + 1}}};
    const auto other = std::ranges::find_if(
        markets_.all(), [&](const markets::Market& market) { return market.id != near.id; });
    EXPECT_EQ(queue(supervisor).size(), 1U);
    EXPECT_TRUE(queue(elsewhere).empty());
    EXPECT_TRUE(queue(manager_of(*other)).empty());
    EXPECT_EQ(code_of(contests_.answer(manager_of(*other), contest, "好", {})), "http.not_found");
    EXPECT_EQ(code_of(receipts_.replay(manager_of(*other), receipt_)), "http.not_found");
    EXPECT_EQ(code_of(contests_.queue(worker_, std::nullopt, 1)), "role.not_allowed");
    EXPECT_EQ(code_of(contests_.queue(staff_of(near.id), std::nullopt, 1)), "role.not_allowed");
    EXPECT_EQ(code_of(contests_.answer(worker_, contest, "好", {})), "role.not_allowed");
    EXPECT_TRUE(contests_.answer(supervisor, contest, "好", {}));
}

TEST_F(ContestsServiceTest, NobodyAnswersThemselves) {
    const ContestId contest = raised(Term::near);
    Actor both = manager_;
    both.account = worker_.account;
    EXPECT_TRUE(queue(both).empty());
    EXPECT_EQ(code_of(contests_.answer(both, contest, "好", {})), "http.not_found");
}

TEST_F(ContestsServiceTest, OnlyOnesOwnReceiptIsContested) {
    const Actor other = worker_with(profile());
    EXPECT_EQ(code_of(contests_.raise(other, receipt_, {Term::near, "不对"}, {})),
              "http.not_found");
    EXPECT_EQ(code_of(contests_.raise(worker_, ReceiptId(1), {Term::near, "不对"}, {})),
              "http.not_found");
    EXPECT_EQ(code_of(contests_.raise(visitor(), receipt_, {Term::near, "不对"}, {})),
              "session.required");
}

TEST_F(ContestsServiceTest, ATermIsContestedOnceAtATime) {
    const ContestId first = raised(Term::near);
    EXPECT_EQ(code_of(raise(Term::near)), "contest.open_already");
    EXPECT_TRUE(raise(Term::pay));
    ASSERT_TRUE(contests_.answer(manager_, first, "好", {}));
    EXPECT_TRUE(raise(Term::near));
}

TEST_F(ContestsServiceTest, WordsHaveTheirLimits) {
    const auto refusal = [&](const std::string& text) { return code_of(raise(Term::near, text)); };
    EXPECT_EQ(refusal(""), "contest.text_malformed");
    EXPECT_EQ(refusal(" \n"), "contest.text_malformed");
    EXPECT_EQ(refusal(std::string(501, 'a')), "contest.text_malformed");
    EXPECT_EQ(refusal("a\x01"), "contest.text_malformed");
    EXPECT_EQ(refusal(std::string(500, 'a')), "");
    const ContestId contest = raised(Term::pay);
    EXPECT_EQ(code_of(contests_.answer(manager_, contest, std::string(1'001, 'a'), {})),
              "contest.text_malformed");
    EXPECT_EQ(code_of(contests_.answer(manager_, contest, "", {})), "contest.text_malformed");
    EXPECT_TRUE(contests_.answer(manager_, contest, std::string(1'000, 'a'), {}));
}

TEST_F(ContestsServiceTest, OnlySoManyADay) {
    for (std::int64_t number = 0; number < contests_per_day_max; ++number) {
        const ContestId contest = raised(Term::fresh);
        ASSERT_TRUE(contests_.answer(manager_, contest, "好", {}));
    }
    const Result<Contest> over = raise(Term::fresh);
    EXPECT_EQ(code_of(over), "contest.too_many");
    EXPECT_EQ(over.error().retry_after_seconds, 24 * 3'600);
    clock_.advance(hours(24));
    EXPECT_TRUE(raise(Term::fresh));
}

TEST_F(ContestsServiceTest, PagesFollowEachOther) {
    std::vector<ContestId> made;
    for (const Term term : {Term::near, Term::pay, Term::trust}) {
        made.push_back(raised(term));
        clock_.advance(hours(1));
    }
    const auto own = contests_.own_of(worker_, made[2], 10);
    ASSERT_EQ(own->size(), 2U);
    EXPECT_EQ(own->at(0).id, made[1]);
    const auto queued = contests_.queue(manager_, made[0], 1);
    ASSERT_EQ(queued->size(), 1U);
    EXPECT_EQ(queued->at(0).contest.id, made[1]);
    EXPECT_EQ(code_of(contests_.own_of(worker_with(profile()), made[0], 1)), "query.bad_cursor");
    EXPECT_EQ(code_of(contests_.queue(manager_, ContestId(1), 1)), "query.bad_cursor");
}

TEST_F(ContestsServiceTest, ARankingThatNoLongerComesOutIsSaid) {
    database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        transaction.execute("DROP TRIGGER event_is_not_changed", {});
        transaction.execute(
            "UPDATE event SET body = replace(body, '\"settlement\":0', "
            "'\"settlement\":1') WHERE type = 'job_opened'",
            {});
        transaction.execute(
            "UPDATE event SET body = replace(body, '\"pay_fen_hour\":2500', "
            "'\"pay_fen_hour\":2506') WHERE type = 'job_opened'",
            {});
        return true;
    });
    EXPECT_EQ(raise(Term::pay)->identical, false);
}

}  // namespace
}  // namespace gig::matching
