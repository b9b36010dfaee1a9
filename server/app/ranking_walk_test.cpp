#include "app/app_fixture.h"

namespace gig::app {
namespace {

using std::chrono::hours;

/// Personal search through the whole house, each answer held against the contract.
class RankingWalkTest : public WholeHouse {
protected:
    struct Answered {
        int status;
        json::value body;
        std::string bytes;
    };

    Answered send(std::string method, std::string target, const json::value& body = nullptr,
                  const std::string& language = "zh-CN") {
        EXPECT_TRUE(
            doors_.follower->wait_until(house_.database.last_event(), std::chrono::seconds(10)));
        http::Request request{.method = std::move(method), .target = std::move(target)};
        request.peer = "127.0.0.1";
        request.peer_is_local = true;
        request.id = "test";
        request.fields.emplace_back("accept-language", language);
        if (!body.is_null()) {
            request.fields.emplace_back("content-type", "application/json");
            request.body = json::serialize(body);
        }
        if (!token_.empty()) request.fields.emplace_back("authorization", "Bearer " + token_);
        const http::Response response = doors_.walk.answer(request);
        Answered answered{response.status, nullptr, response.body ? *response.body : ""};
        if (answered.bytes.starts_with('{')) answered.body = *parse_json(answered.bytes);
        return answered;
    }

    void sign_in(const std::string& phone) {
        token_.clear();
        EXPECT_EQ(send("POST", "/api/v1/sign-in/codes", {{"phone", phone}}).status, 202);
        const json::value code = send("GET", "/simulators/sms?phone=" + phone)
                                     .body.at("items")
                                     .as_array()
                                     .back()
                                     .at("code");
        const Answered signed_in =
            send("POST", "/api/v1/sign-in", {{"phone", phone}, {"code", code}, {"client", "app"}});
        ASSERT_EQ(signed_in.status, 200) << signed_in.bytes;
        token_ = json::value_to<std::string>(signed_in.body.at("token"));
        account_ = AccountId::parse(signed_in.body.at("account_id").as_string());
    }

    /// Somebody who lives at Donghu and has the certificate of health.
    void sign_in_with_profile(const std::string& phone) {
        sign_in(phone);
        workers::ProfileDraft draft;
        draft.home = places::SourcePlace{30.868, 120.104, places::Crs::wgs84};
        draft.preferences.certificates = {"health"};
        draft.preferences.birth_date = std::chrono::year(1990) / 1 / 1;
        ASSERT_TRUE(house_.workers.save_self(worker(), draft, {}));
    }
    Actor worker() const { return {.account = account_, .grants = {{Role::worker}}}; }

