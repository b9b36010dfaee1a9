#include "jobs/job_reports_service.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;

class JobReportsTest : public JobsHouse {
protected:
    Actor person(std::int64_t number) const {
        return {.account = AccountId(1'000 + number), .grants = {{Role::worker}}};
    }

    Result<JobReport> report(const Actor& actor, ReportReason reason = ReportReason::asks_for_money,
                             const std::string& peer = "192.0.2.1") {
        return reports_.report(actor, {job_, reason, "要我先交押金", peer}, {});
    }

    Result<JobReport> resolve(ReportId id, ReportOutcome outcome,
                              const std::string& remark = "已核实") {
        return reports_.resolve(staff_of(known_market), id, {outcome, remark}, {});
    }

    std::vector<FiledJobReport> open_reports() {
        return *reports_.open_at(staff_of(known_market), known_market, std::nullopt, list_max);
    }

    JobState state() { return kept(job_).job.state; }

    Actor employer_ = employer_member();
    JobId job_ = published(employer_, draft());
    JobReportsService reports_{*database_, clock_, rng_, policy_, *vault_, known_markets()};
};

TEST_F(JobReportsTest, AVisitorReportsAndStaffReadItWithinTheDay) {
    const Result<JobReport> made = report(visitor());
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(made->due_at, clock_.now() + hours(24));
    const std::vector<FiledJobReport> open = open_reports();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].text, "要我先交押金");
    EXPECT_EQ(open[0].open_reports, 1);
    EXPECT_EQ(state(), JobState::open);  // One voice takes nothing down.
}

TEST_F(JobReportsTest, TheTextLiesSealedAndNobodyIsNamed) {
    ASSERT_TRUE(report(person(1)));
    EXPECT_EQ(count("SELECT count(*) FROM job_report WHERE instr(text_enc, '押金') > 0"), 0);
    for (const events::Event& event : events_after(0)) {
        EXPECT_EQ(events::to_bytes(event).find("押金"), std::string::npos);
    }
}

TEST_F(JobReportsTest, ThreePeopleWhoWereAskedForMoneyTakeItDownUntilSomebodyLooked) {
    ASSERT_TRUE(report(person(1)));
    ASSERT_TRUE(report(person(2)));
    EXPECT_EQ(state(), JobState::open);
    const std::int64_t before = database_->last_event();
    const Result<JobReport> third = report(person(3));
    ASSERT_TRUE(third);
    EXPECT_EQ(state(), JobState::suspended);
    // Whoever was on the way there is told.
    EXPECT_EQ(jobs_.find(visitor(), job_)->job.state, JobState::suspended);
    EXPECT_EQ(std::get<events::JobSuspended>(events_after(before).at(1)).by, "reports");
    const std::string remark = jobs_.reviews_of(job_).back().review.remark;
    EXPECT_NE(remark.find("举报"), std::string::npos);
    EXPECT_NE(remark.find("asks for money"), std::string::npos);

    // Nothing was wrong: it is put back, and found again.
    ASSERT_TRUE(resolve(third->id, ReportOutcome::no_breach));
    EXPECT_EQ(state(), JobState::open);
    EXPECT_TRUE(jobs_.find(visitor(), job_));
}

TEST_F(JobReportsTest, AFloodFromOnePersonOrFromVisitorsTakesNothingDown) {
    ASSERT_TRUE(report(person(1)));
    EXPECT_EQ(code_of(report(person(1))), "job.reported_already");
    for (int number = 0; number < 20; ++number) {
        const std::string peer = "192.0.2." + std::to_string(number);
        ASSERT_TRUE(report(visitor(), ReportReason::asks_for_money, peer));
    }
    EXPECT_EQ(state(), JobState::open);
}

TEST_F(JobReportsTest, TwoVisitorsBehindOneAddressAreBothHeard) {
    ASSERT_TRUE(report(visitor(), ReportReason::asks_for_money));
    ASSERT_TRUE(report(visitor(), ReportReason::unpaid));
    EXPECT_EQ(open_reports().size(), 2U);
    EXPECT_EQ(state(), JobState::open);
}

TEST_F(JobReportsTest, OtherReasonsAreForAPersonToWeigh) {
    for (int number = 0; number < 5; ++number)
        ASSERT_TRUE(report(person(number), ReportReason::not_as_described));
    EXPECT_EQ(state(), JobState::open);
}

