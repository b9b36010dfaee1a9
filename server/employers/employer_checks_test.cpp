#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "employers/employers_house_test.h"

namespace gig::employers {
namespace {

using std::chrono::year;

class EmployerChecksTest : public EmployersHouse {
protected:
    std::vector<std::string> history(const Actor& actor, EmployerId employer) {
        std::vector<std::string> told;
        const auto listed = checks_.history(actor, employer, std::nullopt, 100);
        for (const NumberedCheck& each : *listed) {
            told.push_back(each.check.by + " " + std::string(name_of(each.check.verdict)));
        }
        return told;
    }
};

TEST_F(EmployerChecksTest, AnAgencyTakesTwoPersonsAfterTheRegistry) {
    const Result<Employer> applied = apply(person(1), agency());
    EXPECT_EQ(said(applied), "pending employer.awaits_staff");
    EXPECT_EQ(waiting(), std::vector<std::string>{"application"});

    EXPECT_EQ(said(approve(staff(1), applied->id)), "awaiting_second");
    EXPECT_EQ(waiting(), std::vector<std::string>{"second_person"});
    EXPECT_EQ(said(approve(staff(1), applied->id)), "policy.second_person_required");
    EXPECT_FALSE(employers_.find(applied->id)->verified());

    EXPECT_EQ(said(approve(staff(2), applied->id)), "verified");
    const Employer employer = *employers_.find(applied->id);
    EXPECT_EQ(employer.verified_until, Date(year(2027) / 5 / 25));
    EXPECT_EQ(employer.licences.at(0).stage, LicenceStage::accepted);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(events_of<events::EmployerReviewed>().size(), 2u);
    EXPECT_EQ(events_of<events::EmployerChecked>().back().state, "verified");
    EXPECT_EQ(said(approve(staff(3), applied->id)), "employer.nothing_waits");
}

TEST_F(EmployerChecksTest, TheOwnersPeopleActUnderTheAgencysRole) {
    const Employer employer = *apply(person(1), agency());
    const Actor member = again(person(1));
    const Grant membership{Role::agency, employer.id.value()};
    EXPECT_EQ(std::ranges::count(member.grants, membership), 1);
    EXPECT_EQ(said(employers_.verify(member, employer.id, {})), "pending employer.awaits_staff");
    EXPECT_EQ(employers_.of_account(*member.account).size(), 1u);
}

TEST_F(EmployerChecksTest, NobodyChecksAnEmployerOfTheirOwn) {
    const Employer employer = *apply(person(1), agency());
    Actor both = staff(1);
    both.grants.push_back({Role::agency, employer.id.value()});
    EXPECT_EQ(said(approve(both, employer.id)), "employer.own_case");
    EXPECT_EQ(said(approve(staff(1), employer.id)), "awaiting_second");
    both.account = staff(2).account;
    EXPECT_EQ(said(approve(both, employer.id)), "employer.own_case");
    EXPECT_EQ(said(refuse(both, employer.id)), "employer.own_case");
}

TEST_F(EmployerChecksTest, TwoAtOnceAreNotOnePersonTwice) {
    const Employer employer = *apply(person(1), agency());
    std::vector<std::thread> clicks;
    clicks.reserve(4);
    for (int click = 0; click < 4; ++click)
        clicks.emplace_back([&] { (void)approve(staff(1), employer.id); });
    for (std::thread& click : clicks)
        click.join();
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::awaiting_second);
}

TEST_F(EmployerChecksTest, AnotherMarketsEmployersAreNotThere) {
    const Employer employer = *apply(person(1), agency());
    const Actor stranger = staff(1, Role::market_staff, 78);
    EXPECT_EQ(said(approve(stranger, employer.id)), "http.not_found");
    EXPECT_EQ(code_of(checks_.waiting(stranger, known_market, std::nullopt, 1)), "http.not_found");
    EXPECT_EQ(code_of(checks_.history(stranger, employer.id, std::nullopt, 1)), "http.not_found");
    EXPECT_EQ(said(approve(person(1), employer.id)), "role.not_allowed");
    EXPECT_EQ(said(approve(staff(1), EmployerId(5))), "http.not_found");
    EXPECT_EQ(said(approve({}, employer.id)), "session.required");
    const Actor other_county = staff(1, Role::county_supervisor, 330521);
    EXPECT_EQ(said(approve(other_county, employer.id)), "http.not_found");
    const Actor county = staff(1, Role::county_supervisor, known_county);
    EXPECT_EQ(said(approve(county, employer.id)), "awaiting_second");
    EXPECT_EQ(code_of(checks_.waiting(staff(1, Role::city_admin, 0), MarketId(1), std::nullopt, 1)),
              "http.not_found");
}

TEST_F(EmployerChecksTest, AManagersYesTakesASecondPersonForAnyEmployer) {
    registry_says(RegistryAnswer::unavailable);
    const Employer employer = *apply(person(1), firm());
    const Actor manager = staff(1, Role::market_manager);
    EXPECT_EQ(said(approve(manager, employer.id)), "awaiting_second");
    EXPECT_EQ(said(approve(manager, employer.id)), "policy.second_person_required");
    EXPECT_EQ(said(approve(staff(2), employer.id)), "verified");

    const Employer other = *apply(person(2), firm(2));
    EXPECT_EQ(said(refuse(manager, other.id)), "refused");  // Giving nobody anything takes one.
}

TEST_F(EmployerChecksTest, FirmsComeToStaffOnlyWithoutTheRegistrysYes) {
    EXPECT_EQ(said(apply(person(1), firm(1))), "verified");
    EXPECT_TRUE(waiting().empty());
    registry_says(RegistryAnswer::unavailable);
    const Employer silent = *apply(person(1), firm(2));
    clock_.advance(std::chrono::seconds(1));
    registry_says(RegistryAnswer::name_differs);
    const Employer denied = *apply(person(1), firm(3));
    EXPECT_EQ(waiting(), (std::vector<std::string>{"application", "registry_refusal"}));

    EXPECT_EQ(said(approve(staff(1), silent.id)), "verified");
    EXPECT_EQ(said(approve(staff(1), denied.id)), "employer.remark_missing");
    EXPECT_EQ(said(approve(staff(1), denied.id, "已核对营业执照原件")), "verified");
    EXPECT_EQ(history(staff(1), denied.id),
              (std::vector<std::string>{"market_staff approved", "registry refused"}));
}

TEST_F(EmployerChecksTest, AWrongfullyRefusedFirmCantComeBackOverAnother) {
    registry_says(RegistryAnswer::name_differs);
    const Employer denied = *apply(person(1), firm(1));
    registry_says(RegistryAnswer::match);
    ASSERT_EQ(said(apply(person(2), firm(1))), "verified");
    EXPECT_EQ(said(approve(staff(1), denied.id, "已核对")), "employer.already_registered");
}

TEST_F(EmployerChecksTest, WhatStaffRefuseIsRefusedForGood) {
    const Employer employer = *apply(person(1), agency());
    EXPECT_EQ(code_of(checks_.decide(staff(1), employer.id, {CheckVerdict::refused, ""}, {})),
              "employer.remark_missing");
    EXPECT_EQ(code_of(checks_.decide(staff(1), employer.id, {CheckVerdict::refused, "一\n二"}, {})),
              "employer.remark_malformed");
    EXPECT_EQ(said(refuse(staff(1), employer.id)), "refused");
    EXPECT_EQ(said(employers_.verify(again(person(1)), employer.id, {})),
              "employer.refused_for_good");
    EXPECT_TRUE(employers_.find(employer.id)->licences.empty());
    EXPECT_EQ(said(apply(person(1), agency())), "pending employer.awaits_staff");
}

TEST_F(EmployerChecksTest, AQuestionLeavesItWaitingAndHasAnEnd) {
    const Employer employer = *apply(person(1), agency());
    const auto ask = [&] {
        return checks_.decide(staff(1), employer.id, {CheckVerdict::asked, "请补充许可证副本"}, {});
    };
    for (std::size_t question = 0; question < questions_max; ++question)
        ASSERT_EQ(said(ask()), "pending");
    EXPECT_EQ(said(ask()), "employer.asked_too_often");
    EXPECT_EQ(said(approve(staff(1), employer.id)), "awaiting_second");
}

TEST_F(EmployerChecksTest, TheRecordIsForTheEmployersPeopleTooAndNamesNobody) {
    const Employer employer = *apply(person(1), agency());
    (void)approve(staff(1), employer.id);
    EXPECT_EQ(history(again(person(1)), employer.id),
              (std::vector<std::string>{"market_staff approved", "registry approved"}));
    EXPECT_EQ(code_of(checks_.history(person(2), employer.id, std::nullopt, 1)),
              "role.not_allowed");
    ASSERT_TRUE(apply(person(2), firm(2)));
    EXPECT_EQ(code_of(checks_.history(again(person(2)), employer.id, std::nullopt, 1)),
              "http.not_found");
}

TEST_F(EmployerChecksTest, LongestWaitingComesFirstPageByPage) {
    std::vector<EmployerId> expected;
    for (int number = 1; number <= 5; ++number) {
        expected.push_back(apply(person(number), agency(number))->id);
        clock_.advance(std::chrono::seconds(number == 2 ? 0 : 1));
    }
    std::vector<EmployerId> listed;
    std::optional<EmployerId> after;
    while (true) {
        const auto page = *checks_.waiting(staff(1), known_market, after, 2);
        if (page.empty()) break;
        for (const auto& each : page)
            listed.push_back(each.seen.file.employer.id);
        after = listed.back();
    }
    if (expected[1] > expected[2]) std::swap(expected[1], expected[2]);  // Of the same moment.
    EXPECT_EQ(listed, expected);
    EXPECT_EQ(code_of(checks_.waiting(staff(1), known_market, EmployerId(7), 1)),
              "query.bad_cursor");
}

TEST_F(EmployerChecksTest, WhatTheRegisterSaysOfALicenceCounts) {
    const std::vector<std::pair<LicenceAnswer, std::string>> expected{
        {LicenceAnswer::valid, "pending employer.awaits_staff"},
        {LicenceAnswer::expired, "refused employer.licence_expired"},
        {LicenceAnswer::name_differs, "refused employer.licence_name_differs"},
        {LicenceAnswer::unknown, "refused employer.licence_unknown"},
        {LicenceAnswer::unavailable, "pending employer.registry_unavailable"},
    };
    int number = 0;
    for (const auto& [answer, state] : expected) {
        registry_.licence_answer = [answer](const LicenceQuestion& question) {
            EXPECT_EQ(question.holder, "示例人力资源有限公司");
            return answer;
        };
        EXPECT_EQ(said(apply(person(1), agency(++number))), state);
    }
}

TEST_F(EmployerChecksTest, AnAgencyNeedsALicenceThatRuns) {
    const Date today = date_of(clock_.now());
    Application bare = agency();
    bare.licences = {};
    EXPECT_EQ(said(apply(person(1), bare)), "employer.licence_required");
    bare.licences = {licence(today, LicenceKind::labour_dispatch)};
    EXPECT_EQ(said(apply(person(1), bare)), "employer.licence_required");
    const Date yesterday(std::chrono::sys_days(today) - std::chrono::days(1));
    EXPECT_EQ(said(apply(person(1), agency(1, yesterday))), "employer.licence_expired");
    Application twice = agency();
    twice.licences.push_back(twice.licences.front());
    EXPECT_EQ(said(apply(person(1), twice)), "employer.licence_twice");
    Application blank = agency();
    blank.licences[0].number = " ";
    EXPECT_EQ(said(apply(person(1), blank)), "employer.licence_malformed");
    Application coded = firm();
    coded.licences = {licence(today)};
    EXPECT_EQ(said(apply(person(1), coded)), "employer.licences_not_for_kind");
    EXPECT_EQ(said(apply(person(1), agency(1, today))), "pending employer.awaits_staff");
}

TEST_F(EmployerChecksTest, ALicenceThatEndedWhileItWaitedIsNotApproved) {
    const Employer employer = *apply(person(1), agency(1, year(2026) / 11 / 25));
    EXPECT_EQ(said(approve(staff(1), employer.id)), "awaiting_second");
    go_to(year(2026) / 11 / 26);
    EXPECT_EQ(said(approve(staff(2), employer.id)), "employer.licence_ended");
}

TEST_F(EmployerChecksTest, NewPapersMakeBothLookAgain) {
    const Employer employer = *apply(person(1), agency());
    ASSERT_EQ(said(approve(staff(1), employer.id)), "awaiting_second");
    const Papers papers{.licences = {licence(year(2031) / 1 / 1)}};
    EXPECT_EQ(said(employers_.renew(again(person(1)), employer.id, papers, {})),
              "pending employer.awaits_staff");
    EXPECT_EQ(said(approve(staff(2), employer.id)), "awaiting_second");
    // The same papers once more change nothing.
    EXPECT_EQ(said(employers_.renew(again(person(1)), employer.id, papers, {})),
              "awaiting_second employer.awaits_second");
    EXPECT_EQ(events_of<events::EmployerPapersHandedIn>().size(), 1u);
    EXPECT_EQ(said(approve(staff(1), employer.id)), "verified");
    EXPECT_EQ(employers_.find(employer.id)->licences.at(0).expires_on, Date(year(2031) / 1 / 1));
}

TEST_F(EmployerChecksTest, AFirmIsAskedToRenewAndLapsesAfterSixMonths) {
    const Employer employer = *apply(person(1), firm());
    EXPECT_EQ(employer.verified_until, Date(year(2027) / 5 / 25));
    day_comes(year(2027) / 4 / 24);
    EXPECT_TRUE(waiting().empty());
    day_comes(year(2027) / 4 / 25);  // Thirty days before.
    EXPECT_EQ(waiting(), std::vector<std::string>{"renewal_due"});
    ASSERT_EQ(events_of<events::EmployerRenewalAsked>().size(), 1u);
    day_comes(year(2027) / 5 / 25);
    EXPECT_TRUE(employers_.find(employer.id)->verified());
    day_comes(year(2027) / 5 / 26);
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::lapsed);
    EXPECT_EQ(employers_.find(employer.id)->reason, "employer.verification_ended");
    EXPECT_EQ(events_of<events::EmployerChecked>().back().state, "lapsed");
    EXPECT_EQ(history(staff(1), employer.id).front(), "house lapsed");

