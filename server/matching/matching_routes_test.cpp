#include "matching/matching_routes.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "matching/matching_fixture.h"

namespace gig::matching {
namespace {

using QueryValues = std::map<std::string, std::string, std::less<>>;

class MatchingRoutesTest : public MatchingHouse {
protected:
    MatchingRoutesTest() {
        add_routes(router_, {search_, cursors_, regions_, occupations_, markets_, clock_});
    }

    http::Reply get(std::string_view path, QueryValues query,
                    http::Locale locale = http::Locale::zh_cn) {
        const auto match = router_.match(http::Method::get, path);
        http::Call call;
        call.query = http::Query(std::move(query));
        call.locale = locale;
        return match.value().route->handler(call);
    }

    json::object openings(QueryValues query, http::Locale locale = http::Locale::zh_cn) {
        follow();
        const http::Reply reply = get("/api/v1/openings", std::move(query), locale);
        EXPECT_EQ(reply.status, 200) << (reply.problem ? reply.problem->code : "");
        return json::parse(reply.body).as_object();
    }

    std::string titles_of(QueryValues query) {
        std::string titles;
        const json::object answer = openings(std::move(query));
        for (const json::value& item : answer.at("items").as_array()) {
            titles += std::string(item.at("title").as_string()) + " ";
        }
        return titles;
    }

    std::string refusal(QueryValues query) {
        const http::Reply reply = get("/api/v1/openings", std::move(query));
        EXPECT_EQ(reply.status, 400);
        return std::string(reply.problem.value().code) + " " + reply.problem->field;
    }

    OpeningCursors cursors_{*vault_};
    http::Router router_;
};

TEST_F(MatchingRoutesTest, SpellsAnItemAsTheContractDoes) {
    jobs::JobDraft draft = shift("晚餐洗碗", 1'000);
    draft.market = markets::market_id_of("donghu");
    const JobId job = published(draft);
    const json::object answer = openings({});
    EXPECT_TRUE(answer.at("next_cursor").is_null());
    const json::object& item = answer.at("items").at(0).as_object();
    const std::string opening = market_jobs_.find({}, job)->openings.at(0).id.text();
    const std::string expected =
        R"({"opening_id":")" + opening + R"(","job_id":")" + job.text() +
        R"(","title":"晚餐洗碗","occupation":{"code":"dishwasher","name":"洗碗工"},)"
        R"("employer":{"id":")" +
        employer_of(employer_).text() +
        R"(","name":"演示用工方1","kind":"household","verified":true,"pay_reliability":null},)"
        R"("market":{"id":")" +
        markets::market_id_of("donghu").text() +
        R"(","name":"东湖家园社区零工市场"},)"
        R"("place":{"lon":120.104,"lat":30.8769932,"crs":"WGS84","region_code":"330502004",)"
        R"("address_public":"吴兴区飞英街道"},"distance_m":1000,)"
        R"("pay":{"amount_fen":2500,"unit":"hour","hourly_fen":2500},"settlement":"day",)"
        R"("start":"2026-11-26T17:00:00+08:00","end":"2026-11-26T21:00:00+08:00",)"
        R"("places_left":2,"posted_at":"2026-11-25T00:00:00+08:00",)"
        R"("expires_at":"2026-11-26T17:00:00+08:00","injury_cover":{"kind":"commercial"},)"
        R"("wage_funding":null,"badges":[]})";
    EXPECT_EQ(json::serialize(item), json::serialize(json::parse(expected)));
}

TEST_F(MatchingRoutesTest, AnswersInEnglishAndInTheAskedCrs) {
    jobs::JobDraft draft = shift("job");
    draft.market = markets::market_id_of("donghu");
    published(draft);
    const json::object answer = openings({{"crs", "GCJ02"}}, http::Locale::en);
    const json::value& item = answer.at("items").at(0);
    EXPECT_EQ(item.at("occupation").at("name"), "Dishwasher");
    EXPECT_EQ(item.at("market").at("name"), "Donghu Jiayuan Community Gig Market");
    EXPECT_EQ(item.at("place").at("crs"), "GCJ02");
    EXPECT_GT(item.at("place").at("lon").as_double(), 120.107);
    EXPECT_EQ(item.at("distance_m"), 0);
}

TEST_F(MatchingRoutesTest, RemoteWorkHasNeitherPlaceNorDistance) {
    jobs::JobDraft draft = shift("线上");
    draft.place = std::nullopt;
    published(draft);
    EXPECT_EQ(titles_of({}), "");
    const json::object answer = openings({{"mode", "recent"}});
    const json::value& item = answer.at("items").at(0);
    EXPECT_TRUE(item.at("place").is_null());
    EXPECT_TRUE(item.at("distance_m").is_null());
}

