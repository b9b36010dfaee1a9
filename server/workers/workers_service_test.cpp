#include "workers/workers_service.h"

#include "storage/faulty_database.h"
#include "workers/workers_fixture.h"

namespace gig::workers {
namespace {

class WorkersServiceTest : public WorkersHouse {};

TEST_F(WorkersServiceTest, AProfileExistsBeforeItWasSaved) {
    const Actor actor = worker();
    const Result<Profile> profile = workers_.read_self(actor);
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->worker, *actor.account);
    EXPECT_EQ(profile->preferences, Preferences());
    EXPECT_FALSE(profile->home);
    EXPECT_FALSE(profile->registered_at);
    EXPECT_EQ(profile->preferences.week_free.text(), std::string(84, 'f'));
    EXPECT_EQ(profile->preferences.settlements.size(), 5u);
    EXPECT_EQ(count("SELECT count(*) FROM worker_profile"), 0);
}

TEST_F(WorkersServiceTest, WhatWasSavedIsReadAgain) {
    const Actor actor = worker();
    const std::int64_t before = database_->last_event();
    const Result<Profile> saved = save(actor, draft());
    ASSERT_TRUE(saved);

    const Result<Profile> read = workers_.read_self(actor);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->preferences, draft().preferences);
    EXPECT_EQ(read->home, *places::to_wgs84(*draft().home));
    EXPECT_EQ(read->home_region_code, "330502001");
    EXPECT_EQ(read->registered_at, clock_.now());

    const std::vector<events::Event> events = events_after(before);
    ASSERT_EQ(events.size(), 1u);
    const auto& told = std::get<events::WorkerProfileSaved>(events[0]);
    EXPECT_EQ(told.worker, *actor.account);
    EXPECT_EQ(told.region_code, "330502001");
}

TEST_F(WorkersServiceTest, SkillsAreTheEnginesBits) {
    Profile profile{.worker = AccountId(1)};
    EXPECT_EQ(workers_.skills_mask(profile), 0U);
    profile.preferences.skills = {"wok_cooking", "pastry_making", "gone_from_the_catalogue"};
    EXPECT_EQ(workers_.skills_mask(profile), 0b101U);
}

TEST_F(WorkersServiceTest, SavingAgainReplacesAllButTheFirstTime) {
    const Actor actor = worker();
    const Time first = clock_.now();
    ASSERT_TRUE(save(actor, draft()));
    clock_.advance(std::chrono::hours(24));
    ASSERT_TRUE(save(actor, {}));

    const Result<Profile> read = workers_.read_self(actor);
    EXPECT_EQ(read->preferences, Preferences());
    EXPECT_FALSE(read->home);
    EXPECT_FALSE(read->home_region_code);
    EXPECT_EQ(read->registered_at, first);
    EXPECT_EQ(count("SELECT count(*) FROM worker_profile"), 1);
}

TEST_F(WorkersServiceTest, HomeAndBirthDateAreNowhereInTheOpen) {
    const Actor actor = worker();
    ASSERT_TRUE(save(actor, draft()));
    EXPECT_EQ(count("SELECT count(*) FROM worker_profile WHERE instr(home_enc, '308680000') > 0 "
                    "OR instr(birth_date_enc, '1988') > 0"),
              0);
    EXPECT_EQ(count("SELECT count(*) FROM event WHERE instr(body, '308680000') > 0 "
                    "OR instr(body, '1988') > 0"),
              0);
}

TEST_F(WorkersServiceTest, AHomeOutsideOfTheCityHasNoStreet) {
    const Actor actor = worker();
    ProfileDraft far = draft();
    far.home = places::SourcePlace{23.1291, 113.2644, places::Crs::gcj02};
    const Result<Profile> saved = save(actor, far);
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->home, *places::to_wgs84(*far.home));
    EXPECT_FALSE(saved->home_region_code);
}

TEST_F(WorkersServiceTest, ARefusedProfileLeavesTheOneBefore) {
    const Actor actor = worker();
    ASSERT_TRUE(save(actor, draft()));
    const std::int64_t before = database_->last_event();
    ProfileDraft nowhere = draft();
    nowhere.home->latitude = 91;
    EXPECT_EQ(code_of(save(actor, nowhere)), "worker.home_out_of_range");
    ProfileDraft wide = draft();
    wide.preferences.radius_m = 0;
    EXPECT_EQ(code_of(save(actor, wide)), "worker.radius_out_of_range");
    EXPECT_EQ(workers_.read_self(actor)->preferences, draft().preferences);
    EXPECT_EQ(database_->last_event(), before);
}

TEST_F(WorkersServiceTest, VisitorsHaveNoProfile) {
    EXPECT_EQ(code_of(workers_.read_self({})), "session.required");
    EXPECT_EQ(code_of(save({}, draft())), "session.required");
}

TEST_F(WorkersServiceTest, SavingIsAllOrNothingWhicheverStatementFails) {
    const Actor actor = worker();
    storage::FaultyDatabase faulty(*database_);
    WorkersService over_faults = workers_over(faulty);
    const std::int64_t before = database_->last_event();
    int statements = 0;
    for (bool saved = false; !saved;) {
        faulty.fail_statement(++statements);
        try {
            const Result<Profile> done = over_faults.save_self(actor, draft(), {});
            ASSERT_TRUE(done);
            saved = true;
        } catch (const storage::Broken&) {
            EXPECT_EQ(database_->last_event(), before) << statements;
            EXPECT_EQ(count("SELECT count(*) FROM worker_profile"), 0) << statements;
        }
    }
    EXPECT_GE(statements, 3);  // The row, the event, the reading back.
    EXPECT_EQ(database_->last_event(), before + 1);
}

}  // namespace
}  // namespace gig::workers
