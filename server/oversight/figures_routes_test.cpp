#include "oversight/figures_routes.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "oversight/figures_house_test.h"

namespace gig::oversight {
namespace {

using QueryValues = std::map<std::string, std::string, std::less<>>;

class FiguresRoutesTest : public FiguresHouse {
protected:
    FiguresRoutesTest() {
        add_routes(router_, {figures_, definitions_, open_figures_, regions_, markets_});
    }

    http::Reply get(std::string_view path, QueryValues query = {}, const Actor& actor = {},
                    http::Locale locale = http::Locale::zh_cn) {
        const auto match = router_.match(http::Method::get, path);
        http::Call call;
        call.actor = actor;
        call.path = match.value().path;
        call.query = http::Query(std::move(query));
        call.locale = locale;
        call.received_at = clock_.now();
        return match->route->handler(call);
    }

    std::string refusal(std::string_view path, QueryValues query = {}, const Actor& actor = {}) {
        const http::Reply reply = get(path, std::move(query), actor);
        if (!reply.problem) return "";
        return std::to_string(reply.status) + " " + std::string(reply.problem->code) + " " +
               reply.problem->field;
    }

    static std::string header_of(const http::Reply& reply, std::string_view wanted) {
        for (const auto& [name, value] : reply.headers) {
            if (name == wanted) return value;
        }
        return "";
    }

