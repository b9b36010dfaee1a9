#include "matching/recommendations_routes.h"

#include "base/json.h"
#include "matching/personal_fixture.h"
#include "matching/receipts_routes.h"

namespace gig::matching {
namespace {

using QueryValues = std::map<std::string, std::string, std::less<>>;

class RecommendationsRoutesTest : public PersonalHouse {
protected:
    RecommendationsRoutesTest() {
        add_routes(router_, RecommendationsDoor{recommendations_, day_plans_, ranking_,
                                                occupations_, markets_, clock_});
        add_routes(router_, ReceiptsDoor{receipts_, contests_, occupations_, clock_});
    }

    http::Reply send(http::Method method, std::string_view path, http::Call call) {
        auto match = router_.match(method, path);
        invariant(match.has_value());
        call.path = std::move(match->path);
        return match->route->handler(call);
    }
    http::Reply get(std::string_view path, QueryValues query = {},
                    http::Locale locale = http::Locale::zh_cn) {
        return send(http::Method::get, path,
                    {.actor = worker_, .locale = locale, .query = http::Query(std::move(query))});
    }
    http::Reply post(std::string_view path, const Actor& actor, json::value body = nullptr) {
        return send(http::Method::post, path, {.actor = actor, .body = std::move(body)});
    }
    static json::object body_of(const http::Reply& reply) {
        EXPECT_LT(reply.status, 300) << (reply.problem ? reply.problem->code : "");
        return json::parse(reply.body).as_object();
    }
    static std::string text(const json::object& object, std::string_view name) {
        return std::string(object.at(name).as_string());
    }