TEST_F(JobReportsTest, OneAddressReportsTenADay) {
    ASSERT_TRUE(report(visitor()));
    clock_.advance(hours(2));
    for (std::size_t made = 1; made < reports_per_day_max; ++made)
        ASSERT_TRUE(report(visitor()));
    const Result<JobReport> refused = report(visitor());
    EXPECT_EQ(code_of(refused), "job.too_many_reports");
    EXPECT_EQ(refused.error().retry_after_seconds, std::chrono::seconds(hours(22)).count());
    EXPECT_TRUE(report(visitor(), ReportReason::other, "192.0.2.99"));
    clock_.advance(hours(22));
    EXPECT_TRUE(report(visitor()));
    EXPECT_EQ(code_of(report(visitor())), "job.too_many_reports");  // The next is two hours away.
}

TEST_F(JobReportsTest, RemovingAnswersEverybodyAndSaysWhyToTheEmployer) {
    const ReportId first = report(person(1))->id;
    const ReportId second = report(visitor(), ReportReason::unsafe)->id;
    EXPECT_EQ(code_of(resolve(first, ReportOutcome::removed, " ")), "job.review_remark_missing");
    ASSERT_TRUE(resolve(first, ReportOutcome::removed, "收取押金，已下架"));
    EXPECT_EQ(state(), JobState::suspended);
    for (const ReportId id : {first, second}) {
        const Result<JobReport> found = reports_.find(id);
        EXPECT_EQ(found->outcome, ReportOutcome::removed);
        EXPECT_EQ(found->remark, "收取押金，已下架");
    }
    EXPECT_TRUE(open_reports().empty());
    EXPECT_EQ(jobs_.reviews_of(job_).back().review.remark, "收取押金，已下架");
    EXPECT_EQ(code_of(resolve(first, ReportOutcome::no_breach)), "job.report_resolved_already");
}

TEST_F(JobReportsTest, ReporterAndEmployerReadWordsOfTheirOwn) {
    const ReportId first = report(person(1))->id;
    const Resolution apart{ReportOutcome::removed, "", "已下架并约谈，感谢您", "请停止收取押金"};
    ASSERT_TRUE(reports_.resolve(staff_of(known_market), first, apart, {}));
    EXPECT_EQ(reports_.find(first)->remark, "已下架并约谈，感谢您");
    EXPECT_EQ(jobs_.reviews_of(job_).back().review.verdict, ReviewVerdict::suspended);
    EXPECT_EQ(jobs_.reviews_of(job_).back().review.remark, "请停止收取押金");
}

TEST_F(JobReportsTest, AnEmployerIsToldWhatChangesNothingTooWhereItIsMeantForIt) {
    const ReportId first = report(person(1))->id;
    ASSERT_TRUE(resolve(first, ReportOutcome::corrected, "已让用工方更正"));
    EXPECT_TRUE(jobs_.reviews_of(job_).empty());  // The reporter's alone.

    const ReportId second = report(person(1))->id;
    const Resolution both{ReportOutcome::no_breach, "未发现问题", std::nullopt, "请写明餐补标准"};
    ASSERT_TRUE(reports_.resolve(staff_of(known_market), second, both, {}));
    EXPECT_EQ(reports_.find(second)->remark, "未发现问题");
    ASSERT_EQ(jobs_.reviews_of(job_).size(), 1U);
    EXPECT_EQ(jobs_.reviews_of(job_)[0].review.verdict, ReviewVerdict::remarked);
    EXPECT_EQ(jobs_.reviews_of(job_)[0].review.remark, "请写明餐补标准");
    EXPECT_EQ(state(), JobState::open);
}

TEST_F(JobReportsTest, WhatTheReportsTookDownIsToldWhenItStaysDown) {
    ReportId last(0);
    for (int number = 1; number <= 3; ++number)
        last = report(person(number))->id;
    ASSERT_EQ(state(), JobState::suspended);
    ASSERT_TRUE(resolve(last, ReportOutcome::removed, "核实收取押金"));
    EXPECT_EQ(jobs_.reviews_of(job_).back().review.remark, "核实收取押金");
    EXPECT_EQ(state(), JobState::suspended);
}

