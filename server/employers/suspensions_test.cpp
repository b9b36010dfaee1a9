#include <gtest/gtest.h>

#include <thread>

#include "employers/employers_house_test.h"
#include "storage/faulty_database.h"

namespace gig::employers {
namespace {

using std::chrono::year;

class SuspensionsTest : public EmployersHouse {
protected:
    static Actor manager(int number) { return staff(number, Role::market_manager); }

    Result<EmployerChecksService::Seen> suspend(int number, EmployerId employer) {
        return checks_.suspend(manager(number), employer, "核实为冒用他人执照", {});
    }
    Result<EmployerChecksService::Seen> reinstate(const Actor& actor, EmployerId employer) {
        return checks_.reinstate(actor, employer, "已到场核对执照原件", {});
    }
    std::string refuse_to(const Actor& actor, EmployerId employer) {
        return said(checks_.refuse_reinstatement(actor, employer, "原件仍有疑问", {}));
    }
    Employer suspended(Employer employer) {
        EXPECT_TRUE(suspend(1, employer.id).has_value());
        EXPECT_EQ(said(suspend(2, employer.id)), "suspended");
        return *employers_.find(employer.id);
    }
    Employer suspended_firm(int number = 1) {
        return suspended(*apply(person(number), firm(number)));
    }
    /// The state after two managers have lifted it.
    std::string lifted(EmployerId employer) {
        EXPECT_EQ(said(reinstate(manager(3), employer)), "suspended");
        EXPECT_TRUE(reinstate(manager(4), employer).has_value());
        return said(Result<Employer>(*employers_.find(employer)));
    }
    std::vector<std::string> words_about(EmployerId employer) {
        std::vector<std::string> told;
        const auto listed = checks_.history(staff(1), employer, std::nullopt, 100);
        for (const NumberedCheck& each : *listed)
            told.emplace_back(name_of(each.check.verdict));
        return told;
    }
};

TEST_F(SuspensionsTest, TwoPersonsLiftIt) {
    const Employer employer = suspended_firm();
    const auto asked = reinstate(manager(3), employer.id);
    EXPECT_EQ(said(asked), "suspended");
    EXPECT_EQ(asked->file.first_word->by, *manager(3).account);
    EXPECT_EQ(posting_bar(*employers_.find(employer.id), date_of(clock_.now())),
              PostingBar::suspended);
    EXPECT_EQ(said(reinstate(manager(3), employer.id)), "policy.second_person_required");

    EXPECT_EQ(said(reinstate(manager(4), employer.id)), "verified");
    const Employer now = *employers_.find(employer.id);
    EXPECT_EQ(now.reason, std::nullopt);
    EXPECT_EQ(now.verified_until, Date(year(2027) / 5 / 25));
    EXPECT_EQ(posting_bar(now, date_of(clock_.now())), std::nullopt);
    EXPECT_EQ(said(reinstate(manager(4), employer.id)), "employer.not_suspended");
    EXPECT_EQ(words_about(employer.id),
              (std::vector<std::string>{"reinstated", "reinstatement_asked", "suspended",
                                        "suspension_asked", "approved"}));
    EXPECT_EQ(events_of<events::EmployerReviewed>().back().verdict, "reinstated");
    EXPECT_EQ(events_of<events::EmployerChecked>().back().state, "verified");
}

TEST_F(SuspensionsTest, LiftingIsForThoseWhoMaySuspendAndNobodysOwnCase) {
    const Employer employer = suspended_firm();
    EXPECT_EQ(said(reinstate(staff(3), employer.id)), "role.not_allowed");
    EXPECT_EQ(said(reinstate({}, employer.id)), "session.required");
    EXPECT_EQ(said(reinstate(again(person(1)), employer.id)), "role.not_allowed");
    EXPECT_EQ(said(reinstate(staff(3, Role::market_manager, 78), employer.id)), "http.not_found");
    EXPECT_EQ(said(reinstate(manager(3), EmployerId(5))), "http.not_found");
    EXPECT_EQ(said(reinstate(staff(3, Role::county_supervisor, known_county), employer.id)),
              "suspended");
    Actor both = manager(4);
    both.grants.push_back({Role::employer_member, employer.id.value()});
    EXPECT_EQ(said(reinstate(both, employer.id)), "employer.own_case");
    EXPECT_EQ(refuse_to(both, employer.id), "employer.own_case");
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::suspended);
}

TEST_F(SuspensionsTest, EachWordHasItsReason) {
    const Employer employer = suspended_firm();
    EXPECT_EQ(code_of(checks_.reinstate(manager(3), employer.id, "", {})),
              "employer.remark_missing");
    EXPECT_EQ(code_of(checks_.reinstate(manager(3), employer.id, "一\n二", {})),
              "employer.remark_malformed");
    ASSERT_TRUE(reinstate(manager(3), employer.id).has_value());
    EXPECT_EQ(code_of(checks_.reinstate(manager(4), employer.id, "", {})),
              "employer.remark_missing");
    EXPECT_EQ(code_of(checks_.refuse_reinstatement(manager(4), employer.id, "", {})),
              "employer.remark_missing");
}

TEST_F(SuspensionsTest, AThirdWordRefusesAndItBeginsAnew) {
    const Employer employer = suspended_firm();
    EXPECT_EQ(refuse_to(manager(5), employer.id), "employer.no_reinstatement_asked");
    ASSERT_TRUE(reinstate(manager(3), employer.id).has_value());
    EXPECT_EQ(refuse_to(staff(5), employer.id), "role.not_allowed");
    EXPECT_EQ(refuse_to(manager(5), employer.id), "suspended");
    EXPECT_EQ(refuse_to(manager(5), employer.id), "employer.no_reinstatement_asked");
    EXPECT_EQ(said(reinstate(manager(4), employer.id)), "suspended");  // A first word again.
    EXPECT_EQ(words_about(employer.id).at(1), "reinstatement_refused");
}

TEST_F(SuspensionsTest, TheFirstWordIsForgottenAfterThreeDays) {
    const Employer employer = suspended_firm();
    ASSERT_TRUE(reinstate(manager(3), employer.id).has_value());
    clock_.advance(second_word_within + std::chrono::milliseconds(1));
    EXPECT_EQ(refuse_to(manager(5), employer.id), "employer.no_reinstatement_asked");
    EXPECT_EQ(said(reinstate(manager(4), employer.id)), "suspended");
    clock_.advance(second_word_within);
    EXPECT_EQ(said(reinstate(manager(3), employer.id)), "verified");
}

TEST_F(SuspensionsTest, TwoAtOnceAreNotOnePersonTwice) {
    const Employer employer = suspended_firm();
    std::vector<std::thread> clicks;
    clicks.reserve(4);
    for (int click = 0; click < 4; ++click)
        clicks.emplace_back([&] { (void)reinstate(manager(3), employer.id); });
    for (std::thread& click : clicks)
        click.join();
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::suspended);
}

