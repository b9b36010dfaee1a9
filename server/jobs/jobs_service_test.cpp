#include "jobs/jobs_service.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/json.h"
#include "jobs/job_body.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class JobsServiceTest : public JobsHouse {
protected:
    Result<Published> publish(const Actor& actor, const JobDraft& draft) {
        return jobs_.publish(actor, draft, {});
    }
    Result<JobWithOpenings> close(const Actor& actor, JobId job, std::string_view reason = "") {
        return jobs_.close(actor, job, reason, {});
    }
};

TEST_F(JobsServiceTest, AVerifiedEmployersJobIsOpenAtOnce) {
    const Actor actor = employer_member();
    const std::int64_t before = database_->last_event();
    const Result<Published> made = publish(actor, draft());
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(made->state, JobState::open);
    EXPECT_TRUE(made->findings.empty());

    const Result<JobWithOpenings> found = jobs_.find(visitor(), made->job);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->job.title, "晚餐洗碗工");
    EXPECT_EQ(found->job.employer, employer_of(actor));
    EXPECT_EQ(found->job.place_source, places::Crs::wgs84);
    EXPECT_TRUE(found->job.region_code);
    EXPECT_FALSE(jobs_.public_address(found->job).empty());
    EXPECT_EQ(found->job.posted_at, clock_.now());
    EXPECT_EQ(found->job.hourly_fen, 2'500);
    ASSERT_EQ(found->openings.size(), 2u);
    EXPECT_EQ(found->openings[0].places_left, 2);
    EXPECT_LT(found->openings[0].start, found->openings[1].start);

    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 1u);
    const auto* opened = std::get_if<events::JobOpened>(&events[0]);
    ASSERT_NE(opened, nullptr);
    EXPECT_EQ(opened->job, made->job);
    EXPECT_EQ(opened->people_wanted, 4);
    EXPECT_EQ(opened->place, found->job.place);
    EXPECT_EQ(opened->occupation, occupations_.find("dishwasher")->engine_id);
    EXPECT_EQ(opened->certificates, occupations_.mask_of({"health"}));
    ASSERT_EQ(opened->openings.size(), 2u);
    EXPECT_EQ(opened->openings[1].id, found->openings[1].id);
    EXPECT_EQ(opened->openings[1].engine_id, found->openings[1].engine_id);
    EXPECT_EQ(opened->openings[1].pay_fen_hour, 2'500);
}

TEST_F(JobsServiceTest, OthersWaitForStaffUnseenByStrangers) {
    const Actor actor = employer_member(false);
    const std::int64_t before = database_->last_event();
    const Result<Published> made = publish(actor, draft());
    ASSERT_TRUE(made);
    EXPECT_EQ(made->state, JobState::in_review);

    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_TRUE(std::holds_alternative<events::JobSubmitted>(events[0]));
    EXPECT_EQ(code_of(jobs_.find(visitor(), made->job)), "http.not_found");
    EXPECT_EQ(code_of(jobs_.find(employer_member(), made->job)), "http.not_found");
    EXPECT_TRUE(jobs_.find(actor, made->job));
}

TEST_F(JobsServiceTest, TheTextOfTheVersionIsKept) {
    const JobId job = published(employer_member(), draft());
    const JobsStore store(330500);
    const std::optional<std::string> text =
        database_->ask([&](storage::Reader& reader) { return store.version_text(reader, job, 1); });
    ASSERT_TRUE(text);
    EXPECT_EQ(json::parse(*text), json::value(body_of(draft())));
    EXPECT_FALSE(database_->ask(
        [&](storage::Reader& reader) { return store.version_text(reader, job, 2); }));
}

TEST_F(JobsServiceTest, EngineIdsAreGivenOnceAndInARow) {
    const Actor actor = employer_member();
    const JobId first = published(actor, draft("一"));
    ASSERT_TRUE(close(actor, first));
    const JobId second = published(actor, draft("二"));
    EXPECT_EQ(kept(first).openings[0].engine_id, 1u);
    EXPECT_EQ(kept(first).openings[1].engine_id, 2u);
    EXPECT_EQ(kept(second).openings[0].engine_id, 3u);
    EXPECT_EQ(kept(second).openings[1].engine_id, 4u);
}

