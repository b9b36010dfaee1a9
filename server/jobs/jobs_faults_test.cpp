#include <gtest/gtest.h>

#include "jobs/job_reports_service.h"
#include "jobs/jobs_fixture.h"
#include "storage/faulty_database.h"

namespace gig::jobs {
namespace {

/// What a fault must leave as it was, or change altogether.
struct Counts {
    std::int64_t jobs;
    std::int64_t openings;
    std::int64_t versions;
    std::int64_t reviews;
    std::int64_t reports;
    std::int64_t engine_ids;
    std::int64_t answers;
    std::int64_t last_event;

    friend bool operator==(const Counts&, const Counts&) = default;
};

class JobsFaultsTest : public JobsHouse {
protected:
    Counts counts() {
        return {count("SELECT count(*) FROM job"),
                count("SELECT count(*) FROM opening"),
                count("SELECT count(*) FROM job_version"),
                count("SELECT count(*) FROM job_review"),
                count("SELECT count(*) FROM job_report"),
                count("SELECT coalesce(max(last_id), 0) FROM engine_id_counter"),
                count("SELECT count(*) FROM kept_answer"),
                database_->last_event()};
    }

    Once<Published> once() {
        return {OnceKey{*actor_.account, "key", "fingerprint", clock_.now()}, [](const Published&) {
                    return Answer{201, "{}"};
                }};
    }

    /// Lets each statement of the act fail in turn, until none is left to fail. Returns how many.
    template <typename Act>
    int fail_each_statement(Act act) {
        const Counts before = counts();
        for (int nth = 1;; ++nth) {
            faulty_.fail_statement(nth);
            try {
                act();
                faulty_.behave();
                return nth - 1;
            } catch (const storage::Broken&) {
                EXPECT_EQ(counts(), before) << "statement " << nth;
            }
        }
    }

    Actor actor_ = employer_member();
    storage::FaultyDatabase faulty_{*database_};
    JobsService jobs_over_faults_ = jobs_over(faulty_, known_markets());
};

TEST_F(JobsFaultsTest, PublishingIsAllOrNothingWhicheverStatementFails) {
    const Counts before = counts();
    const int statements = fail_each_statement(
        [&] { ASSERT_TRUE(jobs_over_faults_.publish(actor_, draft(), once())); });
    EXPECT_GE(statements, 8);  // Look, two for ids, job, two openings, version, event, answer.
    const Counts after = counts();
    EXPECT_EQ(after.jobs, before.jobs + 1);
    EXPECT_EQ(after.openings, before.openings + 2);
    EXPECT_EQ(after.versions, before.versions + 1);
    EXPECT_EQ(after.engine_ids, before.engine_ids + 2);
    EXPECT_EQ(after.answers, before.answers + 1);
    EXPECT_EQ(after.last_event, before.last_event + 1);
}

TEST_F(JobsFaultsTest, ClosingAndExpiringAreAllOrNothing) {
    const JobId first = published(actor_, draft("一"));
    fail_each_statement([&] { ASSERT_TRUE(jobs_over_faults_.close(actor_, first, "", {})); });
    EXPECT_EQ(kept(first).job.state, JobState::closed);

    const JobId second = published(actor_, draft("二"));
    const JobId third = published(actor_, draft("三"));
    clock_.advance(std::chrono::hours(24 * 3));
    fail_each_statement([&] {
        EXPECT_EQ(kept(second).job.state, JobState::open);
        EXPECT_EQ(jobs_over_faults_.expire_due(), 2u);
    });
    EXPECT_EQ(kept(second).job.state, JobState::expired);
    EXPECT_EQ(kept(third).job.state, JobState::expired);
}

TEST_F(JobsFaultsTest, AChangeIsAllOrNothing) {
    const JobId job = published(actor_, draft());
    const Change change{{{"title", "午餐洗碗工"}}, 1};
    const int statements = fail_each_statement([&] {
        EXPECT_EQ(kept(job).job.version, 1);
        ASSERT_TRUE(jobs_over_faults_.change(actor_, job, change, once()));
    });
    EXPECT_GE(statements, 5);  // Look, version, job, openings, event, answer.
    EXPECT_EQ(kept(job).job.version, 2);
    EXPECT_EQ(kept(job).job.title, "午餐洗碗工");
}

TEST_F(JobsFaultsTest, AReportThatTakesAPostDownAndItsAnswerAreAllOrNothing) {
    const JobId job = published(actor_, draft());
    JobReportsService reports(faulty_, clock_, rng_, policy_, *vault_, known_markets());
    const auto report = [&](std::int64_t account) {
        const Actor person{.account = AccountId(account), .grants = {{Role::worker}}};
        return reports.report(person, {job, ReportReason::asks_for_money, "要押金", ""}, {});
    };
    ASSERT_TRUE(report(1'001));
    ASSERT_TRUE(report(1'002));
    std::optional<ReportId> third;
    fail_each_statement([&] {
        EXPECT_EQ(kept(job).job.state, JobState::open);
        const Result<JobReport> made = report(1'003);
        ASSERT_TRUE(made) << made.error().code;
        third = made->id;
    });
    EXPECT_EQ(kept(job).job.state, JobState::suspended);

    fail_each_statement([&] {
        EXPECT_EQ(kept(job).job.state, JobState::suspended);
        ASSERT_TRUE(reports.resolve(staff_of(known_market), *third,
                                    {ReportOutcome::no_breach, "已核实"}, {}));
    });
    EXPECT_EQ(kept(job).job.state, JobState::open);
}

TEST_F(JobsFaultsTest, WordsForReporterAndEmployerAreKeptTogetherOrNotAtAll) {
    const JobId job = published(actor_, draft());
    JobReportsService reports(faulty_, clock_, rng_, policy_, *vault_, known_markets());
    const Actor person{.account = AccountId(1'001), .grants = {{Role::worker}}};
    const ReportId report =
        reports.report(person, {job, ReportReason::other, "上工地点不符", ""}, {})->id;
    fail_each_statement([&] {
        EXPECT_FALSE(reports.find(report)->outcome.has_value());
        ASSERT_TRUE(reports.resolve(staff_of(known_market), report,
                                    {ReportOutcome::corrected, "", "已更正地点", "请核对地点"},
                                    {}));
    });
    EXPECT_EQ(reports.find(report)->remark, "已更正地点");
    EXPECT_EQ(jobs_.reviews_of(job).back().review.remark, "请核对地点");
}

TEST_F(JobsFaultsTest, ALostAnswerOfAnImportedLineDoublesNothing) {
    faulty_.fail_commit(1, storage::CommitFault::answer_lost);
    EXPECT_THROW((void)jobs_over_faults_.publish_line(actor_, draft(), "import:1", Pace::free),
                 storage::Broken);
    const Result<Published> again =
        jobs_over_faults_.publish_line(actor_, draft(), "import:1", Pace::free);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(count("SELECT count(*) FROM job"), 1);
}

TEST_F(JobsFaultsTest, AFullDiskRefusesTheWriteAndReadsGoOn) {
    const JobId job = published(actor_, draft("一"));
    const Counts before = counts();
    faulty_.fill_disk(true);
    EXPECT_THROW((void)jobs_over_faults_.publish(actor_, draft("二"), {}), storage::Full);
    EXPECT_EQ(counts(), before);
    EXPECT_TRUE(jobs_over_faults_.find(visitor(), job));
}

}  // namespace
}  // namespace gig::jobs
