#include "engagements/engagements_service.h"

#include <atomic>
#include <thread>

#include "jobs/jobs_fixture.h"
#include "storage/faulty_database.h"

namespace gig::engagements {
namespace {

using std::chrono::hours;

class EngagementsServiceTest : public jobs::JobsHouse {
protected:
    /// Somebody with a profile in which they are that old today. Who washes dishes needs health.
    Actor seeker(int age = 30, std::vector<std::string> certificates = {"health"}) {
        const Date today = date_of(clock_.now());
        workers::ProfileDraft draft;
        draft.preferences.birth_date =
            (today.year() - std::chrono::years(age)) / today.month() / today.day();
        draft.preferences.certificates = std::move(certificates);
        const Actor actor = person();
        invariant(workers_.save_self(actor, draft, {}).has_value());
        return actor;
    }

    Actor person() {
        const std::string number = std::to_string(50'000'000 + ++seekers_);
        const Result<accounts::Account> account =
            accounts_.create_for_demo({*Phone::parse("120" + number),
                                       *accounts::DisplayName::parse("演示求职者"),
                                       {{Role::worker}}});
        return {.account = account->id, .grants = {{Role::worker}}};
    }

    OpeningId opening_of(JobId job, std::size_t number = 0) {
        return kept(job).openings.at(number).id;
    }
    std::int32_t places_left(OpeningId opening) {
        return database_->ask([&](storage::Reader& reader) {
            return jobs_.find_opening_in(reader, opening)->opening.places_left;
        });
    }

    Result<Intent> express(const Actor& actor, OpeningId opening) {
        return engagements_.express(actor, opening, {});
    }
    IntentId expressed(const Actor& actor, OpeningId opening) {
        const Result<Intent> made = express(actor, opening);
        invariant(made.has_value());
        return made->id;
    }
    IntentId offered(const Actor& actor, OpeningId opening) {
        const IntentId intent = expressed(actor, opening);
        invariant(engagements_.offer(employer_, intent, {}).has_value());
        return intent;
    }
    Result<Intent> confirm(const Actor& actor, IntentId intent) {
        return engagements_.confirm(actor, intent, {});
    }
    /// The names of what was recorded after that number.
    std::string told_after(std::int64_t sequence) {
        std::string names;
        for (const events::Event& event : events_after(sequence)) {
            names += std::string(events::type_name(event)) + " ";
        }
        return names;
    }

    workers::WorkersService workers_{*database_, clock_, *vault_, policy_, occupations_, regions_};
    EngagementsService engagements_over(storage::Database& database) {
        return {database, clock_, rng_, policy_, rules_, workers_, jobs_};
    }
    EngagementsService engagements_ = engagements_over(*database_);
    Actor employer_ = employer_member();
    JobId job_ = published(employer_, draft());  // Two evenings, two places each.
    OpeningId opening_ = opening_of(job_);

private:
    int seekers_ = 0;
};

TEST_F(EngagementsServiceTest, AnIntentGoesFromTheWishToTheConfirmation) {
    const Actor actor = seeker();
    const std::int64_t before = database_->last_event();
    const Result<Intent> made = express(actor, opening_);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->state, IntentState::expressed);
    EXPECT_EQ(made->job, job_);
    EXPECT_EQ(made->employer, employer_of(employer_));
    EXPECT_EQ(made->expires_at, made->start);

    clock_.advance(hours(1));
    const Result<Intent> offer = engagements_.offer(employer_, made->id, {});
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->state, IntentState::offered);
    EXPECT_EQ(offer->expires_at, clock_.now() + offer_answer_time);
    EXPECT_EQ(places_left(opening_), 2);

    clock_.advance(hours(1));
    const Result<Intent> sure = confirm(actor, made->id);
    ASSERT_TRUE(sure);
    EXPECT_EQ(sure->state, IntentState::confirmed);
    EXPECT_EQ(sure->changed_at, clock_.now());
    EXPECT_EQ(places_left(opening_), 1);
    EXPECT_EQ(told_after(before), "intent_expressed intent_offered intent_confirmed ");

    const auto confirmed = std::get<events::IntentConfirmed>(events_after(before).back());
    EXPECT_EQ(confirmed.intent, made->id);
    EXPECT_EQ(confirmed.opening, opening_);
    EXPECT_EQ(confirmed.worker, *actor.account);
}

