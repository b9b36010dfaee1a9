#include "accounts/authorize.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "storage/temporary_database.h"

namespace gig::accounts {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time noon{std::chrono::hours(480'000)};
constexpr AccountId me(11);
constexpr AccountId somebody_else(12);
constexpr std::int64_t my_scope = 21;
constexpr std::int64_t other_scope = 22;

const std::filesystem::path matrix_csv =
    std::filesystem::path(GIG_SOURCE_DIR) / "server/accounts/authz_matrix.csv";

Actor actor_with(Role role) {
    if (role == Role::visitor) return {};
    return {me, std::nullopt, {{role, my_scope}}};
}

/// The code of the refusal, "" where there is none.
std::string code_of(const Result<void>& result) {
    return result ? "" : std::string(result.error().code);
}

Object object_in_scope(Reach reach) {
    switch (reach) {
        case Reach::own:
            return {.owner = me};
        case Reach::org:
            return {.employer = EmployerId(my_scope)};
        case Reach::party:
            return {.parties = {somebody_else, me}};
        case Reach::market:
            return {.market = MarketId(my_scope)};
        case Reach::county:
            return {.county = my_scope};
        case Reach::aggregates:
            return {.aggregate = true};
        case Reach::denied:
        case Reach::assigned_case:
        case Reach::all:
        case Reach::public_view:
            break;
    }
    return {};
}

/// Objects that the reach must not cover: somebody else's, also where everything but the one
/// relation that counts is the actor's.
std::vector<Object> objects_out_of_scope(Reach reach) {
    Object mine{me, EmployerId(my_scope), MarketId(my_scope), my_scope, {me}, true};
    switch (reach) {
        case Reach::own:
            mine.owner = somebody_else;
            break;
        case Reach::org:
            mine.employer = EmployerId(other_scope);
            break;
        case Reach::party:
            mine.parties = {somebody_else};
            break;
        case Reach::market:
            mine.market = MarketId(other_scope);
            break;
        case Reach::county:
            mine.county = other_scope;
            break;
        case Reach::aggregates:
            mine.aggregate = false;
            break;
        case Reach::assigned_case:
            break;
        case Reach::denied:
        case Reach::all:
        case Reach::public_view:
            return {};
    }
    return {mine, Object{}};
}

struct Counts {
    int denied = 0;
    int allowed = 0;
    int out_of_scope = 0;
    int step_up = 0;
    int closed = 0;  // Two people or break-glass.
};

class AuthorizeTest : public testing::Test {
protected:
    void try_denied_cell(Action action, const Actor& actor, bool some_role_may) {
        const std::string expected =
            !actor.signed_in() && some_role_may ? "session.required" : "role.not_allowed";
        const Object everything{me, EmployerId(my_scope), MarketId(my_scope), my_scope, {me}, true};
        EXPECT_EQ(code_of(policy_.admit(actor, action)), expected);
        EXPECT_EQ(code_of(policy_.authorize(actor, action, everything, noon)), expected);
        ++counts_.denied;
    }

    void try_allowed_cell(Action action, const Actor& actor, const Cell& cell) {
        EXPECT_EQ(code_of(policy_.admit(actor, action)), "");
        for (const Object& object : objects_out_of_scope(cell.reach)) {
            const Result<void> refused = policy_.authorize(actor, action, object, noon);
            EXPECT_EQ(code_of(refused), "http.not_found");
            EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
            ++counts_.out_of_scope;
        }
        if (cell.reach == Reach::assigned_case) return;

        const Object object = object_in_scope(cell.reach);
        if (cell.two_people || cell.break_glass) {
            try_closed_cell(action, actor, cell, object);
        } else if (cell.step_up) {
            try_step_up_cell(action, actor, object);
        } else {
            EXPECT_EQ(code_of(policy_.authorize(actor, action, object, noon)), "");
            ++counts_.allowed;
        }
    }

    void try_closed_cell(Action action, Actor actor, const Cell& cell, const Object& object) {
        actor.stepped_up_at = noon;
        EXPECT_EQ(
            code_of(policy_.authorize(actor, action, object, noon)),
            cell.two_people ? "policy.second_person_required" : "policy.break_glass_required");
        if (cell.two_people) try_second_person(action, actor, object);
        ++counts_.closed;
    }

    /// Another person's word does; one's own said twice doesn't, nor a word on what isn't theirs.
    void try_second_person(Action action, const Actor& actor, Object object) {
        object.agreed_by = me;
        EXPECT_EQ(code_of(policy_.authorize(actor, action, object, noon)),
                  "policy.second_person_required");
        object.agreed_by = somebody_else;
        EXPECT_EQ(code_of(policy_.authorize(actor, action, object, noon)), "");
        for (Object theirs :
             objects_out_of_scope(policy_.cell(action, actor.grants[0].role).reach)) {
            theirs.agreed_by = somebody_else;
            EXPECT_EQ(code_of(policy_.authorize(actor, action, theirs, noon)), "http.not_found");
        }
    }

    void try_step_up_cell(Action action, Actor actor, const Object& object) {
        const auto code_at = [&](std::optional<Time> stepped_up_at) {
            actor.stepped_up_at = stepped_up_at;
            return code_of(policy_.authorize(actor, action, object, noon));
        };
        EXPECT_EQ(code_at(std::nullopt), "session.step_up_required");
        EXPECT_EQ(code_at(noon), "");
        EXPECT_EQ(code_at(noon - step_up_age_max), "");
        EXPECT_EQ(code_at(noon - step_up_age_max - std::chrono::milliseconds(1)),
                  "session.step_up_required");
        EXPECT_EQ(code_at(noon + step_up_age_max + seconds(1)), "session.step_up_required");
        ++counts_.step_up;
    }

    Policy policy_ = Policy::load(matrix_csv);
    Counts counts_;
};

TEST_F(AuthorizeTest, EveryCellOfTheHouseAllowsAndRefusesWhatItSays) {
    for (int action_number = 0; action_number < action_count; ++action_number) {
        const auto action = static_cast<Action>(action_number);
        bool some_role_may = false;
        for (int role = 0; role < role_count; ++role) {
            some_role_may |= policy_.cell(action, static_cast<Role>(role)).reach != Reach::denied;
        }
        for (int role_number = 0; role_number < role_count; ++role_number) {
            const auto role = static_cast<Role>(role_number);
            SCOPED_TRACE(std::string(action_name(action)) + " as " + std::string(role_name(role)));
            const Cell& cell = policy_.cell(action, role);
            if (cell.reach == Reach::denied) {
                try_denied_cell(action, actor_with(role), some_role_may);
            } else {
                try_allowed_cell(action, actor_with(role), cell);
            }
        }
    }
    std::cout << "matrix: " << action_count << " actions x " << role_count
              << " roles: " << counts_.denied << " cells denied, " << counts_.allowed
              << " allowed in scope, " << counts_.step_up << " with step-up, " << counts_.closed
              << " closed (second person, break-glass), " << counts_.out_of_scope
              << " refusals out of scope\n";
    EXPECT_GT(counts_.denied, 0);
    EXPECT_GT(counts_.step_up, 0);
    EXPECT_GT(counts_.closed, 0);
}

TEST_F(AuthorizeTest, RolesAddUp) {
    const Actor both{me, std::nullopt, {{Role::worker}, {Role::employer_member, my_scope}}};
    EXPECT_TRUE(
        policy_.authorize(both, Action::job_create, {.employer = EmployerId(my_scope)}, noon));
    EXPECT_TRUE(policy_.authorize(both, Action::account_read_self, {.owner = me}, noon));
    EXPECT_EQ(code_of(policy_.authorize(both, Action::job_create,
                                        {.employer = EmployerId(other_scope)}, noon)),
              "http.not_found");
}

TEST_F(AuthorizeTest, OneRolesScopeDoesNotWidenAnother) {
    const Actor staff{
        me, std::nullopt, {{Role::market_staff, my_scope}, {Role::employer_member, other_scope}}};
    EXPECT_EQ(code_of(policy_.authorize(staff, Action::job_close,
                                        {.employer = EmployerId(my_scope)}, noon)),
              "http.not_found");
}

TEST_F(AuthorizeTest, AnAccountWithoutRolesMayNothing) {
    const Actor stripped{me};
    EXPECT_EQ(code_of(policy_.admit(stripped, Action::job_search)), "role.not_allowed");
}

TEST_F(AuthorizeTest, RowsWithoutARouteAreKnownByName) {
    EXPECT_TRUE(policy_.knows("wage.edit_posted"));
    EXPECT_FALSE(policy_.knows("wage.invent"));
}

/// The matrix after one change to its text.
Policy load_changed(const std::string& from, const std::string& to) {
    std::stringstream text;
    text << std::ifstream(matrix_csv).rdbuf();
    std::string changed = text.str();
    const std::size_t at = changed.find(from);
    if (at == std::string::npos) throw std::runtime_error("nothing to change");
    changed.replace(at, from.size(), to);

    const storage::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "matrix.csv";
    std::ofstream(path) << changed;
    return Policy::load(path);
}

std::string complaint_after(const std::string& from, const std::string& to) {
    try {
        (void)load_changed(from, to);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

TEST(PolicyLoadTest, NoMarkOfACellIsLost) {
    // No action of the house has such cells yet, so one is given them here.
    const auto code_with = [](const std::string& cell) {
        const Policy policy = load_changed("JOB,job.close,-,-,org", "JOB,job.close,-,-," + cell);
        Actor member = actor_with(Role::employer_member);
        member.stepped_up_at = noon;
        return code_of(
            policy.authorize(member, Action::job_close, {.employer = EmployerId(my_scope)}, noon));
    };
    EXPECT_EQ(code_with("org"), "");
    EXPECT_EQ(code_with("org*"), "");
    EXPECT_EQ(code_with("org+"), "");
    EXPECT_EQ(code_with("org2"), "policy.second_person_required");
    EXPECT_EQ(code_with("org+2*"), "policy.second_person_required");
    EXPECT_EQ(code_with("org+!"), "policy.break_glass_required");
    EXPECT_TRUE(load_changed("JOB,job.close,-,-,org", "JOB,job.close,-,-,org*")
                    .cell(Action::job_close, Role::employer_member)
                    .masked);
}

TEST(PolicyLoadTest, DamagedMatricesAreRefusedWithTheirLine) {
    const auto starts = [](const std::string& from, const std::string& to,
                           const std::string& complaint) {
        const std::string said = complaint_after(from, to);
        EXPECT_TRUE(said.starts_with("authorisation matrix" + complaint)) << from << ": " << said;
    };
    starts("visitor,worker", "worker,visitor", ", line 1: the columns must be");
    starts("account.register,all", "account.register,some", ", line 2: unknown cell 'some'");
    starts("account.register,all", "account.register,all**", ", line 2: unknown cell 'all**'");
    starts("account.register,all", "account.register,-+", ", line 2: unknown cell '-+'");
    starts("account.register,all", "account.register,", ", line 2: unknown cell ''");
    starts("account.register,all,", "account.register,", ", line 2: must have 14 fields, has 13");
    starts("account.register,all", "account.register,all,all", ", line 2: must have 14 fields");
    starts("ACCOUNT,account.read_self", ",account.read_self", ", line 3: group or action is empty");
    starts("account.read_self", "account.register", ", line 3: account.register stands twice");
    starts("org.apply", "org.applied", ": no row for org.apply");
}

TEST(PolicyLoadTest, AMissingFileIsSaid) {
    EXPECT_THROW((void)Policy::load("nowhere.csv"), std::runtime_error);
}

TEST(PolicyLoadTest, TheMatrixAsItStandsLoads) {
    EXPECT_EQ(complaint_after("account.register", "account.register"), "");
}

}  // namespace
}  // namespace gig::accounts
