#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

class JobReviewsTest : public JobsHouse {
protected:
    static constexpr MarketId other_market{78};

    /// A job of an employer whom nobody has verified yet.
    JobId waiting_job(const std::string& title = "晚餐洗碗工") {
        return published(employer_member(false), draft(title));
    }

    Result<JobWithOpenings> decide(JobId job, ReviewVerdict verdict,
                                   const std::string& remark = {}) {
        return reviews_.decide(staff_of(known_market), job, {verdict, remark}, {});
    }

    std::vector<WaitingJob> waiting(std::size_t limit = list_max,
                                    std::optional<JobId> after = std::nullopt) {
        return *reviews_.waiting(staff_of(known_market), known_market, after, limit);
    }

    JobReviewsService reviews_{*database_, clock_, policy_, employers_, occupations_};
};

TEST_F(JobReviewsTest, WhatIsApprovedOpensAtOnce) {
    const JobId job = waiting_job();
    const std::int64_t before = database_->last_event();
    clock_.advance(std::chrono::minutes(5));
    const Result<JobWithOpenings> opened = decide(job, ReviewVerdict::approved);
    ASSERT_TRUE(opened) << opened.error().code;

    EXPECT_EQ(opened->job.state, JobState::open);
    EXPECT_EQ(kept(job).job.state, JobState::open);
    EXPECT_TRUE(kept(job).job.was_open);
    EXPECT_EQ(kept(job).job.posted_at, clock_.now());
    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(std::get<events::JobReviewed>(events[0]).verdict, "approved");
    const auto& facts = std::get<events::JobOpened>(events[1]);
    EXPECT_EQ(facts.job, job);
    EXPECT_EQ(facts.people_wanted, 4);
    EXPECT_TRUE(jobs_.find(visitor(), job));
    EXPECT_TRUE(waiting().empty());
}

TEST_F(JobReviewsTest, WhatIsRefusedEndsWithItsReason) {
    const JobId job = waiting_job();
    ASSERT_TRUE(decide(job, ReviewVerdict::refused, "地点与营业执照不符"));
    EXPECT_EQ(kept(job).job.state, JobState::rejected);
    EXPECT_EQ(code_of(jobs_.find(visitor(), job)), "http.not_found");
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(code_of(decide(job, ReviewVerdict::approved)), "job.not_in_review");
}

TEST_F(JobReviewsTest, AQuestionLeavesItWaitingWithTheQuestion) {
    const JobId job = waiting_job();
    ASSERT_TRUE(decide(job, ReviewVerdict::asked, "工作服要自己买吗？"));
    const std::vector<WaitingJob> listed = waiting();
    ASSERT_EQ(listed.size(), 1u);
    ASSERT_EQ(listed[0].reviews.size(), 1u);
    EXPECT_EQ(listed[0].reviews[0].review.verdict, ReviewVerdict::asked);
    EXPECT_EQ(listed[0].reviews[0].review.remark, "工作服要自己买吗？");
    EXPECT_TRUE(decide(job, ReviewVerdict::approved));
}

TEST_F(JobReviewsTest, QuestionsHaveAnEnd) {
    const JobId job = waiting_job();
    std::size_t asked = 0;
    while (decide(job, ReviewVerdict::asked, "?"))
        ++asked;
    EXPECT_EQ(asked, reviews_per_job_max - 1);
    EXPECT_EQ(code_of(decide(job, ReviewVerdict::asked, "?")), "job.asked_too_often");
    EXPECT_TRUE(decide(job, ReviewVerdict::refused, "没有回答"));
}

TEST_F(JobReviewsTest, ARefusalAndAQuestionNeedWords) {
    const JobId job = waiting_job();
    EXPECT_EQ(code_of(decide(job, ReviewVerdict::refused)), "job.review_remark_missing");
    EXPECT_EQ(code_of(decide(job, ReviewVerdict::asked, " 　")), "job.review_remark_missing");
    EXPECT_EQ(code_of(decide(job, ReviewVerdict::refused, std::string(201, 'x'))),
              "job.text_too_long");
}

TEST_F(JobReviewsTest, OnlyTheStaffOfTheMarketSeeAndDecide) {
    const JobId job = waiting_job();
    const Actor stranger = staff_of(other_market);
    EXPECT_EQ(code_of(reviews_.waiting(stranger, known_market, std::nullopt, 1)), "http.not_found");
    EXPECT_EQ(code_of(reviews_.decide(stranger, job, {ReviewVerdict::approved, ""}, {})),
              "http.not_found");
    EXPECT_EQ(code_of(reviews_.waiting(worker(), known_market, std::nullopt, 1)),
              "role.not_allowed");
    EXPECT_EQ(code_of(reviews_.decide(worker(), job, {ReviewVerdict::approved, ""}, {})),
              "role.not_allowed");
    EXPECT_EQ(code_of(decide(JobId(5), ReviewVerdict::approved)), "http.not_found");
    EXPECT_EQ(kept(job).job.state, JobState::in_review);
}

TEST_F(JobReviewsTest, WhatHasBegunOpensNoMore) {
    const JobId job = waiting_job();
    clock_.advance(std::chrono::hours(24 * 3));
    EXPECT_EQ(code_of(decide(job, ReviewVerdict::approved)), "job.over");
}

TEST_F(JobReviewsTest, LongestWaitingComesFirstPageByPage) {
    std::vector<JobId> expected;
    for (int count = 0; count < 5; ++count) {
        expected.push_back(waiting_job("招工" + std::to_string(count)));
        clock_.advance(std::chrono::seconds(1));
    }
    std::vector<JobId> listed;
    std::optional<JobId> after;
    while (true) {
        const std::vector<WaitingJob> page = waiting(2, after);
        if (page.empty()) break;
        for (const WaitingJob& item : page)
            listed.push_back(item.job.job.id);
        after = listed.back();
    }
    EXPECT_EQ(listed, expected);
    EXPECT_EQ(code_of(reviews_.waiting(staff_of(known_market), known_market, JobId(7), 1)),
              "query.bad_cursor");
}

TEST_F(JobReviewsTest, TheQueueSaysWhatTheAuthorWasTold) {
    const Actor actor = employer_member();
    published(actor, draft());
    published(actor, draft());  // The same once more: it looks like a duplicate.
    const std::vector<WaitingJob> listed = waiting();
    ASSERT_EQ(listed.size(), 1u);
    const json::value findings = json::parse(listed[0].findings);
    ASSERT_EQ(findings.as_array().size(), 1u);
    EXPECT_EQ(findings.at(0).at("zh").at("rule"), "job.looks_like_duplicate");
}

TEST_F(JobReviewsTest, NothingIsLostToADoubleClick) {
    const JobId job = waiting_job();
    std::atomic<int> opened = 0;
    std::vector<std::thread> clicks;
    clicks.reserve(4);
    for (int click = 0; click < 4; ++click) {
        clicks.emplace_back([&] { opened += decide(job, ReviewVerdict::approved).has_value(); });
    }
    for (std::thread& click : clicks)
        click.join();
    EXPECT_EQ(opened.load(), 1);
}

}  // namespace
}  // namespace gig::jobs