    Actor worker_ = worker_with(profile());
    http::Router router_;
};

TEST_F(RecommendationsRoutesTest, SpellsAnItemAsTheContractDoes) {
    const JobId job = published(shift("晚餐洗碗", 1'000));
    follow();
    const json::object answer = body_of(get("/api/v1/me/recommendations"));
    EXPECT_EQ(answer.at("rule_version"), "2026.1");
    EXPECT_EQ(answer.at("personalised"), true);
    EXPECT_TRUE(ReceiptId::parse(text(answer, "receipt_id")));
    ASSERT_EQ(answer.at("items").as_array().size(), 1U);
    const json::object& item = answer.at("items").at(0).as_object();
    EXPECT_EQ(text(item, "opening_id"), opening_of(job).text());
    EXPECT_EQ(item.at("title"), "晚餐洗碗");
    EXPECT_EQ(item.at("distance_m"), 1'000);
    EXPECT_EQ(json::serialize(item.at("terms")),
              R"({"near":314650,"pay":83200,"occupation":0,"trust":70000,"settle":0,)"
              R"("skill":70000,"fresh":50000})");
    EXPECT_EQ(item.at("score"), 587'850);
    EXPECT_EQ(json::serialize(item.at("reasons")),
              R"([{"code":"near","params":{"distance_m":1000,"minutes":6}},)"
              R"({"code":"fresh","params":{"hours":0}},{"code":"paid_daily","params":{}}])");
    EXPECT_EQ(item.at("leave_home"), "2026-11-26T16:54:00+08:00");
    EXPECT_EQ(item.at("back_home"), "2026-11-26T21:06:00+08:00");
    EXPECT_EQ(item.at("travel_clash"), false);
}

TEST_F(RecommendationsRoutesTest, KAndCrsAreAsked) {
    published(shift("一", 100));
    published(shift("二", 200));
    follow();
    const json::object one =
        body_of(get("/api/v1/me/recommendations", {{"k", "1"}, {"crs", "GCJ02"}}));
    ASSERT_EQ(one.at("items").as_array().size(), 1U);
    EXPECT_EQ(one.at("items").at(0).at("place").at("crs"), "GCJ02");
}

TEST_F(RecommendationsRoutesTest, WhyNotLeavesOutWhatThereIsNot) {
    const OpeningId opening = opening_of(published(shift("洗碗", 6'000)));
    const OpeningId far = opening_of(published(shift("远", 20'000)));
    follow();
    const json::object listed =
        body_of(get("/api/v1/me/why-not", {{"opening_id", opening.text()}}));
    EXPECT_EQ(listed.at("listed"), true);
    EXPECT_EQ(listed.at("rank"), 1);
    EXPECT_FALSE(listed.contains("code"));
    EXPECT_EQ(listed.at("terms").at("trust"), 70'000);
    const json::object shut = body_of(get("/api/v1/me/why-not", {{"opening_id", far.text()}}));
    EXPECT_EQ(shut.at("code"), "too_far");
    EXPECT_FALSE(shut.contains("rank"));

    for (const std::string& id : {OpeningId(1).text(), std::string("zzzzzzzzzzzzz")}) {
        const http::Reply none = get("/api/v1/me/why-not", {{"opening_id", id}});
        EXPECT_EQ(none.status, 404);
        EXPECT_EQ(none.problem.value().code, "opening.not_found");
    }
}

TEST_F(RecommendationsRoutesTest, ADayPlanSpellsItsStops) {
    const JobId job = published(shift("晚市", 1'000));
    follow();
    const json::object answer = body_of(get("/api/v1/me/day-plan", {{"date", "2026-11-26"}}));
    const json::object& plan = answer.at("plans").at(0).as_object();
    EXPECT_EQ(plan.at("value_fen"), 9'640);
    EXPECT_EQ(plan.at("wage_fen"), 10'000);
    EXPECT_EQ(plan.at("travel_minutes"), 12);
    EXPECT_EQ(plan.at("home_at"), "2026-11-26T21:06:00+08:00");
    const json::object& stop = plan.at("stops").at(0).as_object();
    EXPECT_EQ(text(stop, "opening_id"), opening_of(job).text());
    EXPECT_EQ(stop.at("distance_m"), 1'000);
    EXPECT_EQ(stop.at("leave"), "2026-11-26T16:54:00+08:00");
    EXPECT_EQ(stop.at("arrive"), "2026-11-26T17:00:00+08:00");
    EXPECT_EQ(get("/api/v1/me/day-plan", {{"date", "2026-02-30"}}).problem.value().code,
              "day_plan.date_malformed");
}

TEST_F(RecommendationsRoutesTest, TheAlgorithmIsToldToEverybodyInBothLanguages) {
    const http::Reply reply = get("/api/v1/algorithm");
    const json::object zh = body_of(reply);
    EXPECT_FALSE(reply.headers.empty()) << "it has an ETag";
    EXPECT_EQ(zh.at("version"), "2026.1");
    EXPECT_EQ(zh.at("valid_from"), "2026-01-01");
    EXPECT_EQ(zh.at("weights").at("personalised").at("near"), 350);
    EXPECT_EQ(zh.at("weights").at("unpersonalised").at("pay"), 340);
    EXPECT_EQ(zh.at("filters").at(0).at("code"), "closed");
    EXPECT_EQ(zh.at("filters").at(9).at("code"), "employer_blocked");
    EXPECT_EQ(zh.at("terms").at(6).at("term"), "fresh");
    EXPECT_EQ(zh.at("history").as_array().size(), 1U);
    EXPECT_EQ(zh.at("answer_days"), 15);
    const json::object en = body_of(get("/api/v1/algorithm", {}, http::Locale::en));
    EXPECT_EQ(en.at("terms").at(0).at("name"), "Near");
    EXPECT_NE(zh.at("switch_off"), en.at("switch_off"));
}

TEST_F(RecommendationsRoutesTest, AReceiptIsReadReplayedAndContested) {
    workers::ProfileDraft draft = profile();
    draft.preferences.wishes = {"dishwasher"};
    draft.preferences.prefer_settlement = Settlement::week;
    draft.preferences.away = {{tomorrow(), tomorrow() + std::chrono::hours(1)}};
    save(worker_, draft);
    const OpeningId opening = opening_of(published(shift("洗碗", 1'000)));
    follow();
    const std::string id = text(body_of(get("/api/v1/me/recommendations")), "receipt_id");

    const json::object receipt = body_of(get("/api/v1/receipts/" + id));
    EXPECT_EQ(receipt.at("made_at"), "2026-11-25T00:00:00+08:00");
    EXPECT_EQ(receipt.at("kept_until"), "2027-02-23T00:00:00+08:00");
    EXPECT_EQ(receipt.at("position"), database_->last_event());
    const json::object& query = receipt.at("query").as_object();
    EXPECT_EQ(json::serialize(query.at("wishes")), R"(["dishwasher"])");
    EXPECT_EQ(json::serialize(query.at("certificates")), R"(["health"])");
    EXPECT_EQ(json::serialize(query.at("settlements")),
              R"(["day","week","fortnight","month","completion"])");
    EXPECT_EQ(query.at("prefer_settlement"), "week");
    EXPECT_EQ(query.at("busy").at(0).at("end"), "2026-11-26T01:00:00+08:00");
    EXPECT_EQ(query.at("to"), "2026-12-09T00:00:00+08:00");
    EXPECT_EQ(receipt.at("items").at(0).at("rank"), 1);
    EXPECT_EQ(receipt.at("items").at(0).at("terms").at("occupation"), 150'000);

    const json::object replayed = body_of(post("/api/v1/receipts/" + id + ":replay", worker_));
    EXPECT_EQ(replayed.at("identical"), true);
    EXPECT_EQ(text(replayed.at("items").at(0).as_object(), "opening_id"), opening.text());
    EXPECT_EQ(replayed.at("items").at(0).at("score"), receipt.at("items").at(0).at("score"));

    const http::Reply made = post("/api/v1/receipts/" + id + "/contests", worker_,
                                  {{"term", "occupation"}, {"reason", "我不想洗碗了"}});
    EXPECT_EQ(made.status, 201);
    const json::object contest = body_of(made);
    EXPECT_EQ(contest.at("state"), "open");
    EXPECT_EQ(contest.at("due_at"), "2026-12-10T00:00:00+08:00");
    EXPECT_TRUE(contest.at("answer").is_null());

    const Actor manager = manager_of(nearest_market());
    const json::object queue =
        body_of(send(http::Method::get, "/api/v1/contests", {.actor = manager}));
    const json::object& queued = queue.at("items").at(0).as_object();
    EXPECT_EQ(queued.at("overdue"), false);
    EXPECT_EQ(queued.at("items").at(0).at("product"), 150'000);
    EXPECT_EQ(json::serialize(queue).find(worker_.account->text()), std::string::npos);
    EXPECT_TRUE(queue.at("next_cursor").is_null());

    const std::string contest_path = "/api/v1/contests/" + text(contest, "contest_id");
    EXPECT_EQ(text(body_of(post(contest_path + ":answer", manager, {{"text", "请改想做的工种。"}})),
                   "state"),
              "answered");
    const json::object own = body_of(get("/api/v1/me/contests"));
    EXPECT_EQ(own.at("items").at(0).at("answer").at("text"), "请改想做的工种。");
}

TEST_F(RecommendationsRoutesTest, ContestsComeInPages) {
    published(shift("洗碗"));
    follow();
    const std::string id = text(body_of(get("/api/v1/me/recommendations")), "receipt_id");
    for (const char* term : {"near", "pay", "fresh"}) {
        clock_.advance(std::chrono::minutes(1));
        post("/api/v1/receipts/" + id + "/contests", worker_, {{"term", term}, {"reason", "不对"}});
    }
    const json::object first = body_of(get("/api/v1/me/contests", {{"limit", "2"}}));
    EXPECT_EQ(first.at("items").as_array().size(), 2U);
    const std::string cursor = text(first, "next_cursor");
    const json::object second =
        body_of(get("/api/v1/me/contests", {{"limit", "2"}, {"cursor", cursor}}));
    ASSERT_EQ(second.at("items").as_array().size(), 1U);
    EXPECT_EQ(second.at("items").at(0).at("term"), "near");
    EXPECT_TRUE(second.at("next_cursor").is_null());
    EXPECT_EQ(get("/api/v1/me/contests", {{"cursor", "contests-0000000000001"}}).status, 400);
}

TEST_F(RecommendationsRoutesTest, NotThereAndNotTheirsAreTheSameBytes) {
    published(shift("洗碗"));
    follow();
    const std::string id = text(body_of(get("/api/v1/me/recommendations")), "receipt_id");
    const Actor other = worker_with(profile());
    const auto refusal = [&](const std::string& path) {
        return send(http::Method::get, path, {.actor = other}).problem.value().code;
    };
    EXPECT_EQ(refusal("/api/v1/receipts/" + id), "http.not_found");
    EXPECT_EQ(refusal("/api/v1/receipts/0000000000000"), "http.not_found");
    EXPECT_EQ(post("/api/v1/receipts/" + id + ":replay", other).problem.value().code,
              "http.not_found");
    EXPECT_EQ(
        post("/api/v1/receipts/" + id + "/contests", other, {{"term", "near"}, {"reason", "不对"}})
            .problem.value()
            .code,
        "http.not_found");
}

}  // namespace
}  // namespace gig::matching