TEST_F(JobsServiceTest, WhoMayPost) {
    EXPECT_EQ(code_of(publish(visitor(), draft())), "session.required");
    EXPECT_EQ(code_of(publish(worker(), draft())), "role.not_allowed");

    Actor several = employer_member();
    several.grants.push_back({Role::employer_member, employer_of(employer_member()).value()});
    EXPECT_EQ(code_of(publish(several, draft())), "job.employer_ambiguous");
    JobDraft named = draft();
    named.employer = EmployerId(several.grants[1].scope);
    EXPECT_TRUE(publish(several, named));
    named.employer = employer_of(employer_member());
    EXPECT_EQ(code_of(publish(several, named)), "http.not_found");
}

TEST_F(JobsServiceTest, MarketStaffPostForAnEmployerAfterASecondFactor) {
    JobDraft at_market = draft();
    at_market.market = known_market;
    Actor staff = staff_of(known_market);
    EXPECT_EQ(code_of(publish(staff, at_market)), "job.employer_missing");
    at_market.employer = employer_of(employer_member());
    EXPECT_TRUE(publish(staff, at_market));
    staff.stepped_up_at.reset();
    EXPECT_EQ(code_of(publish(staff, at_market)), "session.step_up_required");
    EXPECT_EQ(code_of(publish(staff_of(MarketId(78)), at_market)), "http.not_found");

    at_market.employer = EmployerId(12345);
    EXPECT_EQ(code_of(publish(staff_of(known_market), at_market)), "job.employer_unknown");
}

TEST_F(JobsServiceTest, AMarketMustExistWhereOneIsNamed) {
    JobDraft elsewhere = draft();
    elsewhere.market = MarketId(1);
    EXPECT_EQ(code_of(publish(employer_member(), elsewhere)), "job.market_unknown");
}

TEST_F(JobsServiceTest, ARefusedDraftLeavesNothing) {
    const Actor actor = employer_member();
    const std::int64_t before = database_->last_event();
    JobDraft blank = draft();
    blank.title = " ";
    EXPECT_EQ(code_of(publish(actor, blank)), "job.title_blank");
    JobDraft nowhere = draft();
    nowhere.place->latitude = 91;
    const Result<Published> refused = publish(actor, nowhere);
    EXPECT_EQ(code_of(refused), "job.place_out_of_range");
    EXPECT_EQ(refused.error().field, "/place");
    EXPECT_EQ(database_->last_event(), before);
    EXPECT_EQ(count("SELECT count(*) FROM job"), 0);
}

TEST_F(JobsServiceTest, APlaceOutsideTheCityIsAcceptedWithAWarning) {
    JobDraft far = draft();
    far.place = places::SourcePlace{23.1291, 113.2644, places::Crs::gcj02};
    const Result<Published> made = publish(employer_member(), far);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->state, JobState::open);
    ASSERT_EQ(made->findings.size(), 1u);
    EXPECT_EQ(made->findings[0].rule, "job.place_outside_city");
    EXPECT_EQ(made->findings[0].field, "/place");
    const Job job = kept(made->job).job;
    EXPECT_EQ(job.place_source, places::Crs::gcj02);
    EXPECT_EQ(job.place, *places::to_wgs84(*far.place));
    EXPECT_FALSE(job.region_code);
    EXPECT_EQ(jobs_.public_address(job), "");
}

TEST_F(JobsServiceTest, RemoteWorkHasNoPlace) {
    JobDraft remote = draft();
    remote.place.reset();
    remote.address = "";
    const Result<Published> made = publish(employer_member(), remote);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->findings.empty());
    EXPECT_FALSE(kept(made->job).job.place);
}

