#include "accounts/accounts_routes.h"

#include <gtest/gtest.h>

#include "accounts/accounts_house_test.h"
#include "base/json.h"

namespace gig::accounts {
namespace {

class AccountsRoutesTest : public AccountsHouse {
protected:
    AccountsRoutesTest() {
        add_routes(router_, *accounts_, *sign_in_, *staff_);
        add_simulator_routes(router_, sms_);
    }

    http::Call call_with(json::value body, const Actor& actor = {}) {
        http::Call call;
        call.actor = actor;
        call.peer = "192.0.2.1";
        call.received_at = clock_.now();
        call.body = std::move(body);
        return call;
    }
    http::Reply post(std::string_view path, const http::Call& call) {
        return router_.match(http::Method::post, path)->route->handler(call);
    }
    http::Reply get(std::string_view path, const http::Call& call) {
        return router_.match(http::Method::get, path)->route->handler(call);
    }
    static std::string code_of(const http::Reply& reply) {
        return reply.problem ? std::string(reply.problem->code) : "";
    }
    static std::string header_of(const http::Reply& reply, std::string_view name) {
        for (const auto& [each, value] : reply.headers) {
            if (each == name) return value;
        }
        return "";
    }

    /// The reply to a right sign-in of a phone.
    http::Reply signed_in_as(int number, std::string_view client, bool secure_cookie = true) {
        (void)post("/api/v1/sign-in/codes", call_with({{"phone", digits(number)}}));
        http::Call call = call_with(
            {{"phone", digits(number)}, {"code", newest_code(number)}, {"client", client}});
        call.secure_cookie = secure_cookie;
        return post("/api/v1/sign-in", call);
    }

    http::Router router_;
};

TEST_F(AccountsRoutesTest, EveryDoorAsksForItsRowOfTheMatrix) {
    std::map<std::string, std::string> policies;
    for (const http::Route& route : router_.routes()) {
        policies[std::string(http::method_name(route.method)) + " " + route.pattern] =
            action_name(route.action);
    }
    EXPECT_EQ(policies, (std::map<std::string, std::string>{
                            {"POST /api/v1/sign-in/codes", "session.open"},
                            {"POST /api/v1/sign-in", "session.open"},
                            {"POST /api/v1/sign-in/staff", "session.open"},
                            {"POST /api/v1/sign-out", "session.revoke_self"},
                            {"GET /api/v1/me", "account.read_self"},
                            {"GET /simulators/sms", "simulator.read"},
                        }));
}

TEST_F(AccountsRoutesTest, KnownAndUnknownPhonesGetTheSameAnswer) {
    (void)signed_in(1);
    clock_.advance(std::chrono::minutes(1));
    const http::Reply known = post("/api/v1/sign-in/codes", call_with({{"phone", digits(1)}}));
    const http::Reply unknown = post("/api/v1/sign-in/codes", call_with({{"phone", digits(2)}}));
    EXPECT_EQ(known.status, 202);
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(known.headers, unknown.headers);

    const auto guessed = [&](int number) {
        return post("/api/v1/sign-in", call_with({{"phone", digits(number)},
                                                  {"code", other_code(newest_code(number))},
                                                  {"client", "app"}}));
    };
    EXPECT_EQ(code_of(guessed(1)), "sign_in.code_wrong");
    EXPECT_EQ(code_of(guessed(2)), "sign_in.code_wrong");
    EXPECT_EQ(guessed(1).status, guessed(2).status);
}

TEST_F(AccountsRoutesTest, ABrowserGetsACookieAndACsrfToken) {
    const http::Reply reply = signed_in_as(1, "browser");
    EXPECT_EQ(reply.status, 200);
    const json::value body = *parse_json(reply.body);
    EXPECT_EQ(body.as_object().if_contains("token"), nullptr);
    EXPECT_EQ(json::serialize(body.at("roles")), R"([{"role":"worker","scope":null}])");
    EXPECT_EQ(header_of(reply, "Cache-Control"), "no-store");

    const std::string cookie = header_of(reply, "Set-Cookie");
    constexpr std::string_view name = "gigfair_session=";
    ASSERT_TRUE(cookie.starts_with(name));
    const std::string token = cookie.substr(name.size(), cookie.find(';') - name.size());
    EXPECT_EQ(cookie.substr(cookie.find(';')),
              "; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000; Secure");
    const std::string csrf(body.at("csrf_token").as_string());
    EXPECT_TRUE(gate_->identify({token, std::nullopt, csrf, true}));
}

TEST_F(AccountsRoutesTest, OnLoopbackTheCookieIsNotSecure) {
    const std::string cookie = header_of(signed_in_as(1, "browser", false), "Set-Cookie");
    EXPECT_TRUE(cookie.ends_with("; Max-Age=15552000")) << cookie;
}

TEST_F(AccountsRoutesTest, AnAppGetsATokenAndNoCookie) {
    const http::Reply reply = signed_in_as(1, "app");
    const json::value body = *parse_json(reply.body);
    EXPECT_EQ(header_of(reply, "Set-Cookie"), "");
    EXPECT_EQ(body.as_object().if_contains("csrf_token"), nullptr);
    EXPECT_TRUE(actor_by_bearer(std::string(body.at("token").as_string())));
}

TEST_F(AccountsRoutesTest, AMalformedPhoneIsNamedByItsField) {
    for (const std::string_view path : {"/api/v1/sign-in/codes", "/api/v1/sign-in"}) {
        const http::Reply reply = post(
            path, call_with({{"phone", "11000000000"}, {"code", "123456"}, {"client", "app"}}));
        EXPECT_EQ(code_of(reply), "phone.malformed");
        EXPECT_EQ(reply.problem->field, "/phone");
    }
}

TEST_F(AccountsRoutesTest, StaffSignInAndAreToldTheirMarket) {
    const StaffMember member = hired("window.three");
    const http::Call call = call_with({{"login", member.login},
                                       {"password", good_password},
                                       {"otp", totp_code(member.secret, step_now())}});
    const http::Reply reply = post("/api/v1/sign-in/staff", call);
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(header_of(reply, "Set-Cookie").find("; Max-Age=43200"), std::string::npos);
    EXPECT_EQ(json::serialize(parse_json(reply.body)->at("roles")),
              R"([{"role":"market_staff","scope":")" + MarketId(77).text() + R"("}])");
    EXPECT_EQ(code_of(post("/api/v1/sign-in/staff", call)), "sign_in.staff_refused");
}

TEST_F(AccountsRoutesTest, MeIsWhoSignedIn) {
    const OpenedSession opened = signed_in(1);
    const http::Reply reply = get("/api/v1/me", call_with(nullptr, *actor_by_bearer(opened.token)));
    EXPECT_EQ(reply.body, R"({"account_id":")" + opened.account.id.text() +
                              R"(","display_name":")" + opened.account.display_name +
                              R"(","phone_masked":"120****0001",)"
                              R"("roles":[{"role":"worker","scope":null}]})");
    EXPECT_EQ(code_of(get("/api/v1/me", call_with(nullptr))), "session.required");
}