    EXPECT_EQ(said(employers_.verify(again(person(1)), employer.id, {})), "verified");
    EXPECT_EQ(employers_.find(employer.id)->verified_until, Date(year(2027) / 11 / 26));
    EXPECT_TRUE(waiting().empty());
}

TEST_F(EmployerChecksTest, ARenewalInTimeGoesOnWithoutAGap) {
    const Employer employer = *apply(person(1), firm());
    day_comes(year(2027) / 5 / 1);
    EXPECT_EQ(said(employers_.verify(again(person(1)), employer.id, {})), "verified");
    EXPECT_EQ(employers_.find(employer.id)->verified_until, Date(year(2027) / 11 / 1));
    registry_says(RegistryAnswer::ceased);
    day_comes(year(2027) / 10 / 5);
    EXPECT_EQ(said(employers_.verify(again(person(1)), employer.id, {})), "verified");
    EXPECT_EQ(waiting(), std::vector<std::string>{"registry_refusal"});
    EXPECT_EQ(said(refuse(staff(1), employer.id)), "verified");  // Until its last day.
    day_comes(year(2027) / 11 / 2);
    EXPECT_EQ(employers_.find(employer.id)->state, EmployerState::lapsed);
}

TEST_F(EmployerChecksTest, AnAgencyLapsesWithItsLicenceAndARenewedOneBringsItBack) {
    const Employer employer = verified_agency(agency(1, year(2027) / 2 / 10));
    EXPECT_EQ(employer.verified_until, Date(year(2027) / 2 / 10));
    day_comes(year(2027) / 1 / 11);
    EXPECT_EQ(waiting(), std::vector<std::string>{"licence_ending"});
    day_comes(year(2027) / 2 / 10);
    EXPECT_EQ(posting_bar(*employers_.find(employer.id), year(2027) / 2 / 10), std::nullopt);
    day_comes(year(2027) / 2 / 11);
    EXPECT_EQ(employers_.find(employer.id)->reason, "employer.licence_expired");
    EXPECT_EQ(posting_bar(*employers_.find(employer.id), year(2027) / 2 / 11),
              PostingBar::licence_expired);

    const Papers papers{.licences = {licence(year(2030) / 2 / 10)}};
    EXPECT_EQ(said(employers_.renew(again(person(1)), employer.id, papers, {})),
              "lapsed employer.licence_expired");
    EXPECT_EQ(waiting(), std::vector<std::string>{"renewal"});
    EXPECT_EQ(said(approve(staff(1), employer.id)), "lapsed");
    EXPECT_EQ(said(approve(staff(1), employer.id)), "policy.second_person_required");
    EXPECT_EQ(said(approve(staff(2), employer.id)), "verified");
    EXPECT_EQ(posting_bar(*employers_.find(employer.id), year(2027) / 2 / 11), std::nullopt);
}