TEST_F(JobsServiceTest, PayIsCutForTheEngineAlone) {
    JobDraft rich = draft();
    rich.pay.amount = Money{70'000};
    rich.requirements.skills = {"雕刻冰雕"};  // What nobody must learn pays no such wage.
    const std::int64_t before = database_->last_event() + 3;  // Account, grant, employer: below.
    const Actor actor = employer_member();
    const JobId job = published(actor, rich);
    EXPECT_EQ(kept(job).openings[0].hourly_fen, 70'000);
    bool seen = false;
    for (const events::Event& event : events_after(before - 3)) {
        const auto* opened = std::get_if<events::JobOpened>(&event);
        if (opened == nullptr) continue;
        seen = true;
        EXPECT_EQ(opened->openings[0].pay_fen_hour, 65'535);
    }
    EXPECT_TRUE(seen);
}

TEST_F(JobsServiceTest, AnEndAfterTheLastStartIsKeptAsThatStart) {
    JobDraft late = draft();
    late.expires_at = late.shifts.back().end + hours(240);
    EXPECT_EQ(kept(published(employer_member(), late)).job.expires_at, late.shifts.back().start);
    JobDraft early = draft();
    early.expires_at = clock_.now() + hours(1);
    EXPECT_EQ(kept(published(employer_member(), early)).job.expires_at, early.expires_at);
}

TEST_F(JobsServiceTest, ANearDuplicateIsAcceptedAndWaitsForStaff) {
    const Actor actor = employer_member();
    published(actor, draft());
    const auto state_of = [&](const JobDraft& again) {
        const Result<Published> made = publish(actor, again);
        return made ? made->state : JobState::draft;
    };
    JobDraft overlapping = draft();
    overlapping.shifts = {overlapping.shifts[0]};
    overlapping.shifts[0].start += hours(3);
    overlapping.shifts[0].end += hours(3);
    const Result<Published> made = publish(actor, overlapping);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->state, JobState::in_review);
    ASSERT_EQ(made->findings.size(), 1u);
    EXPECT_EQ(made->findings[0].rule, "job.looks_like_duplicate");

    JobDraft touching = draft();
    touching.shifts = {{touching.shifts[0].end + hours(3), touching.shifts[0].end + hours(7), 1}};
    EXPECT_EQ(state_of(touching), JobState::open);
    EXPECT_EQ(state_of(draft("午餐洗碗工")), JobState::open);
    EXPECT_EQ(kept(published(employer_member(), draft())).job.state, JobState::open);
}

TEST_F(JobsServiceTest, WhatHasEndedIsNoDuplicate) {
    const Actor actor = employer_member();
    const JobId first = published(actor, draft());
    ASSERT_TRUE(close(actor, first));
    const Result<Published> again = publish(actor, draft());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->state, JobState::open);
}

TEST_F(JobsServiceTest, AnEmployerPostsAtMostSixHundredAMinute) {
    const Actor actor = employer_member();
    JobDraft one = draft();
    for (std::size_t post = 0; post < posts_per_minute_max; ++post) {
        one.title = "洗碗工" + std::to_string(post);
        ASSERT_TRUE(publish(actor, one));
    }
    EXPECT_EQ(code_of(publish(actor, one)), "job.too_many_posts");
    EXPECT_TRUE(publish(employer_member(), one));
    clock_.advance(post_rate_window);
    EXPECT_TRUE(publish(actor, one));
}

TEST_F(JobsServiceTest, ClosingEndsAJobOnce) {
    const Actor actor = employer_member();
    const JobId job = published(actor, draft());
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(code_of(close(employer_member(), job)), "http.not_found");
    EXPECT_EQ(code_of(close(visitor(), job)), "session.required");
    EXPECT_EQ(code_of(close(actor, JobId(1))), "http.not_found");
    EXPECT_EQ(code_of(close(actor, job, "\x01")), "job.text_hidden_characters");
    EXPECT_EQ(code_of(close(actor, job, std::string(201, 'a'))), "job.text_too_long");

    const Result<JobWithOpenings> closed = close(actor, job, "招满了");
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->job.state, JobState::closed);
    EXPECT_EQ(code_of(close(actor, job)), "job.already_closed");
    EXPECT_TRUE(jobs_.find(visitor(), job));  // It was open: a link to it still says so.

    std::vector<events::Event> events = events_after(before);
    std::erase_if(events, [](const events::Event& event) {
        return !std::holds_alternative<events::JobClosed>(event);
    });
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(std::get<events::JobClosed>(events[0]).reason, "employer");
}

TEST_F(JobsServiceTest, WhatIsOverExpiresInBatches) {
    const Actor actor = employer_member();
    JobDraft early = draft("早");
    early.expires_at = clock_.now() + hours(1);
    const JobId first = published(actor, early);
    const JobId second = published(actor, draft("晚"));
    EXPECT_EQ(jobs_.expire_due(), 0u);

    clock_.advance(hours(1));
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(jobs_.expire_due(), 1u);
    EXPECT_EQ(kept(first).job.state, JobState::expired);
    EXPECT_EQ(kept(second).job.state, JobState::open);
    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(std::get<events::JobExpired>(events[0]).job, first);

    clock_.advance(kept(second).openings.back().start - clock_.now());
    EXPECT_EQ(jobs_.expire_due(), 1u);
    EXPECT_EQ(kept(second).job.state, JobState::expired);
    EXPECT_EQ(jobs_.expire_due(), 0u);
}

