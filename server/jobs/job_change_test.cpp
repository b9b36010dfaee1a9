#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;

class JobChangeTest : public JobsHouse {
protected:
    Result<Published> change(json::object fields,
                             std::optional<std::int64_t> version = std::nullopt) {
        return jobs_.change(employer_, job_, {std::move(fields), version}, {});
    }

    static json::object hourly(std::int64_t fen) { return {{"amount_fen", fen}, {"unit", "hour"}}; }

    std::vector<JobVersion> versions() {
        return *jobs_.versions(employer_, job_, std::nullopt, list_max);
    }

    Actor employer_ = employer_member();
    JobId job_ = published(employer_, draft());
};

TEST_F(JobChangeTest, AChangeIsANewVersionAndTheOldOneStays) {
    const std::int64_t before = database_->last_event();
    const Result<Published> changed =
        change({{"description", "洗碗、收台、擦桌，包两餐。"}, {"pay", hourly(2'800)}});
    ASSERT_TRUE(changed) << changed.error().code;
    EXPECT_EQ(changed->state, JobState::open);

    const JobWithOpenings now = kept(job_);
    EXPECT_EQ(now.job.version, 2);
    EXPECT_EQ(now.job.description, "洗碗、收台、擦桌，包两餐。");
    EXPECT_EQ(now.openings.at(0).hourly_fen, 2'800);
    ASSERT_EQ(versions().size(), 2U);
    EXPECT_NE(versions()[0].body.find("包两餐"), std::string::npos);
    EXPECT_NE(versions()[1].body.find("包一餐"), std::string::npos);

    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 1U);
    const auto& facts = std::get<events::JobChanged>(events[0]);
    EXPECT_EQ(facts.version, 2);
    EXPECT_EQ(facts.state, "open");
    EXPECT_EQ(facts.openings.at(0).pay_fen_hour, 2'800);
}

TEST_F(JobChangeTest, AnotherSettlementOrOtherCertificatesAreToldBesides) {
    const std::uint32_t health = kept(job_).job.certificates_mask;
    const std::int64_t before = database_->last_event();
    ASSERT_TRUE(change({{"settlement", "week"}}));
    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 2U);
    const auto& terms = std::get<events::JobTermsChanged>(events[0]);
    EXPECT_EQ(terms.job, job_);
    EXPECT_EQ(terms.version, 2);
    EXPECT_EQ(terms.settlement, 1U);
    EXPECT_EQ(terms.certificates, health);
    EXPECT_EQ(std::get<events::JobChanged>(events[1]).version, 2);
}

TEST_F(JobChangeTest, WhatTheRulesForbidChangesNothingAndIsSaid) {
    const std::string deposit = "洗碗，入职交押金200元。";
    EXPECT_EQ(code_of(change({{"description", deposit}})), "job.breaks_rules");
    EXPECT_EQ(kept(job_).job.version, 1);
    const auto findings = jobs_.look_over_change(employer_, job_, {{{"description", deposit}}, {}});
    ASSERT_TRUE(findings);
    EXPECT_EQ(findings->at(0).rule, "fee.deposit");
}

TEST_F(JobChangeTest, AWarningTakesItOutOfTheListsUntilSomebodyLooked) {
    const Result<Published> changed = change({{"injury_cover", {{"kind", "none"}}}});
    ASSERT_TRUE(changed) << changed.error().code;
    EXPECT_EQ(changed->state, JobState::in_review);
    EXPECT_EQ(code_of(jobs_.find(visitor(), job_)), "http.not_found");

    // Approved again it was open before: people wanted are not counted a second time.
    const Time first_opened = kept(job_).job.posted_at;
    clock_.advance(hours(1));
    const std::int64_t before = database_->last_event();
    JobReviewsService reviews(*database_, clock_, policy_, employers_, occupations_);
    ASSERT_TRUE(reviews.decide(staff_of(known_market), job_, {ReviewVerdict::approved, ""}, {}));
    EXPECT_TRUE(std::holds_alternative<events::JobChanged>(events_after(before).at(1)));
    EXPECT_EQ(kept(job_).job.posted_at, first_opened);
    EXPECT_TRUE(jobs_.find(visitor(), job_));
}

TEST_F(JobChangeTest, AnAnswerToAQuestionGoesOnWaitingForThePersonWhoAsked) {
    job_ = published(employer_, [&] {
        JobDraft uncovered = draft("晚市洗碗");
        uncovered.injury_cover = {InjuryCoverKind::none};
        return uncovered;
    }());
    JobReviewsService reviews(*database_, clock_, policy_, employers_, occupations_);
    ASSERT_TRUE(
        reviews.decide(staff_of(known_market), job_, {ReviewVerdict::asked, "有保险吗？"}, {}));
    EXPECT_EQ(jobs_.reviews_of(job_).at(0).review.remark, "有保险吗？");
    const Result<Published> changed = change({{"injury_cover", {{"kind", "commercial"}}}});
    ASSERT_TRUE(changed) << changed.error().code;
    EXPECT_EQ(changed->state, JobState::in_review);
    EXPECT_TRUE(changed->findings.empty());
}

TEST_F(JobChangeTest, TwoWhoChangeTheSameVersionDontOverwriteEachOther) {
    ASSERT_TRUE(change({{"title", "午餐洗碗工"}}, 1));
    EXPECT_EQ(code_of(change({{"title", "夜宵洗碗工"}}, 1)), "job.changed_meanwhile");
    EXPECT_EQ(kept(job_).job.title, "午餐洗碗工");
    EXPECT_TRUE(change({{"title", "夜宵洗碗工"}}, 2));
}

TEST_F(JobChangeTest, ARequestToChangeNothingMakesNoVersion) {
    EXPECT_EQ(code_of(change({})), "job.change_empty");
    EXPECT_EQ(kept(job_).job.version, 1);
}

TEST_F(JobChangeTest, PayIsNeverLowered) {
    EXPECT_EQ(code_of(change({{"pay", hourly(2'499)}})), "job.pay_lowered");
    EXPECT_EQ(code_of(change({{"pay", {{"amount_fen", 30'000}, {"unit", "day"}}}})),
              "job.pay_lowered");
}

TEST_F(JobChangeTest, WhatHasBegunStaysAsItWas) {
    clock_.advance(hours(24 + 18));  // In the first of its two evenings.
    ASSERT_TRUE(change({{"pay", hourly(3'000)}}));
    const JobWithOpenings now = kept(job_);
    EXPECT_EQ(now.openings.at(0).hourly_fen, 2'500);
    EXPECT_EQ(now.openings.at(1).hourly_fen, 3'000);
    clock_.advance(hours(24));
    EXPECT_EQ(code_of(change({{"pay", hourly(3'500)}})), "job.over");
}

TEST_F(JobChangeTest, OnlyItsEmployerAndItsStaffChangeAndReadIt) {
    const Change anything{{{"title", "别的"}}, {}};
    EXPECT_EQ(code_of(jobs_.change(employer_member(), job_, anything, {})), "http.not_found");
    EXPECT_EQ(code_of(jobs_.versions(employer_member(), job_, std::nullopt, 1)), "http.not_found");
    EXPECT_TRUE(jobs_.change(staff_of(known_market), job_, anything, {}));
    EXPECT_EQ(code_of(jobs_.change(employer_, JobId(5), anything, {})), "http.not_found");
}

TEST_F(JobChangeTest, WhatIsClosedStaysAsItWas) {
    ASSERT_TRUE(jobs_.close(employer_, job_, "", {}));
    EXPECT_EQ(code_of(change({{"title", "别的"}})), "job.already_closed");
}

/// A house whose market has every job that opens unseen looked at.
class SampledTest : public JobsHouse {
protected:
    static MarketsAround watchful() {
        MarketsAround markets = known_markets();
        markets.looks = looks(1'000);
        return markets;
    }

    std::vector<WaitingJob> waiting() {
        return *reviews_.waiting(staff_of(known_market), known_market, std::nullopt, list_max);
    }

    Result<JobWithOpenings> decide(ReviewVerdict verdict, const std::string& remark = {}) {
        return reviews_.decide(staff_of(known_market), job_, {verdict, remark}, {});
    }

    JobsService watched_ = jobs_over(*database_, watchful());
    JobReviewsService reviews_{*database_, clock_, policy_, employers_, occupations_};
    JobId job_ = watched_.publish(employer_member(), draft(), {})->job;
};

TEST_F(SampledTest, ASampledJobIsOpenAndStandsInTheQueue) {
    EXPECT_TRUE(jobs_.find(visitor(), job_));
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting()[0].why, LookReason::sampled);
    ASSERT_TRUE(decide(ReviewVerdict::approved));
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(jobs_.find(visitor(), job_));
    EXPECT_EQ(code_of(decide(ReviewVerdict::approved)), "job.not_in_review");
}

TEST_F(SampledTest, RefusingASampledJobTakesItDown) {
    ASSERT_TRUE(decide(ReviewVerdict::refused, "地址是空房子"));
    EXPECT_EQ(kept(job_).job.state, JobState::suspended);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(jobs_.find(visitor(), job_)->job.state, JobState::suspended);
}

TEST_F(SampledTest, WhatWasTakenDownIsPutBackByStaffOnly) {
    const Actor staff = staff_of(known_market);
    EXPECT_EQ(code_of(reviews_.suspend(staff, job_, "", {})), "job.review_remark_missing");
    EXPECT_EQ(code_of(reviews_.suspend(worker(), job_, "x", {})), "role.not_allowed");
    ASSERT_TRUE(reviews_.suspend(staff, job_, "核查中", {}));
    EXPECT_EQ(code_of(reviews_.suspend(staff, job_, "核查中", {})), "job.not_open");
    ASSERT_TRUE(reviews_.restore(staff, job_, "", {}));
    EXPECT_EQ(code_of(reviews_.restore(staff, job_, "", {})), "job.not_suspended");
    EXPECT_TRUE(jobs_.find(visitor(), job_));
    ASSERT_TRUE(reviews_.suspend(staff, job_, "核查中", {}));
    clock_.advance(hours(24 * 3));
    EXPECT_EQ(code_of(reviews_.restore(staff, job_, "", {})), "job.over");
}

TEST_F(SampledTest, TheShareIsTheTerms) {
    const auto sampled_of = [&](std::int32_t permille) {
        MarketsAround markets = known_markets();
        markets.looks = looks(permille);
        JobsService some = jobs_over(*database_, markets);
        const Actor employer = employer_member();
        const std::int64_t before = count("SELECT count(*) FROM job WHERE sampled_at IS NOT NULL");
        for (int number = 0; number < 60; ++number)
            EXPECT_TRUE(some.publish(employer, draft("洗碗" + std::to_string(number)), {}));
        return count("SELECT count(*) FROM job WHERE sampled_at IS NOT NULL") - before;
    };
    EXPECT_EQ(sampled_of(0), 0);
    const std::int64_t half = sampled_of(500);
    EXPECT_GT(half, 5);  // 60 coins: less or more than this is one in ten billion.
    EXPECT_LT(half, 55);
}

TEST(LookTerms, TheCitysTableIsReadAndABadOneIsNamed) {
    const LookTerms terms = load_look_terms(GIG_SOURCE_DIR "/city/huzhou");
    EXPECT_EQ(terms.on(*date_value("2026-11-28")).sampled_permille, 50);
    EXPECT_EQ(terms.on(*date_value("2020-01-01")).report_due, hours(24));
    try {
        load_look_terms(GIG_SOURCE_DIR "/nowhere");
        FAIL();
    } catch (const std::runtime_error& fault) {
        EXPECT_NE(std::string(fault.what()).find("job_looks.json"), std::string::npos);
    }
}

}  // namespace
}  // namespace gig::jobs