TEST_F(EngagementsServiceTest, TheLogSaysWhoWantsWhatAtWhichMarket) {
    jobs::JobDraft at_market = draft("早餐帮厨");
    at_market.market = known_market;
    const JobId job = published(employer_, at_market);
    const Actor actor = seeker();
    const std::int64_t before = database_->last_event();
    const IntentId intent = expressed(actor, opening_of(job, 1));
    const auto told = std::get<events::IntentExpressed>(events_after(before).at(0));
    EXPECT_EQ(told.intent, intent);
    EXPECT_EQ(told.opening, opening_of(job, 1));
    EXPECT_EQ(told.job, job);
    EXPECT_EQ(told.employer, employer_of(employer_));
    EXPECT_EQ(told.worker, *actor.account);
    EXPECT_EQ(told.market, known_market);
}

TEST_F(EngagementsServiceTest, WhoIsUnderSixteenOnTheDayOfTheShiftIsRefused) {
    EXPECT_EQ(code_of(express(person(), opening_)), "intent.needs_birth_date");
    EXPECT_EQ(code_of(express(seeker(15), opening_)), "intent.too_young");
    EXPECT_TRUE(express(seeker(16), opening_));

    // Sixteen tomorrow, when the shift is.
    workers::ProfileDraft born;
    born.preferences.certificates = {"health"};
    born.preferences.birth_date = std::chrono::year(2010) / 11 / 26;
    const Actor actor = person();
    ASSERT_TRUE(workers_.save_self(actor, born, {}));
    EXPECT_TRUE(express(actor, opening_));
    born.preferences.birth_date = std::chrono::year(2010) / 11 / 27;
    const Actor younger = person();
    ASSERT_TRUE(workers_.save_self(younger, born, {}));
    EXPECT_EQ(code_of(express(younger, opening_)), "intent.too_young");
}

TEST_F(EngagementsServiceTest, CertificatesThatLawAndJobAskForMustBeThere) {
    EXPECT_EQ(code_of(express(seeker(30, {}), opening_)), "intent.lacks_certificate");
    jobs::JobDraft with_van = draft("送菜");
    with_van.requirements.certificates = {"driving_licence"};
    const OpeningId opening = opening_of(published(employer_, with_van));
    EXPECT_EQ(code_of(express(seeker(30, {"health"}), opening)), "intent.lacks_certificate");
    EXPECT_TRUE(express(seeker(30, {"driving_licence", "health"}), opening));
}

TEST_F(EngagementsServiceTest, OneLivingIntentPerWorkerAndOpening) {
    const Actor actor = seeker();
    const IntentId first = expressed(actor, opening_);
    EXPECT_EQ(code_of(express(actor, opening_)), "intent.already_expressed");
    EXPECT_TRUE(express(actor, opening_of(job_, 1)));

    ASSERT_TRUE(engagements_.withdraw(actor, first, {}));
    const IntentId second = offered(actor, opening_);
    ASSERT_TRUE(confirm(actor, second));
    EXPECT_EQ(code_of(express(actor, opening_)), "intent.already_expressed");
}

TEST_F(EngagementsServiceTest, NobodyConfirmsTwoShiftsThatOverlap) {
    const Actor actor = seeker();
    jobs::JobDraft later = draft("收台");
    later.shifts = {{later.shifts[0].start + hours(3), later.shifts[0].end + hours(3), 2}};
    later.expires_at = later.shifts[0].start;
    const OpeningId overlapping = opening_of(published(employer_, later));
    jobs::JobDraft after = draft("打包");
    after.shifts = {{after.shifts[0].end, after.shifts[0].end + hours(2), 2}};
    after.expires_at = after.shifts[0].start;
    const OpeningId touching = opening_of(published(employer_, after));

    const IntentId one = offered(actor, opening_);
    const IntentId other = offered(actor, overlapping);
    ASSERT_TRUE(confirm(actor, one));
    EXPECT_EQ(code_of(confirm(actor, other)), "intent.clashes");
    EXPECT_EQ(places_left(overlapping), 2);
    ASSERT_TRUE(engagements_.withdraw(actor, other, {}));
    EXPECT_EQ(code_of(express(actor, overlapping)), "intent.clashes");
    EXPECT_TRUE(confirm(actor, offered(actor, touching)));
}

