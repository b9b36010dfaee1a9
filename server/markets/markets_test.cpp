#include "markets/markets.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

#include "base/file.h"
#include "base/json.h"
#include "base/time.h"
#include "markets/market_reader.h"
#include "markets/markets_routes.h"

namespace gig::markets {
namespace {

namespace fs = std::filesystem;

const fs::path huzhou = fs::path(GIG_SOURCE_DIR) / "city" / "huzhou";

const Market& donghu(const MarketDirectory& markets) {
    return *markets.find(market_id_of("donghu"));
}

TEST(MarketsTest, HuzhouHas14MarketsThatCoverEveryCounty) {
    const MarketDirectory markets = MarketDirectory::load(huzhou);
    EXPECT_EQ(markets.all().size(), 14U);
    std::set<std::string> counties;
    for (const Market& market : markets.all()) {
        counties.insert(market.region_code.substr(0, 6));
        EXPECT_EQ(market.sample, market.name.find("示例") != std::string::npos) << market.name;
        EXPECT_EQ(markets.find(market.id), &market);
    }
    EXPECT_EQ(counties.size(), 5U);
    EXPECT_EQ(markets.find(market_id_of("nowhere")), nullptr);
}

TEST(MarketsTest, AnIdIsTheKeysForEver) {
    EXPECT_EQ(market_id_of("donghu").text(), market_id_of("donghu").text());
    EXPECT_NE(market_id_of("donghu"), market_id_of("zhili"));
    EXPECT_EQ(market_id_of("donghu").text().size(), 13U);
    // sha256("market/donghu") begins with these 63 bits; links to a market must not change.
    EXPECT_EQ(market_id_of("donghu").text(), "4mrek0zfkcnsb");
}

bool is_open_at(const Market& market, std::string_view time) {
    return is_open(market, time_value(time).value());
}

TEST(MarketsTest, OpenByHoursInLocalTime) {
    const MarketDirectory markets = MarketDirectory::load(huzhou);
    const Market& market = donghu(markets);  // Every day 05:30–17:30.
    EXPECT_FALSE(is_open_at(market, "2026-11-25T05:29:59+08:00"));
    EXPECT_TRUE(is_open_at(market, "2026-11-25T05:30:00+08:00"));
    EXPECT_TRUE(is_open_at(market, "2026-11-24T21:30:00Z"));
    EXPECT_TRUE(is_open_at(market, "2026-11-25T17:29:59+08:00"));
    EXPECT_FALSE(is_open_at(market, "2026-11-25T17:30:00+08:00"));
}

TEST(MarketsTest, OpenOnItsDaysOnlyAndUntil24) {
    const MarketDirectory markets = MarketDirectory::load(huzhou);
    Market market = donghu(markets);
    market.hours = {{{1, 6}, std::chrono::hours(20), std::chrono::hours(24)}};
    EXPECT_TRUE(is_open_at(market, "2026-11-23T23:59:59+08:00"));   // Monday
    EXPECT_FALSE(is_open_at(market, "2026-11-24T00:00:00+08:00"));  // Tuesday
    EXPECT_FALSE(is_open_at(market, "2026-11-24T21:00:00+08:00"));
    EXPECT_TRUE(is_open_at(market, "2026-11-28T20:00:00+08:00"));   // Saturday
    EXPECT_FALSE(is_open_at(market, "2026-11-29T20:00:00+08:00"));  // Sunday
}

TEST(MarketsTest, AMarketThatIsNotInServiceIsNeverOpen) {
    const MarketDirectory markets = MarketDirectory::load(huzhou);
    Market market = donghu(markets);
    for (const MarketState state :
         {MarketState::planned, MarketState::building, MarketState::accepted}) {
        market.state = state;
        EXPECT_FALSE(is_open_at(market, "2026-11-25T10:00:00+08:00"));
    }
    market.state = MarketState::open;
    EXPECT_TRUE(is_open_at(market, "2026-11-25T10:00:00+08:00"));
}

/// The refusal of a directory of one sound market, one field of which was replaced or erased.
std::string refusal_of(std::string_view field, const json::value& value) {
    json::value market = json::parse(R"({"key": "donghu", "name": "东湖", "name_en": "Donghu",
        "kind": "comprehensive", "state": "open", "sample": false, "region_code": "330502001021",
        "lat": 30.8682, "lon": 120.1043, "address": "月河街道",
        "hours": [{"days": [1], "opens": "05:30", "closes": "24:00"}], "zones": ["等待区"],
        "windows": [], "area_m2": null, "phone": null})");
    market.as_object()[field] = value;
    try {
        static_cast<void>(read_markets(json::serialize(json::array{market}), "markets.json"));
        return "accepted";
    } catch (const std::runtime_error& error) {
        const std::string start = "markets.json: market 1 (donghu): ";
        const std::string words = error.what();
        return words.starts_with(start) ? words.substr(start.size()) : words;
    }
}

json::value hours(std::string_view text) {
    return json::array{json::parse(json::string_view(text.data(), text.size()))};
}

TEST(MarketsTest, RefusesBadDataWithMarketAndField) {
    EXPECT_EQ(refusal_of("area_m2", 300), "accepted");
    EXPECT_EQ(refusal_of("key", 1), "markets.json: market 1: key: not a text");
    EXPECT_EQ(refusal_of("name", ""), "name: empty or too long");
    EXPECT_EQ(refusal_of("kind", "bazaar"), "kind: unknown: bazaar");
    EXPECT_EQ(refusal_of("state", "closed"), "state: unknown: closed");
    EXPECT_EQ(refusal_of("sample", "no"), "sample: not true or false");
    EXPECT_EQ(refusal_of("region_code", "3305"), "region_code: not 6, 9 or 12 digits");
    EXPECT_EQ(refusal_of("lat", 91), "lat, lon: not a place on earth");
    EXPECT_EQ(refusal_of("lon", "120"), "lon: not a number");
    EXPECT_EQ(refusal_of("zones", "all"), "zones: not a list");
    EXPECT_EQ(refusal_of("zones", json::array(21, "区")), "zones: too many");
    EXPECT_EQ(refusal_of("area_m2", 0), "area_m2: not a whole number from 1 to 1000000");
    EXPECT_EQ(refusal_of("phone", "0572-123456789012345"), "accepted");
    EXPECT_EQ(refusal_of("phone", "0572-1234567890123456"), "phone: empty or too long");
    EXPECT_EQ(refusal_of("hours", hours(R"({"days":[],"opens":"05:30","closes":"06:00"})")),
              "hours: no days");
    EXPECT_EQ(refusal_of("hours", hours(R"({"days":[8],"opens":"05:30","closes":"06:00"})")),
              "hours: a day is not 1 to 7");
    EXPECT_EQ(refusal_of("hours", hours(R"({"days":[1,1],"opens":"05:30","closes":"06:00"})")),
              "hours: a day occurs twice");
    EXPECT_EQ(refusal_of("hours", hours(R"({"days":[1],"opens":"5:30","closes":"06:00"})")),
              "hours: opens is not HH:MM");
    EXPECT_EQ(refusal_of("hours", hours(R"({"days":[1],"opens":"05:30","closes":"24:01"})")),
              "hours: closes is no time of the day");
    EXPECT_EQ(refusal_of("hours", hours(R"({"days":[1],"opens":"06:00","closes":"06:00"})")),
              "hours: closes before it opens");
}

TEST(MarketsTest, RefusesWhatIsNoListOfMarkets) {
    const auto refusal = [](std::string_view text) {
        try {
            static_cast<void>(read_markets(text, "markets.json"));
            return std::string("accepted");
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
    };
    EXPECT_EQ(refusal("[]"), "accepted");
    EXPECT_EQ(refusal("{}"), "markets.json: not a list of markets");
    EXPECT_EQ(refusal("[1]"), "markets.json: market 1: not an object");
    EXPECT_EQ(refusal("["), "markets.json: json.malformed");
    EXPECT_EQ(refusal(json::serialize(json::array(1'001, 1))),
              "markets.json: more than 1000 markets");
}

TEST(MarketsTest, RefusesAKeyThatOccursTwice) {
    const std::string text = read_file(huzhou / "markets.json");
    json::array markets = json::parse(text).as_array();
    markets.push_back(markets.front());
    EXPECT_THROW(static_cast<void>(read_markets(json::serialize(markets), "markets.json")),
                 std::runtime_error);
}

class MarketsRoutesTest : public testing::Test {
protected:
    MarketsRoutesTest() { add_routes(router_, markets_, clock_); }

    http::Reply get(std::string_view path, std::map<std::string, std::string, std::less<>> query,
                    http::Locale locale = http::Locale::zh_cn) {
        const auto match = router_.match(http::Method::get, path);
        http::Call call;
        call.path = match.value().path;
        call.query = http::Query(std::move(query));
        call.locale = locale;
        return match.value().route->handler(call);
    }

    MarketDirectory markets_ = MarketDirectory::load(huzhou);
    ManualClock clock_{time_value("2026-11-25T10:00:00+08:00").value()};
    http::Router router_;
};

TEST_F(MarketsRoutesTest, ShowsOneMarketAsTheContractSpellsIt) {
    const http::Reply reply =
        get("/api/v1/markets/" + market_id_of("donghu").text(), {}, http::Locale::en);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body,
              R"({"id":")" + market_id_of("donghu").text() +
                  R"(","name":"Donghu Jiayuan Community Gig Market","kind":"comprehensive",)"
                  R"("state":"demonstration","place":{"lon":1.201043E2,"lat":3.08682E1,)"
                  R"("crs":"WGS84"},"region_code":"330502001021",)"
                  R"("address":"湖州市吴兴区月河街道东湖家园社区",)"
                  R"("hours":[{"days":[1,2,3,4,5,6,7],"opens":"05:30","closes":"17:30"}],)"
                  R"("open_now":true,"sample":false,"phone":null,"area_m2":300,)"
                  R"("zones":["综合服务区","等待区","用工洽谈区","生活服务区"]})");
    clock_.advance(std::chrono::hours(8));
    const http::Reply evening = get("/api/v1/markets/" + market_id_of("donghu").text(), {});
    EXPECT_EQ(json::parse(evening.body).at("open_now"), false);
}

TEST_F(MarketsRoutesTest, UnknownAndMalformedIdsAreAlike) {
    for (const char* id : {"0000000000000", "x"}) {
        const http::Reply reply = get(std::string("/api/v1/markets/") + id, {});
        EXPECT_EQ(reply.status, 404);
        EXPECT_EQ(reply.problem.value().code, "http.not_found");
    }
}

TEST_F(MarketsRoutesTest, PagesThroughAllOrOneCounty) {
    const auto names = [&](std::map<std::string, std::string, std::less<>> query) {
        std::vector<std::string> found;
        query["limit"] = "4";
        for (int pages = 0; pages < 10; ++pages) {
            const json::value answer = json::parse(get("/api/v1/markets", query).body);
            for (const json::value& item : answer.at("items").as_array()) {
                found.emplace_back(item.at("name").as_string());
            }
            if (answer.at("next_cursor").is_null()) break;
            query["cursor"] = std::string(answer.at("next_cursor").as_string());
        }
        return found;
    };
    std::vector<std::string> all;
    std::vector<std::string> of_deqing;
    for (const Market& market : markets_.all()) {
        all.push_back(market.name);
        if (market.region_code.starts_with("330521")) of_deqing.push_back(market.name);
    }
    EXPECT_EQ(names({}), all);
    EXPECT_EQ(names({{"county", "330521"}}), of_deqing);
    EXPECT_TRUE(names({{"county", "999999"}}).empty());
}

TEST_F(MarketsRoutesTest, RefusesACursorOfAnotherFilter) {
    const http::Reply refused =
        get("/api/v1/markets", {{"county", "330521"}, {"cursor", market_id_of("donghu").text()}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.problem.value().code, "query.bad_cursor");
}

}  // namespace
}  // namespace gig::markets