TEST_F(EmployerChecksTest, FromMidnightOnTheDatesDecideWhateverIsWrittenDown) {
    const Employer employer = verified_agency(agency(1, year(2027) / 2 / 10));
    EXPECT_EQ(employer.state, EmployerState::verified);
    EXPECT_EQ(posting_bar(employer, year(2027) / 2 / 10), std::nullopt);
    EXPECT_EQ(posting_bar(employer, year(2027) / 2 / 11), PostingBar::licence_expired);
    const Employer firm_of_now = *apply(person(2), firm(2));
    EXPECT_EQ(posting_bar(firm_of_now, year(2027) / 5 / 26), PostingBar::verification_ended);
}

TEST_F(EmployerChecksTest, DispatchTakesItsOwnLicence) {
    Application with_dispatch = agency(1);
    with_dispatch.licences.push_back(licence(year(2026) / 12 / 31, LicenceKind::labour_dispatch));
    const Employer employer = verified_agency(with_dispatch);
    EXPECT_TRUE(may_dispatch(employer, year(2026) / 12 / 31));
    EXPECT_FALSE(may_dispatch(employer, year(2027) / 1 / 1));
    EXPECT_EQ(posting_bar(employer, year(2027) / 1 / 1), std::nullopt);
    EXPECT_EQ(employer.verified_until, Date(year(2027) / 5 / 25));
    day_comes(year(2026) / 12 / 5);
    EXPECT_EQ(waiting(), std::vector<std::string>{"licence_ending"});
}

