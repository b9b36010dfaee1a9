#include "accounts/session_gate.h"

#include <gtest/gtest.h>

#include "accounts/accounts_house_test.h"
#include "accounts/tokens.h"

namespace gig::accounts {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionGateTest : public AccountsHouse {
protected:
    Result<Actor> by_cookie(const OpenedSession& opened, std::optional<std::string> csrf,
                            bool changes_something = true) {
        return gate_->identify({opened.token, std::nullopt, std::move(csrf), changes_something});
    }
};

TEST_F(SessionGateTest, WhoShowsNothingIsAVisitor) {
    const Result<Actor> actor = gate_->identify({std::nullopt, std::nullopt, std::nullopt, true});
    ASSERT_TRUE(actor);
    EXPECT_FALSE(actor->signed_in());
}

TEST_F(SessionGateTest, ATokenBringsItsAccountAndItsGrants) {
    const OpenedSession opened = signed_in(1);
    const Result<Actor> actor = actor_by_bearer(opened.token);
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->account, opened.account.id);
    EXPECT_EQ(actor->session, opened.session);
    EXPECT_EQ(actor->grants, opened.account.grants);
    EXPECT_EQ(actor->stepped_up_at, clock_.now());
}

TEST_F(SessionGateTest, UnknownTokensOpenNothing) {
    EXPECT_EQ(code_of(actor_by_bearer("")), "session.unknown");
    EXPECT_EQ(code_of(actor_by_bearer(random_token(rng_))), "session.unknown");
    EXPECT_EQ(code_of(actor_by_bearer(std::string(100'000, 'a'))), "session.unknown");
}

TEST_F(SessionGateTest, ACookieNeedsItsCsrfTokenToChangeSomething) {
    const OpenedSession opened = signed_in(1, Client::browser);
    const OpenedSession other = signed_in(2, Client::browser);
    EXPECT_EQ(code_of(by_cookie(opened, opened.csrf_token)), "");
    EXPECT_EQ(code_of(by_cookie(opened, std::nullopt)), "session.csrf_missing");
    EXPECT_EQ(code_of(by_cookie(opened, "")), "session.csrf_missing");
    EXPECT_EQ(code_of(by_cookie(opened, other.csrf_token)), "session.csrf_missing");
    EXPECT_EQ(code_of(by_cookie(opened, std::nullopt, false)), "");
}

TEST_F(SessionGateTest, ATokenIsOfUseOnlyWhereItBelongs) {
    const OpenedSession browser = signed_in(1, Client::browser);
    const OpenedSession app = signed_in(2, Client::app);
    EXPECT_EQ(code_of(actor_by_bearer(browser.token)), "session.unknown");
    EXPECT_EQ(code_of(by_cookie(app, app.csrf_token)), "session.unknown");
}

TEST_F(SessionGateTest, AnIdleWorkerIsOutAfterThirtyDays) {
    const OpenedSession opened = signed_in(1);
    clock_.advance(worker_idle_max - milliseconds(1));
    EXPECT_EQ(code_of(actor_by_bearer(opened.token)), "");
    clock_.advance(worker_idle_max);
    EXPECT_EQ(code_of(actor_by_bearer(opened.token)), "session.expired");
}

TEST_F(SessionGateTest, UseKeepsASessionAliveButNotForEver) {
    const OpenedSession opened = signed_in(1);
    const Time opened_at = clock_.now();
    while (clock_.now() + hours(24 * 20) < opened_at + worker_session_max) {
        clock_.advance(hours(24 * 20));
        ASSERT_EQ(code_of(actor_by_bearer(opened.token)), "");
    }
    clock_.advance(hours(24 * 20));
    EXPECT_EQ(code_of(actor_by_bearer(opened.token)), "session.expired");
}

TEST_F(SessionGateTest, UseIsWrittenOnceAMinute) {
    const OpenedSession opened = signed_in(1);
    const Time opened_at = clock_.now();
    const auto seen_at = [&] {
        return Time(milliseconds(
            number("SELECT last_seen_at FROM session WHERE id = $1", {opened.session})));
    };
    clock_.advance(seen_step - milliseconds(1));
    ASSERT_TRUE(actor_by_bearer(opened.token));
    EXPECT_EQ(seen_at(), opened_at);
    clock_.advance(milliseconds(1));
    ASSERT_TRUE(actor_by_bearer(opened.token));
    EXPECT_EQ(seen_at(), opened_at + seen_step);
}

TEST_F(SessionGateTest, IdleStaffAreOutAfterFifteenMinutes) {
    const StaffMember member = hired("window.three");
    const Result<OpenedSession> opened = sign_in_staff(member);
    ASSERT_TRUE(opened);
    clock_.advance(staff_idle_max - milliseconds(1));
    EXPECT_EQ(code_of(actor_by_bearer(opened->token)), "");
    clock_.advance(staff_idle_max);
    EXPECT_EQ(code_of(actor_by_bearer(opened->token)), "session.expired");
}

TEST_F(SessionGateTest, StaffSignInAgainAfterTwelveHours) {
    const StaffMember member = hired("window.three");
    const Result<OpenedSession> opened = sign_in_staff(member);
    ASSERT_TRUE(opened);
    for (minutes used{0}; used + minutes(10) < staff_session_max; used += minutes(10)) {
        ASSERT_EQ(code_of(actor_by_bearer(opened->token)), "");
        clock_.advance(minutes(10));
    }
    clock_.advance(minutes(10));
    EXPECT_EQ(code_of(actor_by_bearer(opened->token)), "session.expired");
}

TEST_F(SessionGateTest, StaffHoldTwoSessions) {
    const StaffMember member = hired("window.three");
    std::vector<OpenedSession> sessions;
    for (std::size_t time = 0; time <= staff_sessions_max; ++time) {
        sessions.push_back(*sign_in_staff(member));
        clock_.advance(totp_step);
    }
    EXPECT_EQ(code_of(actor_by_bearer(sessions[0].token)), "session.unknown");
    EXPECT_EQ(code_of(actor_by_bearer(sessions[1].token)), "");
    EXPECT_EQ(code_of(actor_by_bearer(sessions[2].token)), "");
}

TEST_F(SessionGateTest, SigningOutEndsTheSessionAtOnce) {
    const OpenedSession opened = signed_in(1);
    const OpenedSession other = signed_in(1);
    const Actor actor = *actor_by_bearer(opened.token);
    EXPECT_EQ(code_of(accounts_->sign_out(actor, {})), "");
    EXPECT_EQ(code_of(actor_by_bearer(opened.token)), "session.unknown");
    EXPECT_EQ(code_of(actor_by_bearer(other.token)), "");

    EXPECT_EQ(code_of(accounts_->sign_out(actor, {})), "");
    EXPECT_EQ(count_events<events::SessionClosed>(), 1u);
}

TEST_F(SessionGateTest, AVisitorHasNoSessionToEnd) {
    EXPECT_EQ(code_of(accounts_->sign_out({}, {})), "session.required");
}

TEST_F(SessionGateTest, ARoleActsOnTheNextRequestAndEndsOnTheNextToo) {
    const OpenedSession opened = signed_in(1);
    const Grant membership{Role::employer_member, 4711};
    clock_.advance(seconds(1));
    database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        return grant_role(transaction, {opened.account.id, membership, clock_.now()}).has_value();
    });
    EXPECT_EQ(actor_by_bearer(opened.token)->grants,
              (std::vector<Grant>{{Role::worker}, membership}));

    execute("UPDATE role_grant SET until = $1 WHERE role = 'employer_member'", {clock_.now()});
    EXPECT_EQ(actor_by_bearer(opened.token)->grants, std::vector<Grant>{{Role::worker}});
}

TEST_F(SessionGateTest, FreezingAnAccountEndsItsSessionsAtOnce) {
    const OpenedSession opened = signed_in(1);
    execute("UPDATE account SET state = 'frozen' WHERE id = $1", {opened.account.id});
    EXPECT_EQ(code_of(actor_by_bearer(opened.token)), "session.unknown");
}

TEST_F(SessionGateTest, ASessionOutlivesARestart) {
    const OpenedSession opened = signed_in(1);
    restart();
    EXPECT_EQ(code_of(actor_by_bearer(opened.token)), "");
}

TEST_F(SessionGateTest, AdmitAsksTheMatrix) {
    EXPECT_EQ(code_of(gate_->admit({}, Action::job_search)), "");
    EXPECT_EQ(code_of(gate_->admit({}, Action::job_create)), "session.required");
    const Actor worker = *actor_by_bearer(signed_in(1).token);
    EXPECT_EQ(code_of(gate_->admit(worker, Action::job_create)), "role.not_allowed");
}

}  // namespace
}  // namespace gig::accounts