TEST_F(AccountsRoutesTest, SigningOutClearsTheCookie) {
    const OpenedSession opened = signed_in(1);
    const http::Reply reply =
        post("/api/v1/sign-out", call_with(nullptr, *actor_by_bearer(opened.token)));
    EXPECT_EQ(reply.status, 204);
    EXPECT_TRUE(header_of(reply, "Set-Cookie").starts_with("gigfair_session=; Path=/"));
    EXPECT_NE(header_of(reply, "Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_FALSE(actor_by_bearer(opened.token));
}

TEST_F(AccountsRoutesTest, TheSimulatorShowsWhatItHolds) {
    (void)post("/api/v1/sign-in/codes", call_with({{"phone", digits(1)}}));
    http::Call call = call_with(nullptr);
    call.query = http::Query({{"phone", digits(1)}});
    const json::value items = parse_json(get("/simulators/sms", call).body)->at("items");
    ASSERT_EQ(items.as_array().size(), 1u);
    EXPECT_EQ(items.at(0).at("code").as_string(), newest_code(1));
    EXPECT_EQ(items.at(0).at("sent_at").as_string(), "2026-11-25T08:00:00+08:00");

    call.query = http::Query({{"phone", digits(2)}});
    EXPECT_EQ(get("/simulators/sms", call).body, R"({"items":[]})");
}

TEST_F(AccountsRoutesTest, TheCodesTextIsInTheCallersLanguage) {
    http::Call call = call_with({{"phone", digits(1)}});
    call.locale = http::Locale::en;
    (void)post("/api/v1/sign-in/codes", call);
    EXPECT_TRUE(sms_.messages(digits(1)).back().text.starts_with("[gigfair]"));
}

TEST(DisplayNameTest, OfAMaskedOneTheFirstCharacterIsLeft) {
    EXPECT_EQ(masked_name("张三丰"), "张*");
    EXPECT_EQ(masked_name("Ann"), "A*");
    EXPECT_EQ(masked_name("张"), "张*");
    EXPECT_EQ(masked_name(""), "*");
}

TEST(DisplayNameTest, HasLimits) {
    const auto accepted = [](const std::string& text) {
        return DisplayName::parse(text).has_value();
    };
    std::string sixty;
    for (int character = 0; character < 60; ++character)
        sixty += "字";
    EXPECT_TRUE(accepted(sixty));
    EXPECT_FALSE(accepted(sixty + "字"));
    EXPECT_FALSE(accepted(" 　 "));
    EXPECT_FALSE(accepted("two\nlines"));
    EXPECT_FALSE(accepted("hidden\xE2\x80\xAEturn"));
    EXPECT_FALSE(accepted("\xFF"));
    EXPECT_EQ(DisplayName::parse("").error().code, "account.name_malformed");
    EXPECT_EQ(DisplayName::parse(" 示例 ")->text(), "示例");
}

TEST(ScopeTextTest, SpellsWhatARoleReaches) {
    EXPECT_EQ(scope_text({Role::worker}), std::nullopt);
    EXPECT_EQ(scope_text({Role::employer_member, 5}), id_text(5));
    EXPECT_EQ(scope_text({Role::market_manager, 77}), id_text(77));
    EXPECT_EQ(scope_text({Role::county_supervisor, 330502}), "330502");
    EXPECT_EQ(scope_text({Role::auditor}), std::nullopt);
}

}  // namespace
}  // namespace gig::accounts