TEST_F(JobReportsTest, RemovingNeedsWordsForTheEmployer) {
    const ReportId id = report(person(1))->id;
    const auto refused = [&](const Resolution& resolution) {
        const auto result = reports_.resolve(staff_of(known_market), id, resolution, {});
        return std::string(result.error().code) + " " + result.error().field;
    };
    EXPECT_EQ(refused({ReportOutcome::removed, "", "谢谢"}), "job.review_remark_missing /remark");
    EXPECT_EQ(refused({ReportOutcome::removed, "已核实", std::nullopt, " "}),
              "job.review_remark_missing /remark_for_employer");
    std::string long_words;
    for (std::size_t letter = 0; letter <= remark_max; ++letter)
        long_words += "字";
    EXPECT_EQ(refused({ReportOutcome::removed, "已核实", long_words}),
              "job.text_too_long /remark_for_reporter");
    EXPECT_EQ(refused({ReportOutcome::removed, "已核实", std::nullopt, long_words}),
              "job.text_too_long /remark_for_employer");
}

TEST_F(JobReportsTest, NobodyReadsWhatAnotherReported) {
    const auto says = [&](int number, const char* text) {
        return reports_.report(person(number), {job_, ReportReason::other, text, ""}, {})->id;
    };
    const ReportId first = says(1, "我是晚班的，电话 12000000031，老板让我先转账");
    says(2, "昨天在西门面试的时候被要求买工作服");
    const auto refused = [&](const Resolution& resolution) {
        const auto result = reports_.resolve(staff_of(known_market), first, resolution, {});
        return std::string(result.error().code) + " " + result.error().field;
    };
    const std::string quotes = "job.remark_quotes_report ";
    EXPECT_EQ(refused({ReportOutcome::removed, "1200 0000 031 反映收费"}), quotes + "/remark");
    EXPECT_EQ(refused({ReportOutcome::removed, "", "谢谢", "有人说在西门面试的时候被要求买工作服"}),
              quotes + "/remark_for_employer");
    // Removing answers the other one too, who would read the first one's words.
    EXPECT_EQ(refused({ReportOutcome::removed, "", "我是晚班的，电话 12000000031", "已下架"}),
              quotes + "/remark_for_reporter");
    EXPECT_FALSE(reports_.find(first)->outcome.has_value());
    // To its own author its words may be said again.
    EXPECT_TRUE(reports_.resolve(staff_of(known_market), first,
                                 {ReportOutcome::passed_on, "", "您说的“老板让我先转账”已转交"},
                                 {}));
}

TEST_F(JobReportsTest, NothingThatTheEmployerReadsTellsWhoReported) {
    const ReportId id = report(person(1))->id;
    ASSERT_TRUE(resolve(id, ReportOutcome::removed, "收取押金，已下架"));
    for (const KeptReview& review : jobs_.reviews_of(job_)) {
        EXPECT_EQ(review.review.remark.find(id.text()), std::string::npos);
        EXPECT_EQ(review.review.remark.find("要我先交押金"), std::string::npos);
    }
    EXPECT_EQ(code_of(reports_.own_of(employer_, id, 10)), "query.bad_cursor");
    EXPECT_TRUE(reports_.own_of(employer_, std::nullopt, 10)->empty());
}

TEST_F(JobReportsTest, EachReadsWhatBecameOfTheirOwnNewestFirst) {
    const ReportId first = report(person(1))->id;
    ASSERT_TRUE(resolve(first, ReportOutcome::corrected));
    clock_.advance(hours(1));
    const ReportId second = report(person(1), ReportReason::unsafe)->id;
    ASSERT_TRUE(report(person(2)));
    ASSERT_TRUE(report(visitor(), ReportReason::unsafe, ""));
    const auto page = [&](std::optional<ReportId> after) {
        return *reports_.own_of(person(1), after, 1);
    };
    ASSERT_EQ(page(std::nullopt).size(), 1U);
    EXPECT_EQ(page(std::nullopt)[0].report.id, second);
    EXPECT_FALSE(page(std::nullopt)[0].report.outcome.has_value());
    EXPECT_EQ(page(std::nullopt)[0].job_title, "晚餐洗碗工");
    EXPECT_EQ(page(second).at(0).report.id, first);
    EXPECT_EQ(page(second).at(0).report.outcome, ReportOutcome::corrected);
    EXPECT_TRUE(page(first).empty());
    EXPECT_EQ(code_of(reports_.own_of(person(2), first, 1)), "query.bad_cursor");
    EXPECT_EQ(code_of(reports_.own_of(visitor(), std::nullopt, 1)), "session.required");
}