TEST_F(EmployerChecksTest, MandatesEnd) {
    Application application = agency();
    application.mandate = Mandate{year(2026) / 12 / 31, "示例委托书 1 号"};
    const Employer employer = *apply(person(1), application);
    const AccountId account = *person(1).account;
    EXPECT_FALSE(employers_.mandate_is_over(employer.id, account));
    go_to(year(2027) / 1 / 1);
    EXPECT_TRUE(employers_.mandate_is_over(employer.id, account));
    EXPECT_FALSE(employers_.mandate_is_over(employer.id, AccountId(1)));

    const auto renewed_until = [&](Date until) {
        const Papers papers{.mandate = Mandate{until, std::nullopt}};
        return said(employers_.renew(again(person(1)), employer.id, papers, {}));
    };
    EXPECT_EQ(renewed_until(year(2026) / 12 / 31), "employer.mandate_ended");
    EXPECT_EQ(renewed_until(year(2027) / 12 / 31), "pending employer.awaits_staff");
    EXPECT_FALSE(employers_.mandate_is_over(employer.id, account));
    const Papers blank{.mandate = Mandate{std::nullopt, " "}};
    EXPECT_EQ(said(employers_.renew(again(person(1)), employer.id, blank, {})),
              "employer.mandate_malformed");
}

