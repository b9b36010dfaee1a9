#include "employers/employers_service.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "employers/employers_house_test.h"

namespace gig::employers {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class EmployersTest : public EmployersHouse {};

TEST_F(EmployersTest, AFirmThatTheRegistryKnowsIsVerified) {
    const Actor owner = person(1);
    const Result<Employer> employer = apply(owner, firm());
    EXPECT_EQ(said(employer), "verified");
    EXPECT_EQ(employers_.find(employer->id)->name, "示例包装厂");
    EXPECT_TRUE(employers_.find(employer->id)->verified());
    ASSERT_EQ(events_of<events::EmployerApplied>().size(), 1u);
    ASSERT_EQ(events_of<events::EmployerChecked>().size(), 1u);
    EXPECT_EQ(events_of<events::EmployerChecked>()[0].state, "verified");
}

TEST_F(EmployersTest, TheOwnerIsAMemberOnTheNextRequest) {
    const Actor owner = person(1);
    clock_.advance(std::chrono::seconds(1));
    const Result<Employer> employer = apply(owner, firm());
    const Actor member = again(owner);
    EXPECT_EQ(member.grants,
              (std::vector<Grant>{{Role::worker}, {Role::employer_member, employer->id.value()}}));
    EXPECT_TRUE(
        policy_.authorize(member, Action::job_create, {.employer = employer->id}, clock_.now()));
    EXPECT_EQ(employers_.of_account(*owner.account).size(), 1u);
    EXPECT_TRUE(employers_.of_account(*person(2).account).empty());
}

TEST_F(EmployersTest, WhatTheRegistrySaysDecides) {
    const std::vector<std::pair<RegistryAnswer, std::string>> expected{
        {RegistryAnswer::match, "verified"},
        {RegistryAnswer::name_differs, "refused employer.name_differs"},
        {RegistryAnswer::ceased, "refused employer.ceased"},
        {RegistryAnswer::unknown, "refused employer.credit_code_unknown"},
        {RegistryAnswer::unavailable, "pending employer.registry_unavailable"},
    };
    int number = 0;
    for (const auto& [answer, state] : expected) {
        registry_says(answer);
        EXPECT_EQ(said(apply(person(1), firm(++number))), state);
    }
}

TEST_F(EmployersTest, AHouseholdWaitsForStaffUnlessVouchedFor) {
    for (const RegistryAnswer answer : {RegistryAnswer::unknown, RegistryAnswer::unavailable}) {
        registry_says(answer);
        EXPECT_EQ(said(apply(person(1), household())), "pending employer.awaits_staff");
    }
    registry_says(RegistryAnswer::match);
    EXPECT_EQ(said(apply(person(2), household())), "verified");
}

TEST_F(EmployersTest, TheRegistryIsAskedAfterTheCommit) {
    std::size_t applied_when_asked = 0;
    registry_.answer = [&](const RegistryQuestion& question) {
        applied_when_asked = events_of<events::EmployerApplied>().size();
        EXPECT_EQ(question.credit_code, credit_code(1).text());
        return RegistryAnswer::match;
    };
    EXPECT_EQ(said(apply(person(1), firm())), "verified");
    EXPECT_EQ(applied_when_asked, 1u);
}

TEST_F(EmployersTest, ApplicationsAreChecked) {
    const Actor owner = person(1);
    Application no_code = firm();
    no_code.credit_code = std::nullopt;
    EXPECT_EQ(code_of(apply(owner, no_code)), "employer.credit_code_required");
    no_code.kind = EmployerKind::shop;
    EXPECT_EQ(code_of(apply(owner, no_code)), "employer.credit_code_required");
    Application coded = household();
    coded.credit_code = credit_code(1);
    EXPECT_EQ(code_of(apply(owner, coded)), "employer.credit_code_not_for_household");

    const auto named = [&](const std::string& name) {
        Application application = household();
        application.name = name;
        return code_of(apply(owner, application));
    };
    std::string sixty;
    for (int character = 0; character < 60; ++character)
        sixty += "家";
    EXPECT_EQ(named(sixty), "");
    EXPECT_EQ(named(sixty + "家"), "employer.name_malformed");
    for (const std::string bad : {"", "  　", "two\nlines", "turned\xE2\x80\xAE", "\xFF"}) {
        EXPECT_EQ(named(bad), "employer.name_malformed");
    }
    EXPECT_EQ(registry_.asked.load(), 1);
}

TEST_F(EmployersTest, WhoMayNotApply) {
    EXPECT_EQ(code_of(apply({}, firm())), "session.required");
    Actor auditor = person(1);
    auditor.grants = {{Role::auditor}};
    EXPECT_EQ(code_of(apply(auditor, firm())), "role.not_allowed");
    EXPECT_TRUE(events_of<events::EmployerApplied>().empty());
}

TEST_F(EmployersTest, OneEmployerPerCode) {
    EXPECT_EQ(said(apply(person(1), firm(1))), "verified");
    const Result<Employer> second = apply(person(2), firm(1));
    EXPECT_EQ(code_of(second), "employer.already_registered");
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(code_of(apply(person(1), firm(1))), "employer.already_registered");
    EXPECT_EQ(said(apply(person(2), firm(2))), "verified");
}

TEST_F(EmployersTest, ARefusedApplicationFreesTheCode) {
    registry_says(RegistryAnswer::name_differs);
    const Result<Employer> impostor = apply(person(1), firm(1));
    EXPECT_EQ(said(impostor), "refused employer.name_differs");
    registry_says(RegistryAnswer::match);
    EXPECT_EQ(said(apply(person(2), firm(1))), "verified");
    // The first one can't come back over the second.
    EXPECT_EQ(said(employers_.verify(again(person(1)), impostor->id, {})),
              "employer.already_registered");
}

TEST_F(EmployersTest, FiftyAtOnceOneGetsTheCode) {
    constexpr int people = 50;
    std::vector<Actor> actors;
    actors.reserve(people);
    for (int number = 1; number <= people; ++number)
        actors.push_back(person(number));
    std::latch start(people);
    std::atomic<int> entered = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    threads.reserve(people);
    for (const Actor& actor : actors) {
        threads.emplace_back([&] {
            start.arrive_and_wait();
            const std::string outcome = said(apply(actor, firm(1)));
            entered += outcome == "verified" || outcome == "pending employer.registry_unavailable";
            refused += outcome == "employer.already_registered";
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(entered.load(), 1);
    EXPECT_EQ(refused.load(), people - 1);
    EXPECT_EQ(events_of<events::EmployerApplied>().size(), 1u);
}

TEST_F(EmployersTest, APendingApplicationSentAgainIsTheSameEmployer) {
    registry_says(RegistryAnswer::unavailable);
    const Result<Employer> first = apply(person(1), firm(1));
    const Result<Employer> second = apply(person(1), firm(1));
    EXPECT_EQ(first->id, second->id);
    EXPECT_EQ(code_of(apply(person(2), firm(1))), "employer.already_registered");
    EXPECT_EQ(events_of<events::EmployerApplied>().size(), 1u);

    registry_says(RegistryAnswer::match);
    EXPECT_EQ(apply(person(1), firm(1))->id, first->id);
    EXPECT_TRUE(employers_.find(first->id)->verified());
}

TEST_F(EmployersTest, ARetryWithItsKeyGetsWhatTheCallerGot) {
    const Actor owner = person(1);
    Answer kept{0, ""};
    const Once<Employer> once{OnceKey{*owner.account, "key", "fingerprint", clock_.now()},
                              [&](const Employer& employer) {
                                  kept = {201, std::string(name_of(employer.state))};
                                  return kept;
                              }};
    EXPECT_EQ(said(employers_.apply(owner, firm(), once)), "verified");
    EXPECT_EQ(kept.body, "verified");
}

TEST_F(EmployersTest, VerifyAsksAgain) {
    registry_says(RegistryAnswer::unavailable);
    const Employer employer = *apply(person(1), firm());
    const Actor member = again(person(1));
    EXPECT_EQ(said(employers_.verify(member, employer.id, {})),
              "pending employer.registry_unavailable");
    registry_says(RegistryAnswer::match);
    EXPECT_EQ(said(employers_.verify(member, employer.id, {})), "verified");

    const int asked = registry_.asked;
    registry_says(RegistryAnswer::ceased);
    EXPECT_EQ(said(employers_.verify(member, employer.id, {})), "verified");
    EXPECT_EQ(registry_.asked.load(), asked);  // Nothing is asked about who is verified.
}

TEST_F(EmployersTest, SilenceDoesNotSoftenARefusal) {
    registry_says(RegistryAnswer::ceased);
    const Employer employer = *apply(person(1), firm());
    registry_says(RegistryAnswer::unavailable);
    EXPECT_EQ(said(employers_.verify(again(person(1)), employer.id, {})),
              "refused employer.ceased");
}

TEST_F(EmployersTest, OthersEmployersAreNotThere) {
    registry_says(RegistryAnswer::unavailable);
    const Employer employer = *apply(person(1), firm());
    EXPECT_EQ(code_of(employers_.verify(person(2), employer.id, {})), "http.not_found");
    EXPECT_EQ(code_of(employers_.verify(person(2), EmployerId(1), {})), "http.not_found");
    EXPECT_EQ(code_of(employers_.verify({}, employer.id, {})), "session.required");
    EXPECT_EQ(employers_.find(EmployerId(1)), std::nullopt);
}

TEST_F(EmployersTest, TenRechecksAnHour) {
    registry_says(RegistryAnswer::unavailable);
    const Employer employer = *apply(person(1), firm(1));
    const Employer other = *apply(person(1), firm(2));
    const Actor member = again(person(1));
    for (std::size_t time = 0; time < rechecks_per_hour_max; ++time) {
        EXPECT_EQ(code_of(employers_.verify(member, employer.id, {})), "");
    }
    const Result<Employer> refused = employers_.verify(member, employer.id, {});
    EXPECT_EQ(code_of(refused), "employer.rechecked_too_often");
    EXPECT_EQ(refused.error().kind, ErrorKind::too_many);
    EXPECT_EQ(refused.error().retry_after_seconds, 3'600);
    EXPECT_EQ(code_of(employers_.verify(member, other.id, {})), "");

    clock_.advance(hours(1) - milliseconds(1));
    EXPECT_EQ(code_of(employers_.verify(member, employer.id, {})), "employer.rechecked_too_often");
    clock_.advance(milliseconds(1));
    EXPECT_EQ(code_of(employers_.verify(member, employer.id, {})), "");
}

TEST_F(EmployersTest, ARegistryThatHangsHoldsAtMostFourThreads) {
    std::latch inside(registry_questions_max);
    std::latch release(1);
    registry_.answer = [&](const RegistryQuestion&) {
        inside.count_down();
        release.wait();
        return RegistryAnswer::match;
    };
    std::vector<std::thread> waiting;
    for (std::size_t thread = 0; thread < registry_questions_max; ++thread) {
        const int number = static_cast<int>(thread) + 1;
        waiting.emplace_back([this, number, actor = person(number)] {
            EXPECT_EQ(said(apply(actor, firm(number))), "verified");
        });
    }
    inside.wait();
    EXPECT_EQ(said(apply(person(9), firm(9))), "pending employer.registry_unavailable");
    release.count_down();
    for (std::thread& thread : waiting)
        thread.join();
}

TEST_F(EmployersTest, AnAccountHasAtMostFortyNineEmployersBesideItsWork) {
    const Actor owner = person(1);
    for (std::size_t number = 1; number < accounts::grants_per_account_max; ++number) {
        ASSERT_EQ(code_of(apply(owner, firm(static_cast<int>(number)))), "") << number;
    }
    EXPECT_EQ(code_of(apply(owner, firm(50))), "role.too_many");
    EXPECT_EQ(said(apply(person(2), firm(50))), "verified");  // The refusal left nothing behind.
}

}  // namespace
}  // namespace gig::employers