TEST_F(JobsServiceTest, AnOwnListIsNewestFirstAndStable) {
    Actor actor = employer_member();
    const Actor other = employer_member();
    actor.grants.push_back(other.grants[0]);
    std::vector<JobId> posted;
    for (std::size_t post = 0; post < 5; ++post) {
        JobDraft one = draft("第" + std::to_string(post));
        one.employer = EmployerId(actor.grants[post % 2].scope);
        posted.push_back(published(actor, one));
        clock_.advance(seconds(1));
    }
    published(employer_member(), draft());

    const auto ids_of = [&](std::optional<JobId> after, std::size_t limit) {
        std::vector<JobId> ids;
        const auto listed = jobs_.of_employers(actor, std::nullopt, after, limit);
        for (const JobWithOpenings& found : *listed)
            ids.push_back(found.job.id);
        return ids;
    };
    EXPECT_EQ(ids_of(std::nullopt, 3), (std::vector{posted[4], posted[3], posted[2]}));
    EXPECT_EQ(ids_of(posted[2], 3), (std::vector{posted[1], posted[0]}));

    ASSERT_TRUE(close(actor, posted[3]));
    const auto closed = jobs_.of_employers(actor, JobState::closed, std::nullopt, 20);
    ASSERT_TRUE(closed);
    ASSERT_EQ(closed->size(), 1u);
    EXPECT_EQ(closed->front().job.id, posted[3]);
    EXPECT_EQ(code_of(jobs_.of_employers(actor, std::nullopt, JobId(1), 20)), "query.bad_cursor");
    EXPECT_EQ(code_of(jobs_.of_employers(worker(), std::nullopt, std::nullopt, 20)),
              "role.not_allowed");
}

TEST_F(JobsServiceTest, EveryOpenJobIsVisitedWithItsLiveOpenings) {
    const Actor actor = employer_member();
    const JobId closed = published(actor, draft("关"));
    ASSERT_TRUE(close(actor, closed));
    published(employer_member(false), draft("审"));
    std::vector<JobId> open;
    open.reserve(3);
    for (int post = 0; post < 3; ++post) {
        open.push_back(published(actor, draft("开" + std::to_string(post))));
    }
    std::ranges::sort(open);

    clock_.advance(draft().shifts[0].start - clock_.now());  // Each one's first shift began.
    std::vector<JobId> visited;
    database_->read([&](storage::Reader& reader) {
        jobs_.each_open(reader, [&](const JobWithOpenings& found) {
            visited.push_back(found.job.id);
            ASSERT_EQ(found.openings.size(), 1u);
            EXPECT_EQ(found.openings[0].job, found.job.id);
            EXPECT_GT(found.openings[0].start, clock_.now());
        });
    });
    EXPECT_EQ(visited, open);
}

TEST_F(JobsServiceTest, ManyPublishWhileOthersClose) {
    constexpr int threads_count = 20;
    constexpr int posts_per_thread = 5;
    const Actor actor = employer_member();
    std::vector<std::thread> threads;
    threads.reserve(threads_count);
    for (int number = 0; number < threads_count; ++number) {
        threads.emplace_back([&, number] {
            for (int post = 0; post < posts_per_thread; ++post) {
                const std::string title = std::to_string(number) + "-" + std::to_string(post);
                const Result<Published> made = publish(actor, draft(title));
                ASSERT_TRUE(made);
                if (post % 2 == 0) {
                    ASSERT_TRUE(close(actor, made->job));
                }
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();

    EXPECT_EQ(count("SELECT count(*) FROM job"), threads_count * posts_per_thread);
    EXPECT_EQ(count("SELECT count(*) FROM job WHERE state = 'closed'"), threads_count * 3);
    EXPECT_EQ(count("SELECT count(DISTINCT engine_id) FROM opening"),
              threads_count * posts_per_thread * 2);
    EXPECT_EQ(count("SELECT max(engine_id) FROM opening"), threads_count * posts_per_thread * 2);
}

}  // namespace
}  // namespace gig::jobs