TEST_F(EngagementsServiceTest, AFullOpeningTakesNobodyMore) {
    const Actor late = seeker();
    const IntentId waiting = expressed(late, opening_);
    const Actor later = seeker();
    const IntentId asked = offered(later, opening_);
    for (int place = 0; place < 2; ++place) {
        const Actor actor = seeker();
        ASSERT_TRUE(confirm(actor, offered(actor, opening_)));
    }
    EXPECT_EQ(places_left(opening_), 0);
    EXPECT_EQ(code_of(confirm(later, asked)), "intent.full");
    EXPECT_EQ(code_of(engagements_.offer(employer_, waiting, {})), "intent.full");
    EXPECT_EQ(code_of(express(seeker(), opening_)), "intent.full");
}

TEST_F(EngagementsServiceTest, ManyWhoConfirmAtOnceNeverOversell) {
    constexpr int people = 16;
    std::vector<std::pair<Actor, IntentId>> asked;
    asked.reserve(people);
    for (int number = 0; number < people; ++number) {
        const Actor actor = seeker();
        asked.emplace_back(actor, offered(actor, opening_));
    }
    std::atomic<int> confirmed = 0;
    std::vector<std::thread> threads;
    threads.reserve(people);
    for (const auto& each : asked) {
        threads.emplace_back([&] {
            const Result<Intent> sure = confirm(each.first, each.second);
            if (sure) ++confirmed;
            if (!sure) {
                EXPECT_EQ(sure.error().code, "intent.full");
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(confirmed, 2);
    EXPECT_EQ(count("SELECT count(*) FROM intent WHERE state = 'confirmed'"), 2);
    EXPECT_EQ(places_left(opening_), 0);
}

TEST_F(EngagementsServiceTest, StepsOutsideOfTheTableAreRefused) {
    const Actor actor = seeker();
    const IntentId intent = expressed(actor, opening_);
    EXPECT_EQ(code_of(confirm(actor, intent)), "intent.step_not_allowed");
    EXPECT_EQ(code_of(engagements_.decline(actor, intent, DeclineReason::pay, {})),
              "intent.step_not_allowed");
    ASSERT_TRUE(engagements_.offer(employer_, intent, {}));
    EXPECT_EQ(code_of(engagements_.offer(employer_, intent, {})), "intent.step_not_allowed");

    const std::int64_t before = database_->last_event();
    const Result<Intent> declined = engagements_.decline(actor, intent, DeclineReason::family, {});
    ASSERT_TRUE(declined);
    EXPECT_EQ(declined->reason, DeclineReason::family);
    EXPECT_EQ(std::get<events::IntentDeclined>(events_after(before).at(0)).reason, "family");
    EXPECT_EQ(code_of(engagements_.withdraw(actor, intent, {})), "intent.step_not_allowed");
    EXPECT_EQ(places_left(opening_), 2);
}

TEST_F(EngagementsServiceTest, EverybodyTakesOnlyTheirOwnSteps) {
    const Actor actor = seeker();
    const IntentId intent = expressed(actor, opening_);
    EXPECT_EQ(code_of(engagements_.offer(employer_member(), intent, {})), "http.not_found");
    EXPECT_EQ(code_of(engagements_.offer(actor, intent, {})), "role.not_allowed");
    EXPECT_EQ(code_of(engagements_.offer(employer_, IntentId(1), {})), "http.not_found");
    EXPECT_EQ(code_of(engagements_.withdraw(seeker(), intent, {})), "http.not_found");
    EXPECT_EQ(code_of(engagements_.withdraw(employer_, intent, {})), "role.not_allowed");
    EXPECT_EQ(code_of(confirm({}, intent)), "session.required");
    EXPECT_EQ(code_of(express({}, opening_)), "session.required");
    EXPECT_EQ(code_of(express(employer_, opening_)), "role.not_allowed");
    EXPECT_EQ(code_of(express(actor, OpeningId(1))), "http.not_found");
}

TEST_F(EngagementsServiceTest, WhatIsOverTakesNoIntent) {
    const JobId hidden = published(employer_member(false), draft("待审"));
    EXPECT_EQ(code_of(express(seeker(), opening_of(hidden))), "http.not_found");

    const Actor actor = seeker();
    const IntentId waiting = expressed(actor, opening_);
    const IntentId asked = offered(seeker(), opening_of(job_, 1));
    ASSERT_TRUE(jobs_.close(employer_, job_, "", {}));
    EXPECT_EQ(code_of(express(seeker(), opening_)), "intent.opening_over");
    EXPECT_EQ(code_of(engagements_.offer(employer_, waiting, {})), "intent.opening_over");
    (void)asked;

    const JobId other = published(employer_, draft("晚班"));
    const OpeningId opening = opening_of(other);
    clock_.advance(kept(other).openings[0].start - clock_.now());
    EXPECT_EQ(code_of(express(seeker(), opening)), "intent.opening_over");
}

TEST_F(EngagementsServiceTest, AnOfferWaitsForItsTimeAndNoLonger) {
    const Actor actor = seeker();
    const OpeningId second_evening = opening_of(job_, 1);
    const IntentId intent = offered(actor, second_evening);
    const IntentId silent = expressed(seeker(), second_evening);
    clock_.advance(offer_answer_time - std::chrono::milliseconds(1));
    EXPECT_EQ(engagements_.expire_due(), 0u);
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(code_of(confirm(actor, intent)), "intent.too_late");

    std::int64_t before = database_->last_event();
    EXPECT_EQ(engagements_.expire_due(), 1u);
    EXPECT_EQ(std::get<events::IntentExpired>(events_after(before).at(0)).intent, intent);
    EXPECT_EQ(engagements_.expire_due(), 0u);
    EXPECT_EQ(code_of(confirm(actor, intent)), "intent.step_not_allowed");

    // Nobody offered: over when the shift begins.
    clock_.advance(kept(job_).openings[1].start - clock_.now());
    before = database_->last_event();
    EXPECT_EQ(engagements_.expire_due(), 1u);
    EXPECT_EQ(std::get<events::IntentExpired>(events_after(before).at(0)).intent, silent);
    EXPECT_EQ(count("SELECT count(*) FROM intent WHERE state = 'expired'"), 2);
}

TEST_F(EngagementsServiceTest, AnOfferNeverOutlastsTheStart) {
    const IntentId intent = expressed(seeker(), opening_);
    clock_.advance(hours(30));  // 11 hours before the shift.
    const Result<Intent> offer = engagements_.offer(employer_, intent, {});
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->expires_at, offer->start);
}

TEST_F(EngagementsServiceTest, EveryStepIsAllOrNothingWhicheverStatementFails) {
    storage::FaultyDatabase faulty(*database_);
    EngagementsService over_faults = engagements_over(faulty);
    const Actor actor = seeker();
    std::optional<IntentId> intent;
    const auto fail_each_statement = [&](auto act, int statements_min) {
        const std::int64_t before = database_->last_event();
        const std::int32_t left = places_left(opening_);
        int nth = 1;
        for (;; ++nth) {
            faulty.fail_statement(nth);
            try {
                const Result<Intent> done = act();
                faulty.behave();
                ASSERT_TRUE(done);
                intent = done->id;
                break;
            } catch (const storage::Broken&) {
                EXPECT_EQ(database_->last_event(), before) << nth;
                EXPECT_EQ(places_left(opening_), left) << nth;
            }
        }
        EXPECT_GT(nth, statements_min);
        EXPECT_EQ(database_->last_event(), before + 1);
    };
    fail_each_statement([&] { return over_faults.express(actor, opening_, {}); }, 5);
    fail_each_statement([&] { return over_faults.offer(employer_, *intent, {}); }, 4);
    fail_each_statement([&] { return over_faults.confirm(actor, *intent, {}); }, 6);
    EXPECT_EQ(places_left(opening_), 1);
}

TEST_F(EngagementsServiceTest, AgreedIsWhatWasConfirmedAndHasNotEnded) {
    const Actor actor = seeker();
    const OpeningId second = opening_of(job_, 1);
    const auto agreed = [&] {
        return database_->ask([&](storage::Reader& reader) {
            return engagements_.agreed(reader, *actor.account, clock_.now());
        });
    };
    ASSERT_TRUE(confirm(actor, offered(actor, second)));
    offered(actor, opening_);
    ASSERT_EQ(agreed().size(), 1U);
    EXPECT_EQ(agreed()[0].opening, second);
    clock_.advance(agreed()[0].end - clock_.now() - std::chrono::milliseconds(1));
    EXPECT_EQ(agreed().size(), 1U);
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_TRUE(agreed().empty());
}

}  // namespace
}  // namespace gig::engagements