TEST_F(JobReportsTest, ATextThatWaitsForStaffIsNotShownToWhoReported) {
    ASSERT_TRUE(report(person(1)));
    const json::object renamed{{"title", "晚餐洗碗工，另有安排"},
                               {"injury_cover", {{"kind", "none"}}}};
    ASSERT_TRUE(jobs_.change(employer_, job_, {renamed, std::nullopt}, {}));
    const OwnJobReport own = reports_.own_of(person(1), std::nullopt, 1)->at(0);
    EXPECT_EQ(own.job_state, JobState::in_review);
    EXPECT_FALSE(own.job_title.has_value());
}

TEST_F(JobReportsTest, TheNewestReviewsAreTheOnesShown) {
    for (std::size_t number = 0; number <= reviews_per_job_max; ++number) {
        const ReportId id = report(person(static_cast<std::int64_t>(number)))->id;
        ASSERT_TRUE(reports_.resolve(
            staff_of(known_market), id,
            {ReportOutcome::no_breach, "", std::nullopt, "第" + std::to_string(number) + "次"},
            {}));
    }
    const std::vector<KeptReview> reviews = jobs_.reviews_of(job_);
    ASSERT_EQ(reviews.size(), reviews_per_job_max);
    EXPECT_EQ(reviews.front().review.remark, "第1次");
    EXPECT_EQ(reviews.back().review.remark, "第20次");
}

TEST_F(JobReportsTest, WhatStaffTookDownStaysDownWhenAReportFindsNothing) {
    const ReportId id = report(person(1))->id;
    JobReviewsService reviews(*database_, clock_, policy_, employers_, occupations_);
    ASSERT_TRUE(reviews.suspend(staff_of(known_market), job_, "证照核查中", {}));
    ASSERT_TRUE(resolve(id, ReportOutcome::no_breach));
    EXPECT_EQ(state(), JobState::suspended);
}

TEST_F(JobReportsTest, AnotherMarketsStaffFindNothing) {
    const ReportId id = report(person(1))->id;
    const Actor other = staff_of(MarketId(78));
    EXPECT_EQ(code_of(reports_.open_at(other, known_market, std::nullopt, 10)), "http.not_found");
    EXPECT_EQ(code_of(reports_.resolve(other, id, {ReportOutcome::no_breach, ""}, {})),
              "http.not_found");
    EXPECT_EQ(code_of(reports_.resolve(worker(), id, {ReportOutcome::no_breach, ""}, {})),
              "role.not_allowed");
}

TEST_F(JobReportsTest, WhatNobodyLookedAtInTimeIsMarkedOnce) {
    ASSERT_TRUE(report(person(1)));
    EXPECT_EQ(reports_.mark_overdue(), 0U);
    clock_.advance(hours(24));
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(reports_.mark_overdue(), 1U);
    EXPECT_TRUE(std::holds_alternative<events::JobReportOverdue>(events_after(before).at(0)));
    EXPECT_TRUE(open_reports().at(0).report.overdue);
    EXPECT_EQ(reports_.mark_overdue(), 0U);
}

TEST_F(JobReportsTest, WhatWasNeverShownOrEndedLongAgoCantBeReported) {
    job_ = published(employer_member(false), draft("等待审核"));
    EXPECT_EQ(code_of(report(visitor())), "http.not_found");
    job_ = JobId(4'711);
    EXPECT_EQ(code_of(report(visitor())), "http.not_found");
}

TEST_F(JobReportsTest, TheSoonestDueComesFirstPageByPage) {
    const ReportId first = report(person(1))->id;
    clock_.advance(hours(1));
    const ReportId second = report(person(2))->id;
    const auto page = [&](std::optional<ReportId> after) {
        return *reports_.open_at(staff_of(known_market), known_market, after, 1);
    };
    EXPECT_EQ(page(std::nullopt).at(0).report.id, first);
    EXPECT_EQ(page(first).at(0).report.id, second);
    EXPECT_TRUE(page(second).empty());
    EXPECT_EQ(code_of(reports_.open_at(staff_of(known_market), known_market, ReportId(5), 1)),
              "query.bad_cursor");
}

}  // namespace
}  // namespace gig::jobs
