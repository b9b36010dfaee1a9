#include "app/app_fixture.h"

namespace gig::app {
namespace {

/// The figures and the open data of the whole house, each answer held against the contract.
class FiguresWalkTest : public WholeHouse {
protected:
    http::Response get(const std::string& target, const std::string& if_none_match = {}) {
        http::Request request{.method = "GET", .target = target};
        request.peer = "127.0.0.1";
        request.peer_is_local = true;
        request.id = "test";
        if (!if_none_match.empty()) request.fields.emplace_back("if-none-match", if_none_match);
        return doors_.walk.answer(request);
    }

    json::value read(const std::string& target) {
        const http::Response response = get(target);
        EXPECT_EQ(response.status, 200) << target << " " << *response.body;
        return *parse_json(*response.body);
    }

    static std::string header_of(const http::Response& response, std::string_view wanted) {
        for (const auto& [name, value] : response.headers) {
            if (name == wanted) return value;
        }
        return "";
    }

    /// A job of two evening shifts for five people at Donghu, by an employer of its own.
    static JobId post(House& house, const std::string& digits) {
        const accounts::Account account =
            *house.accounts.create_for_demo({*Phone::parse("120" + digits),
                                             *accounts::DisplayName::parse("演示用工方"),
                                             {{Role::worker}}});
        Actor actor{.account = account.id, .grants = {{Role::worker}}};
        const Result<employers::Employer> employer = house.employers.apply(
            actor,
            {employers::EmployerKind::firm, "月河示例饭店" + digits,
             *employers::CreditCode::complete("913305001" + digits), std::nullopt},
            {});
        invariant(employer && employer->verified());
        actor.grants = {{Role::employer_member, employer->id.value()}};

        const Time start = midnight(today) + std::chrono::hours(41);
        const jobs::JobDraft draft{
            .market = markets::market_id_of("donghu"),
            .title = "晚市洗碗",
            .occupation = "dishwasher",
            .description = "晚市洗碗，包一顿饭。</script>",
            .place = places::SourcePlace{30.868, 120.104, places::Crs::wgs84},
            .address = "月河街道",
            .pay = {Money{2'600}, PayUnit::hour},
            .settlement = Settlement::day,
            .relation = Relation::part_time,
            .shifts = {{start, start + std::chrono::hours(4), 3},
                       {start + std::chrono::hours(24), start + std::chrono::hours(28), 2}},
            .injury_cover = {InjuryCoverKind::work_injury},
            .expires_at = start};
        const Result<jobs::Published> made = house.jobs.publish(actor, draft, {});
        invariant(made && made->state == jobs::JobState::open);
        return made->job;
    }

    House house_{settings_in(folder_.path()), {clock_, rng_, log_}};
    JobId job_ = post(house_, "10000001");
    Doors doors_{house_, [](const std::string& fault) { ADD_FAILURE() << fault; }};
};

TEST_F(FiguresWalkTest, TheFiguresOfACityThatWasThereBeforeAreFoldedAtStart) {
    EXPECT_EQ(doors_.figures.position(), house_.database.last_event());
    EXPECT_TRUE(doors_.reasons_not_ready().empty());
    EXPECT_EQ(read("/api/v1/figures?metric=notices&by=week").at("total"), 1);
    EXPECT_EQ(read("/api/v1/figures?metric=posts&region=330502&by=month").at("total"), 5);
    EXPECT_EQ(read("/api/v1/figures").at("items").as_array().size(), 11U);
    EXPECT_EQ(read("/api/v1/figures/posts/definition").at("version"), 1);
    EXPECT_EQ(get("/api/v1/figures?metric=arrived").status, 404);
    EXPECT_EQ(get("/api/v1/figures?metric=posts&from=yesterday!").status, 400);
    EXPECT_EQ(get("/api/v1/figures/posts/rows").status, 401);
}

TEST_F(FiguresWalkTest, AFigureFollowsWhatHappens) {
    EXPECT_EQ(read("/api/v1/figures?metric=employers").at("total"), 1);
    post(house_, "10000002");
    ASSERT_TRUE(doors_.figures_follower->wait_until(house_.database.last_event(),
                                                    std::chrono::seconds(10)));
    EXPECT_EQ(read("/api/v1/figures?metric=employers").at("total"), 2);
    EXPECT_EQ(read("/api/v1/figures?metric=posts").at("total"), 10);
}

TEST_F(FiguresWalkTest, OpenDataIsAsTheContractSaysAndTakenOnce) {
    const http::Response snapshot = get("/open/jobs");
    EXPECT_EQ(snapshot.status, 200);
    const std::string position = header_of(snapshot, "Gigfair-Position");
    EXPECT_EQ(position, std::to_string(house_.database.last_event()));
    EXPECT_EQ(*get("/open/jobs/changes?since=" + position).body, "");
    EXPECT_FALSE(get("/open/jobs/changes").body->empty());
    EXPECT_EQ(get("/open/jobs/changes?since=999999999").status, 400);

    const http::Response figures = get("/open/figures");
    EXPECT_EQ(figures.status, 200);
    const std::string etag = header_of(figures, "ETag");
    const http::Response again = get("/open/figures", etag);
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, nullptr);
    EXPECT_EQ(header_of(again, "ETag"), etag);
    EXPECT_EQ(header_of(again, "Cache-Control"), "public, max-age=60");
    EXPECT_EQ(get("/open/figures", "\"other\"").status, 200);
}

TEST_F(FiguresWalkTest, AJobsPageBearsItsFactsWhateverTheLinkCarries) {
    const std::string page = "/jobs/" + job_.text();
    const http::Response shown = get(page + "?opening=x&utm_source=%zz&opening=y");
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(header_of(shown, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_NE(shown.body->find("\"@type\":\"JobPosting\""), std::string::npos);
    EXPECT_EQ(get(page, header_of(shown, "ETag")).status, 304);
    const http::Response nothing = get("/jobs/0000000000000");
    EXPECT_EQ(nothing.status, 404);
    EXPECT_EQ(header_of(nothing, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(nothing.body->find("JobPosting"), std::string::npos);
}

}  // namespace
}  // namespace gig::app