    /// A lunch and an evening of washing dishes at Donghu.
    void post() {
        const accounts::Account account =
            *house_.accounts.create_for_demo({*Phone::parse("12010000001"),
                                              *accounts::DisplayName::parse("演示用工方"),
                                              {{Role::worker}}});
        employer_ = {.account = account.id, .grants = {{Role::worker}}};
        const Result<employers::Employer> employer = house_.employers.apply(
            employer_,
            {employers::EmployerKind::firm, "月河示例饭店",
             *employers::CreditCode::complete("91330500110000001"), std::nullopt},
            {});
        employer_.grants = {{Role::employer_member, employer->id.value()}};
        const Time day = midnight(today) + hours(24);
        const jobs::JobDraft draft{
            .title = "洗碗",
            .occupation = "dishwasher",
            .description = "洗碗、收台，包一顿饭。",
            .place = places::SourcePlace{30.868, 120.104, places::Crs::wgs84},
            .address = "月河街道",
            .pay = {Money{2'600}, PayUnit::hour},
            .settlement = Settlement::day,
            .relation = Relation::part_time,
            .shifts = {{day + hours(11), day + hours(14), 3},
                       {day + hours(17), day + hours(20), 2}},
            .injury_cover = {InjuryCoverKind::work_injury},
            .expires_at = day + hours(17)};
        const Result<jobs::Published> made = house_.jobs.publish(employer_, draft, {});
        ASSERT_TRUE(made && made->state == jobs::JobState::open);
    }

    json::array recommended() {
        return send("GET", "/api/v1/me/recommendations").body.at("items").as_array();
    }

    House house_{settings_in(folder_.path()), {clock_, rng_, log_}};
    Doors doors_{house_, [](const std::string& fault) { ADD_FAILURE() << fault; }};
    std::string token_;
    std::optional<AccountId> account_;
    Actor employer_;
};

TEST_F(RankingWalkTest, AWorkerIsRecommendedWorkAndHasTheAnswerMadeAgain) {
    post();
    EXPECT_EQ(send("GET", "/api/v1/me/recommendations").status, 401);
    sign_in_with_profile("12000000077");
    const Answered answer = send("GET", "/api/v1/me/recommendations?k=5");
    ASSERT_EQ(answer.status, 200) << answer.bytes;
    ASSERT_EQ(answer.body.at("items").as_array().size(), 2U);
    EXPECT_EQ(send("GET", "/api/v1/me/recommendations?k=101").status, 400);
    EXPECT_EQ(send("GET", "/api/v1/me/recommendations?k=0").status, 400);

    const std::string opening =
        json::value_to<std::string>(answer.body.at("items").at(0).at("opening_id"));
    EXPECT_EQ(send("GET", "/api/v1/me/why-not?opening_id=" + opening).body.at("rank"), 1);
    EXPECT_EQ(send("GET", "/api/v1/me/why-not?opening_id=0000000000000").body.at("code"),
              "opening.not_found");
    EXPECT_EQ(send("GET", "/api/v1/me/why-not").status, 400);

    const std::string receipt =
        "/api/v1/receipts/" + json::value_to<std::string>(answer.body.at("receipt_id"));
    EXPECT_EQ(send("GET", receipt).body.at("items").as_array().size(), 2U);
    EXPECT_EQ(send("POST", receipt + ":replay").body.at("identical"), true);
    const Answered contest =
        send("POST", receipt + "/contests", {{"term", "near"}, {"reason", "要过桥，没有这么近"}});
    EXPECT_EQ(contest.status, 201) << contest.bytes;
    EXPECT_EQ(send("GET", "/api/v1/me/contests").body.at("items").as_array().size(), 1U);
    EXPECT_EQ(send("POST", receipt + "/contests", {{"term", "luck"}, {"reason", "x"}}).status, 422);
    EXPECT_EQ(send("GET", "/api/v1/contests").status, 403);
}

TEST_F(RankingWalkTest, ADayIsPlanned) {
    post();
    sign_in_with_profile("12000000077");
    const Answered days = send("GET", "/api/v1/me/day-plan?date=2026-11-26");
    ASSERT_EQ(days.status, 200) << days.bytes;
    EXPECT_EQ(days.body.at("plans").at(0).at("stops").as_array().size(), 2U);
    EXPECT_EQ(send("GET", "/api/v1/me/day-plan?date=2026-13-01").status, 400);
    EXPECT_EQ(send("GET", "/api/v1/me/day-plan").status, 400);
}

/// The room of engagements stands above the one that searches: what was agreed there keeps a
/// worker busy here.
TEST_F(RankingWalkTest, AnAgreedShiftKeepsTheWorkerBusy) {
    post();
    sign_in_with_profile("12000000077");
    const json::array before = recommended();
    ASSERT_EQ(before.size(), 2U);
    const OpeningId evening = OpeningId::parse(before.at(1).at("opening_id").as_string()).value();
    const auto intent = house_.engagements.express(worker(), evening, {});
    ASSERT_TRUE(intent);
    ASSERT_TRUE(house_.engagements.offer(employer_, intent->id, {}));
    ASSERT_TRUE(house_.engagements.confirm(worker(), intent->id, {}));

    EXPECT_EQ(recommended().size(), 1U);
    const Answered why = send("GET", "/api/v1/me/why-not?opening_id=" + evening.text());
    EXPECT_EQ(why.body.at("code"), "clashes");
}

TEST_F(RankingWalkTest, TheAlgorithmIsPublicInTwoLanguages) {
    const Answered zh = send("GET", "/api/v1/algorithm");
    EXPECT_EQ(zh.status, 200);
    const Answered en = send("GET", "/api/v1/algorithm", nullptr, "en");
    EXPECT_EQ(zh.body.at("weights"), en.body.at("weights"));
    EXPECT_NE(zh.body.at("summary"), en.body.at("summary"));
}

}  // namespace
}  // namespace gig::app
