#include "jobs/job_closings.h"

#include "employers/employer_checks_service.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

using std::chrono::year;

class JobClosingsTest : public JobsHouse {
protected:
    std::string posted(const Actor& actor, const JobDraft& draft) {
        const Result<Published> made = jobs_.publish(actor, draft, {});
        return made ? std::string(name_of(made->state)) : code_of(made);
    }

    JobDraft dispatched() const {
        JobDraft draft = for_others("仓库理货员");
        draft.relation = Relation::dispatch;
        draft.settlement = Settlement::month;
        draft.pay = {Money{520'000}, PayUnit::month};
        draft.injury_cover = {InjuryCoverKind::work_injury};
        return draft;
    }

    void go_to(Date date) { clock_.advance(midnight(date) - clock_.now()); }

    /// What the scheduler does once a minute.
    std::size_t run() {
        checks_.lapse_due();
        return closings_.close_barred();
    }

    JobClosings closings_{*database_, clock_, employers_};
    JobReviewsService reviews_{*database_, clock_, policy_, employers_, occupations_};
};

TEST_F(JobClosingsTest, AnAgencyLosesItsPostsOnTheDayItsLicenceEnds) {
    const Actor agency =
        agency_member({licence(LicenceKind::human_resources_service, year(2026) / 11 / 25)});
    const JobId job = published(agency, for_others());
    const JobId other = published(employer_member(), draft());
    clock_.advance(std::chrono::hours(24) - std::chrono::milliseconds(1));
    EXPECT_EQ(run(), 0u);
    EXPECT_EQ(kept(job).job.state, JobState::open);

    clock_.advance(std::chrono::milliseconds(1));  // 00:00 of the day after.
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(run(), 1u);
    EXPECT_EQ(kept(job).job.state, JobState::closed);
    EXPECT_EQ(kept(other).job.state, JobState::open);
    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(std::get<events::EmployerChecked>(events[0]).state, "lapsed");
    EXPECT_EQ(std::get<events::JobClosed>(events[1]).job, job);
    EXPECT_EQ(std::get<events::JobClosed>(events[1]).reason, "licence_expired");
    EXPECT_EQ(run(), 0u);
    EXPECT_EQ(posted(agency, for_others()), "job.licence_expired");
}

TEST_F(JobClosingsTest, FromMidnightOnNothingIsPostedThoughNoTaskHasRun) {
    const Actor agency =
        agency_member({licence(LicenceKind::human_resources_service, year(2026) / 11 / 25)});
    EXPECT_EQ(posted(agency, for_others()), "open");
    go_to(year(2026) / 11 / 26);
    EXPECT_EQ(posted(agency, for_others()), "job.licence_expired");
}

TEST_F(JobClosingsTest, ARenewedLicenceOpensTheDoorAgain) {
    const Actor agency =
        agency_member({licence(LicenceKind::human_resources_service, year(2026) / 11 / 25)});
    go_to(year(2026) / 11 / 26);
    run();
    const employers::Papers papers{
        .licences = {licence(LicenceKind::human_resources_service, year(2029) / 11 / 25)}};
    ASSERT_TRUE(employers_.renew(agency, employer_of(agency), papers, {}));
    EXPECT_EQ(posted(agency, for_others()), "job.licence_expired");  // Handed in isn't accepted.
    approve(employer_of(agency));
    EXPECT_EQ(posted(agency, for_others()), "open");
}

TEST_F(JobClosingsTest, UnlicensedAgenciesNeverPublish) {
    const Actor agency =
        agency_member({licence(LicenceKind::human_resources_service, year(2029) / 1 / 1)}, false);
    int published = 0;
    for (int attempt = 0; attempt < 100; ++attempt) {
        clock_.advance(std::chrono::seconds(1));
        published += posted(agency, for_others()) == "job.agency_not_verified" ? 0 : 1;
    }
    EXPECT_EQ(published, 0);
    EXPECT_EQ(count("SELECT count(*) FROM job"), 0);
}

TEST_F(JobClosingsTest, DispatchTakesALicenceForIt) {
    EXPECT_EQ(posted(employer_member(), dispatched()), "job.dispatch_needs_licence");
    const Actor agency =
        agency_member({licence(LicenceKind::human_resources_service, year(2029) / 1 / 1),
                       licence(LicenceKind::labour_dispatch, year(2026) / 11 / 25)});
    const Result<Published> dispatch = jobs_.publish(agency, dispatched(), {});
    ASSERT_TRUE(dispatch) << code_of(dispatch);
    const JobId other = published(agency, for_others());
    go_to(year(2026) / 11 / 26);
    EXPECT_EQ(run(), 1u);
    EXPECT_EQ(kept(dispatch->job).job.state, JobState::closed);
    EXPECT_EQ(kept(other).job.state, JobState::open);
    EXPECT_EQ(posted(agency, dispatched()), "job.dispatch_needs_licence");
}

TEST_F(JobClosingsTest, AFirmThatDidNotRenewLosesItsPostsToo) {
    const Actor boss = employer_member();
    JobDraft later = draft();
    const auto half_a_year = std::chrono::hours(24 * 200);
    for (Shift& shift : later.shifts) {
        shift.start += half_a_year;
        shift.end += half_a_year;
    }
    later.expires_at += half_a_year;
    const JobId job = published(boss, later);
    go_to(year(2027) / 5 / 26);
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(run(), 1u);
    EXPECT_EQ(kept(job).job.state, JobState::closed);
    EXPECT_EQ(std::get<events::JobClosed>(events_after(before).back()).reason,
              "verification_ended");
    EXPECT_EQ(posted(boss, draft()), "job.employer_lapsed");
}

TEST_F(JobClosingsTest, ASuspendedEmployersPostsCloseAndWaitNoMore) {
    const Actor boss = employer_member();
    const JobId job = published(boss, draft());
    const Actor pending = employer_member(false);
    const JobId waiting = published(pending, draft());
    for (const Actor& each : {boss, pending}) {
        for (const std::int64_t person : {901, 902}) {
            Actor manager{.account = AccountId(person),
                          .grants = {{Role::market_manager, known_market.value()}}};
            ASSERT_TRUE(checks_.suspend(manager, employer_of(each), "多次收取押金", {}));
        }
    }
    EXPECT_EQ(code_of(reviews_.decide(staff_of(known_market), waiting,
                                      {ReviewVerdict::approved, ""}, {})),
              "job.employer_suspended");
    EXPECT_EQ(run(), 2u);
    EXPECT_EQ(kept(job).job.state, JobState::closed);
    EXPECT_EQ(kept(waiting).job.state, JobState::closed);
    EXPECT_EQ(posted(boss, draft()), "job.employer_suspended");

    // Lifted by two others: it may post again, and what was closed stays closed.
    for (const std::int64_t person : {903, 904}) {
        const Actor manager{.account = AccountId(person),
                            .grants = {{Role::market_manager, known_market.value()}}};
        ASSERT_TRUE(checks_.reinstate(manager, employer_of(boss), "押金已全部退还", {}));
    }
    EXPECT_EQ(run(), 0u);
    EXPECT_EQ(kept(job).job.state, JobState::closed);
    EXPECT_EQ(posted(boss, draft()), "open");
}

TEST_F(JobClosingsTest, WhoIsRefusedPostsNoMore) {
    const Actor boss = employer_member(false);
    const JobId waiting = published(boss, draft());
    ASSERT_TRUE(checks_.decide(staff_of(known_market), employer_of(boss),
                               {employers::CheckVerdict::refused, "查无此户"}, {}));
    EXPECT_EQ(posted(boss, draft()), "job.employer_refused");
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(run(), 1u);
    EXPECT_EQ(kept(waiting).job.state, JobState::closed);
    EXPECT_EQ(std::get<events::JobClosed>(events_after(before).back()).reason, "employer_refused");
}

TEST_F(JobClosingsTest, WhoseMandateIsOverPostsNoMore) {
    const Actor boss = employer_member();
    const employers::Papers papers{.mandate =
                                       employers::Mandate{year(2026) / 11 / 25, std::nullopt}};
    ASSERT_TRUE(employers_.renew(boss, employer_of(boss), papers, {}));
    EXPECT_EQ(posted(boss, draft()), "open");
    go_to(year(2026) / 11 / 26);
    EXPECT_EQ(posted(boss, draft()), "job.mandate_ended");
}

TEST_F(JobClosingsTest, MoreThanABatchIsClosedInSeveralRuns) {
    const Actor agency =
        agency_member({licence(LicenceKind::human_resources_service, year(2026) / 11 / 25)});
    for (std::size_t number = 0; number <= close_batch_max; ++number)
        published(agency, for_others("招工" + std::to_string(number)));
    go_to(year(2026) / 11 / 26);
    EXPECT_EQ(run(), close_batch_max);
    EXPECT_EQ(run(), 1u);
    EXPECT_EQ(run(), 0u);
}

}  // namespace
}  // namespace gig::jobs