    Definitions definitions_ =
        Definitions::load(GIG_SOURCE_DIR "/server/oversight/definitions.json");
    OpenFigures open_figures_{figures_, definitions_, regions_, markets_, clock_};
    http::Router router_;
};

constexpr std::string_view figures_path = "/api/v1/figures";

TEST_F(FiguresRoutesTest, SpellsAFigureAsTheContractDoes) {
    const Actor employer = employer_member();
    jobs::JobDraft job = draft();
    job.market = donghu_;
    posted(employer, job);
    follow();
    clock_.advance(std::chrono::hours(24));
    const http::Reply reply = get(figures_path, {{"metric", "posts"},
                                                 {"market", donghu_.text()},
                                                 {"region", "330502"},
                                                 {"from", "2026-11-20"}});
    ASSERT_EQ(reply.status, 200);
    EXPECT_EQ(
        reply.body,
        R"({"metric":"posts","name":"发布岗位数","definition_version":1,"unit":"个","total":4,)"
        R"("covers":{"from":"2026-11-25","to":"2026-11-26"},)"
        R"("series":[{"from":"2026-11-25","value":4},{"from":"2026-11-26","value":0}],)"
        R"("as_of":{"position":)" +
            std::to_string(database_->last_event()) + R"(,"at":"2026-11-25T00:00:00+08:00"}})");
}

TEST_F(FiguresRoutesTest, WithoutAMetricEveryTotalIsToldAndWhatIsMissingToo) {
    employer_member();
    follow();
    const json::value whole = json::parse(get(figures_path, {}, {}, http::Locale::en).body);
    ASSERT_EQ(whole.at("items").as_array().size(), static_cast<std::size_t>(metric_count));
    EXPECT_EQ(whole.at("items").at(0).at("metric"), "markets");
    EXPECT_EQ(whole.at("items").at(0).at("total"), 14);
    EXPECT_EQ(whole.at("items").at(0).at("unit"), "markets");
    EXPECT_TRUE(whole.at("items").at(0).at("covers").is_null());
    EXPECT_EQ(whole.at("items").at(6).at("total"), 1) << "the employer";
    EXPECT_EQ(json::serialize(whole.at("left_out")),
              R"([{"metric":"served","code":"figures.not_counted_yet"},)"
              R"({"metric":"arrived","code":"figures.not_counted_yet"},)"
              R"({"metric":"worked","code":"figures.not_counted_yet"},)"
              R"({"metric":"paid","code":"figures.not_counted_yet"},)"
              R"({"metric":"disputed","code":"figures.not_counted_yet"}])");
}

TEST_F(FiguresRoutesTest, RefusalsNameTheParameter) {
    employer_member();
    follow();
    EXPECT_EQ(refusal(figures_path, {{"metric", "arrived"}}), "404 figures.not_counted_yet metric");
    EXPECT_EQ(refusal(figures_path, {{"metric", "happiness"}}),
              "400 figures.metric_unknown metric");
    EXPECT_EQ(refusal(figures_path, {{"from", "2026-02-30"}}), "400 figures.date_malformed from");
    EXPECT_EQ(refusal(figures_path, {{"to", "2026-13-01"}}), "400 figures.date_malformed to");
    EXPECT_EQ(refusal(figures_path, {{"from", "2026-11-26"}, {"to", "2026-11-25"}}),
              "400 figures.dates_reversed to");
    EXPECT_EQ(refusal(figures_path, {{"market", "0000000000000"}}),
              "400 figures.market_unknown market");
    EXPECT_EQ(refusal(figures_path, {{"region", "110101"}}), "400 figures.region_unknown region");
    EXPECT_EQ(refusal(figures_path, {{"region", "330502001"}}), "400 figures.region_unknown region")
        << "a street would be told its county's figure";
    EXPECT_EQ(refusal(figures_path, {{"region", "330500"}}), "") << "the city itself";
    EXPECT_EQ(refusal(figures_path, {{"by", "week"}}), "400 figures.by_needs_metric by");
    EXPECT_EQ(refusal(figures_path, {{"metric", "visits"}, {"from", "2026-11-26"}}),
              "400 figures.not_covered from");
    EXPECT_EQ(refusal(figures_path, {{"metric", "markets"}, {"to", "2026-11-26"}}),
              "400 figures.no_history from");
    EXPECT_EQ(refusal(figures_path, {{"metric", "employers"}, {"market", donghu_.text()}}),
              "400 figures.not_by_market market");
    EXPECT_EQ(refusal(figures_path, {{"metric", "employers"}, {"region", "330502"}}),
              "400 figures.not_by_region region");
}

TEST_F(FiguresRoutesTest, EachMetricHasItsDefinitionOneStepAway) {
    for (int number = 0; number < metric_count; ++number) {
        const std::string name(name_of(static_cast<Metric>(number)));
        const http::Reply reply = get("/api/v1/figures/" + name + "/definition");
        ASSERT_EQ(reply.status, 200) << name;
        const json::value definition = json::parse(reply.body);
        EXPECT_EQ(definition.at("metric").as_string(), name);
        EXPECT_EQ(definition.at("version"), 1);
        EXPECT_FALSE(definition.at("is_not").as_string().empty());
        EXPECT_TRUE(definition.at("as_of").is_object());
    }
    EXPECT_EQ(refusal("/api/v1/figures/paid/definition"), "404 figures.not_counted_yet metric");
    EXPECT_EQ(refusal("/api/v1/figures/happiness/definition"), "404 http.not_found ");
}

TEST_F(FiguresRoutesTest, RowsComeInPagesThatFitTheirListAlone) {
    const Actor employer = employer_member();
    for (int number = 0; number < 5; ++number)
        posted(employer, draft("洗碗" + std::to_string(number)));
    follow();
    const Actor auditor = holding(Role::auditor, 0);
    const std::string path = "/api/v1/figures/posts/rows";
    QueryValues query{{"limit", "2"}};
    std::int64_t sum = 0;
    int pages = 0;
    while (true) {
        const json::value page = json::parse(get(path, query, auditor).body);
        for (const json::value& row : page.at("items").as_array()) {
            sum += row.at("amount").as_int64();
            EXPECT_EQ(row.at("event_type"), "job_opened");
            EXPECT_EQ(row.at("region_code"), "330502");
            EXPECT_TRUE(row.at("market_id").is_null());
            EXPECT_EQ(row.at("things").at("employer_id").as_string(), employer_of(employer).text());
        }
        ASSERT_LT(++pages, 9);
        if (page.at("next_cursor").is_null()) break;
        query["cursor"] = std::string(page.at("next_cursor").as_string());
    }
    EXPECT_EQ(sum, 20);
    EXPECT_EQ(sum, total(Metric::posts));

    query["cursor"] = std::string(
        json::parse(get(path, {{"limit", "2"}}, auditor).body).at("next_cursor").as_string());
    EXPECT_EQ(refusal(path, query, auditor), "");
    query["region"] = "330502";
    EXPECT_EQ(refusal(path, query, auditor), "400 query.bad_cursor cursor") << "another filter";
    query.erase("region");
    EXPECT_EQ(refusal("/api/v1/figures/notices/rows", query, auditor),
              "400 query.bad_cursor cursor");
    for (const char* end : {"", "x", "-1", "99999999999999999999"}) {
        QueryValues broken = query;
        const std::string cursor = broken.at("cursor");
        broken["cursor"] = cursor.substr(0, cursor.rfind('-') + 1) + end;
        EXPECT_EQ(refusal(path, broken, auditor), "400 query.bad_cursor cursor") << end;
    }
    EXPECT_EQ(refusal(path, {}, worker()), "403 role.not_allowed ");
    EXPECT_EQ(refusal("/api/v1/figures/arrived/rows", {}, auditor),
              "404 figures.not_counted_yet metric");
    EXPECT_EQ(refusal("/api/v1/figures/markets/rows", {}, auditor), "404 figures.no_rows ");
}

TEST_F(FiguresRoutesTest, OpenFiguresAreOneSheetAMinuteWithAllDefinitions) {
    const Actor employer = employer_member();
    jobs::JobDraft job = draft();
    job.market = donghu_;
    posted(employer, job);
    follow();
    const http::Reply first = get("/open/figures");
    const json::value sheet = json::parse(*first.shared_body);
    EXPECT_EQ(sheet.at("as_of").at("position"), database_->last_event());
    ASSERT_EQ(sheet.at("items").as_array().size(), static_cast<std::size_t>(metric_count));
    EXPECT_EQ(sheet.at("not_counted_yet").as_array().size(), 5U);
    const json::value& posts = sheet.at("items").at(static_cast<std::size_t>(Metric::posts));
    EXPECT_EQ(posts.at("total"), 4);
    EXPECT_EQ(posts.at("definition").at("unit"), "个");
    EXPECT_EQ(json::serialize(posts.at("months")), R"([{"from":"2026-11-25","value":4}])");
    std::int64_t of_counties = 0;
    for (const json::value& county : posts.at("counties").as_array())
        of_counties += county.at("total").as_int64();
    EXPECT_EQ(of_counties, 4);
    std::int64_t of_markets = 0;
    for (const json::value& market : posts.at("markets").as_array())
        of_markets += market.at("total").as_int64();
    EXPECT_EQ(of_markets, 4);
    EXPECT_EQ(posts.at("markets").as_array().size(), markets_.all().size());

    EXPECT_FALSE(header_of(first, "ETag").empty());
    EXPECT_EQ(header_of(first, "Cache-Control"), "public, max-age=60");
    EXPECT_EQ(header_of(first, "Vary"), "Accept-Language");
    posted(employer, draft("切配"));
    follow();
    clock_.advance(open_figures_age_max - std::chrono::milliseconds(1));
    EXPECT_EQ(header_of(get("/open/figures"), "ETag"), header_of(first, "ETag"));
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_NE(header_of(get("/open/figures"), "ETag"), header_of(first, "ETag"));
}

}  // namespace
}  // namespace gig::oversight