TEST_F(SuspensionsTest, WhoseDatesRanOutMeanwhileIsLapsed) {
    const Employer firm_of_now = suspended_firm();
    day_comes(year(2027) / 5 / 26);
    EXPECT_EQ(employers_.find(firm_of_now.id)->state, EmployerState::suspended);
    EXPECT_EQ(lifted(firm_of_now.id), "lapsed employer.verification_ended");
    EXPECT_EQ(said(employers_.verify(again(person(1)), firm_of_now.id, {})), "verified");
}

TEST_F(SuspensionsTest, AnAgencysLicenceDecidesToo) {
    const Employer employer = suspended(verified_agency(agency(1, year(2027) / 2 / 10)));
    go_to(year(2027) / 2 / 11);
    EXPECT_EQ(lifted(employer.id), "lapsed employer.licence_expired");
}

TEST_F(SuspensionsTest, WhoWasNeverVerifiedWaitsAgain) {
    const Employer employer = suspended(*apply(person(1), agency()));
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(said(approve(staff(1), employer.id)), "employer.is_suspended");
    EXPECT_EQ(lifted(employer.id), "pending employer.awaits_staff");
    EXPECT_EQ(waiting(), std::vector<std::string>{"application"});
    EXPECT_EQ(said(approve(staff(1), employer.id)), "awaiting_second");
}

TEST_F(SuspensionsTest, PapersThatWaitedWaitAgain) {
    const Employer employer = verified_agency(agency());
    const Papers papers{.licences = {licence(year(2031) / 1 / 1)}};
    ASSERT_EQ(said(employers_.renew(again(person(1)), employer.id, papers, {})), "verified");
    suspended(employer);
    EXPECT_EQ(lifted(employer.id), "verified");
    EXPECT_EQ(waiting(), std::vector<std::string>{"renewal"});
}

TEST_F(SuspensionsTest, TheRegistrysNoIsNotForgotten) {
    const Employer employer = *apply(person(1), firm());
    day_comes(year(2027) / 5 / 1);
    registry_says(RegistryAnswer::ceased);
    ASSERT_EQ(said(employers_.verify(again(person(1)), employer.id, {})), "verified");
    suspended(employer);
    EXPECT_EQ(lifted(employer.id), "verified");
    EXPECT_EQ(waiting(), std::vector<std::string>{"registry_refusal"});
}