TEST_F(MatchingRoutesTest, DefaultsAreTheCityCentre10KmAnd14Days) {
    published(shift("near", 9'999));
    published(shift("far", 10'010));
    const auto in_days = [&](const std::string& title, int days) {
        jobs::JobDraft job = shift(title, 0, 0);
        job.shifts[0].start = clock_.now() + std::chrono::hours(24 * days);
        job.shifts[0].end = job.shifts[0].start + std::chrono::hours(2);
        job.expires_at = job.shifts[0].start;
        published(job);
    };
    in_days("day13", 13);
    in_days("day14", 14);
    EXPECT_EQ(titles_of({}), "day13 near ");
    EXPECT_EQ(titles_of({{"radius_m", "20000"}}), "day13 near far ");
    EXPECT_EQ(titles_of({{"lat", "30.958"}, {"lon", "120.104"}, {"radius_m", "1000"}}),
              "far near ");
    EXPECT_EQ(titles_of({{"from", "2026-12-08"}}), "day13 day14 ");
    EXPECT_EQ(titles_of({{"from", "2026-12-08"}, {"to", "2026-12-08"}}), "day13 ");
    EXPECT_EQ(titles_of({{"to", "2026-12-09"}, {"from", "2026-12-09T00:00:00+08:00"}}), "day14 ");
    EXPECT_EQ(titles_of({{"to", "2026-12-08T16:00:00Z"}, {"from", "2026-12-08"}}), "day13 ");
}

TEST_F(MatchingRoutesTest, EachParameterFilters) {
    jobs::JobDraft draft = shift("cook", 0, 8);
    draft.occupation = "cook";
    draft.pay.amount = Money{4'000};
    draft.settlement = Settlement::week;
    draft.market = markets::market_id_of("donghu");
    published(draft);
    published(shift("wash", 0, 20));
    EXPECT_EQ(titles_of({{"occupation", "cook"}}), "cook ");
    EXPECT_EQ(titles_of({{"occupation", "catering"}}), "cook wash ");
    EXPECT_EQ(titles_of({{"occupation", "retail"}}), "");
    EXPECT_EQ(titles_of({{"pay_min_fen", "4000"}}), "cook ");
    EXPECT_EQ(titles_of({{"settlement", "week"}}), "cook ");
    EXPECT_EQ(titles_of({{"shift", "day"}}), "cook ");
    EXPECT_EQ(titles_of({{"shift", "night"}}), "wash ");
    EXPECT_EQ(titles_of({{"hours_min", "4"}}), "cook wash ");
    EXPECT_EQ(titles_of({{"hours_max", "3.9"}}), "");
    EXPECT_EQ(titles_of({{"span", "one_day"}}), "cook wash ");
    EXPECT_EQ(titles_of({{"span", "season"}}), "");
    EXPECT_EQ(titles_of({{"market", markets::market_id_of("donghu").text()}}), "cook ");
    EXPECT_EQ(titles_of({{"q", "WASH"}}), "wash ");
}

TEST_F(MatchingRoutesTest, RefusalsNameTheParameter) {
    EXPECT_EQ(refusal({{"lat", "30"}}), "openings.place_incomplete lon");
    EXPECT_EQ(refusal({{"lon", "120"}}), "openings.place_incomplete lat");
    EXPECT_EQ(refusal({{"from", "2026-02-30"}}), "openings.time_malformed from");
    EXPECT_EQ(refusal({{"to", "2026-11-25T25:00:00Z"}}), "openings.time_malformed to");
    EXPECT_EQ(refusal({{"from", "2026-12-02"}, {"to", "2026-12-01"}}),
              "openings.dates_reversed to");
    EXPECT_EQ(refusal({{"from", "2026-12-02"}, {"to", "2026-12-01T16:00:00Z"}}),
              "openings.dates_reversed to");
    EXPECT_EQ(titles_of({{"to", "2026-11-24"}}), "") << "a last day that has passed";
    EXPECT_EQ(refusal({{"hours_min", "5"}, {"hours_max", "4.5"}}),
              "openings.hours_reversed hours_max");
    EXPECT_EQ(refusal({{"occupation", "astronaut"}}), "openings.occupation_unknown occupation");
    EXPECT_EQ(refusal({{"market", "0000000000000"}}), "openings.market_unknown market");
    EXPECT_EQ(refusal({{"cursor", "abc"}}), "query.bad_cursor cursor");
}

TEST_F(MatchingRoutesTest, PagesFollowTheirCursorAndOnlyTheirSearch) {
    for (int number = 0; number < 7; ++number) {
        published(shift("j" + std::to_string(number), number * 100));
    }
    QueryValues query{{"limit", "3"}, {"radius_m", "9000"}};
    std::string all;
    int pages = 0;
    while (true) {
        const json::object answer = openings(query);
        ++pages;
        for (const json::value& item : answer.at("items").as_array()) {
            all += std::string(item.at("title").as_string()) + " ";
        }
        if (answer.at("next_cursor").is_null()) break;
        query["cursor"] = std::string(answer.at("next_cursor").as_string());
        ASSERT_LT(pages, 5);
    }
    EXPECT_EQ(all, "j0 j1 j2 j3 j4 j5 j6 ");
    EXPECT_EQ(pages, 3);

    query["crs"] = "BD09";  // Another spelling of the same search,
    query["limit"] = "1";
    EXPECT_EQ(titles_of(query), "j6 ");
    query["radius_m"] = "8000";  // and another search.
    EXPECT_EQ(refusal(query), "query.bad_cursor cursor");
}

}  // namespace
}  // namespace gig::matching