TEST_F(EmployerChecksTest, AMandateRunsFromItsFirstDayOrTheDayItIsHandedIn) {
    Application application = firm();
    application.mandate = Mandate{year(2027) / 12 / 31, "示例委托书 1 号"};
    const Employer employer = *apply(person(1), application);
    const auto own = [&] { return employers_.own_of(*person(1).account).at(0); };
    EXPECT_EQ(own().mandate->since, Date(year(2026) / 11 / 25));
    EXPECT_EQ(own().mandate->until, Date(year(2027) / 12 / 31));

    const auto since = [&](Date day) {
        const Papers papers{.mandate = Mandate{year(2027) / 12 / 31, "示例委托书 1 号", day}};
        return said(employers_.renew(again(person(1)), employer.id, papers, {}));
    };
    EXPECT_EQ(since(year(2026) / 11 / 26), "employer.mandate_not_begun");
    EXPECT_EQ(since(year(2026) / 10 / 1), "verified");
    EXPECT_EQ(own().mandate->since, Date(year(2026) / 10 / 1));
    // The same paper once more, without its first day, changes nothing.
    go_to(year(2026) / 12 / 1);
    EXPECT_EQ(
        said(employers_.renew(again(person(1)), employer.id,
                              {.mandate = Mandate{year(2027) / 12 / 31, "示例委托书 1 号"}}, {})),
        "verified");
    EXPECT_EQ(own().mandate->since, Date(year(2026) / 10 / 1));
    EXPECT_EQ(events_of<events::EmployerPapersHandedIn>().size(), 1u);
}