TEST_F(SuspensionsTest, ItCanBeSuspendedAgain) {
    const Employer employer = suspended_firm();
    ASSERT_EQ(lifted(employer.id), "verified");
    EXPECT_EQ(said(suspend(4, employer.id)), "verified");
    EXPECT_EQ(said(suspend(3, employer.id)), "suspended");
}

/// The state, the looks and the events that a fault must leave as they were.
TEST_F(SuspensionsTest, AWordIsAllOrNothingWhicheverStatementFails) {
    const Employer employer = suspended_firm();
    storage::FaultyDatabase faulty(*database_);
    EmployerChecksService over_faults(faulty, clock_, policy_, employers_);
    const auto kept = [&] {
        return std::tuple(employers_.find(employer.id)->state, words_about(employer.id).size(),
                          database_->last_event());
    };
    const auto say = [&](int number) {
        const Once<EmployerChecksService::Seen> once{
            OnceKey{*manager(number).account, "key", "fingerprint", clock_.now()},
            [](const EmployerChecksService::Seen&) {
                return Answer{200, "{}"};
            }};
        return over_faults.reinstate(manager(number), employer.id, "已核对原件", once);
    };
    for (const int number : {3, 4}) {
        const auto before = kept();
        int nth = 1;
        for (bool done = false; !done; ++nth) {
            faulty.fail_statement(nth);
            try {
                ASSERT_TRUE(say(number).has_value());
                done = true;
            } catch (const storage::Broken&) {
                EXPECT_EQ(kept(), before) << "statement " << nth;
            }
        }
        faulty.behave();
        EXPECT_GE(nth, 5);  // File, look, event, answer, and once more without a fault.
        EXPECT_NE(kept(), before);
    }
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::verified);
}

TEST_F(SuspensionsTest, ALostAnswerOfTheSecondWordLiftsItOnce) {
    const Employer employer = suspended_firm();
    ASSERT_TRUE(reinstate(manager(3), employer.id).has_value());
    storage::FaultyDatabase faulty(*database_);
    EmployerChecksService over_faults(faulty, clock_, policy_, employers_);
    faulty.fail_commit(1, storage::CommitFault::answer_lost);
    EXPECT_THROW((void)over_faults.reinstate(manager(4), employer.id, "已核对原件", {}),
                 storage::Broken);
    EXPECT_EQ(said(reinstate(manager(4), employer.id)), "employer.not_suspended");
    EXPECT_EQ(words_about(employer.id).front(), "reinstated");
    faulty.fill_disk(true);
    EXPECT_THROW((void)over_faults.suspend(manager(1), employer.id, "再次核查", {}), storage::Full);
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::verified);
}

TEST_F(SuspensionsTest, AMarketsListShowsWhatASecondPersonMustLookAt) {
    const auto listed = [&](const Actor& actor, std::optional<EmployerId> after = std::nullopt) {
        std::vector<EmployerId> ids;
        const auto page = checks_.suspensions(actor, known_market, after, 1);
        for (const auto& each : *page)
            ids.push_back(each.seen.file.employer.id);
        return ids;
    };
    const EmployerId first = suspended_firm(1).id;
    clock_.advance(std::chrono::hours(1));
    const EmployerId second = apply(person(2), firm(2))->id;
    ASSERT_TRUE(suspend(1, second).has_value());  // One word alone.
    ASSERT_TRUE(apply(person(3), firm(3)).has_value());

    EXPECT_EQ(listed(staff(5)), std::vector{first});
    EXPECT_EQ(listed(staff(5), first), std::vector{second});
    EXPECT_TRUE(listed(staff(5), second).empty());
    const auto all = *checks_.suspensions(staff(5), known_market, std::nullopt, 2);
    EXPECT_EQ(all.at(0).checks.front().verdict, CheckVerdict::suspended);
    EXPECT_EQ(all.at(0).seen.file.first_word.has_value(), false);
    EXPECT_EQ(all.at(1).seen.file.first_word.has_value(), true);

    clock_.advance(second_word_within + std::chrono::milliseconds(1));
    EXPECT_TRUE(listed(staff(5), first).empty());
    EXPECT_EQ(code_of(checks_.suspensions(staff(5), known_market, second, 1)), "query.bad_cursor");
    EXPECT_EQ(code_of(checks_.suspensions(staff(5, Role::market_staff, 78), known_market,
                                          std::nullopt, 1)),
              "http.not_found");
}

}  // namespace
}  // namespace gig::employers