TEST_F(EmployerChecksTest, ItsMembersReadWhatWasAskedWhileItWaits) {
    const Employer employer = *apply(person(1), agency());
    const auto own = [&] { return employers_.own_of(*person(1).account).at(0); };
    EXPECT_FALSE(own().question.has_value());
    const auto ask = [&](const char* what) {
        clock_.advance(std::chrono::minutes(1));
        ASSERT_TRUE(checks_.decide(staff(1), employer.id, {CheckVerdict::asked, what}, {}));
    };
    ask("请补充许可证副本");
    ask("请补充经办人委托书");
    EXPECT_EQ(own().question->remark, "请补充经办人委托书");
    EXPECT_EQ(own().question->at, clock_.now());
    EXPECT_FALSE(own().mandate.has_value());
    ASSERT_TRUE(approve(staff(1), employer.id));
    EXPECT_TRUE(own().question.has_value());
    ASSERT_TRUE(approve(staff(2), employer.id));
    EXPECT_FALSE(own().question.has_value());
    EXPECT_EQ(own().file.renew_on, Date(year(2027) / 4 / 25));
}

TEST_F(EmployerChecksTest, SuspendingTakesTwoManagersWithinThreeDays) {
    const Employer employer = *apply(person(1), firm());
    const auto suspend = [&](int number, Role role = Role::market_manager) {
        return checks_.suspend(staff(number, role), employer.id, "核实为冒用他人执照", {});
    };
    EXPECT_EQ(said(suspend(1, Role::market_staff)), "role.not_allowed");
    EXPECT_EQ(said(suspend(1)), "verified");
    EXPECT_EQ(said(suspend(1)), "policy.second_person_required");
    clock_.advance(second_word_within + std::chrono::milliseconds(1));
    EXPECT_EQ(said(suspend(2)), "verified");  // Too late: it is a first word again.
    EXPECT_EQ(said(suspend(1)), "suspended");
    EXPECT_EQ(said(suspend(2)), "employer.is_suspended");
    EXPECT_EQ(posting_bar(*employers_.find(employer.id), date_of(clock_.now())),
              PostingBar::suspended);
    EXPECT_EQ(said(employers_.verify(again(person(1)), employer.id, {})), "employer.is_suspended");
    EXPECT_EQ(said(apply(person(2), firm())), "employer.already_registered");
    EXPECT_EQ(code_of(checks_.suspend(staff(3, Role::market_manager), employer.id, "", {})),
              "employer.remark_missing");
}

}  // namespace
}  // namespace gig::employers
