#include "http/walk.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "http/small_house.h"

namespace gig::http {
namespace {

using testing::Client;
using testing::House;
using testing::Received;

const std::string worker = "Authorization: Bearer worker\r\n";
const std::string boss = "Authorization: Bearer boss\r\n";
const std::string good = R"({"name":"x"})";

std::string key(const std::string& text) {
    return "Idempotency-Key: " + text + "\r\n";
}

/// The code of a refusal with its status: "401 session.required".
std::string refusal(const Received& received) {
    return std::to_string(received.status) + " " + received.code();
}

TEST(WalkTest, CredentialsDecideWhoComesIn) {
    House house;
    Client client = house.client();
    const auto post = [&](const std::string& fields) {
        return client.ask("POST", "/api/v1/things", fields, good);
    };
    EXPECT_EQ(refusal(post("")), "401 session.required");
    EXPECT_EQ(post("").header("www-authenticate"), "Bearer");
    EXPECT_EQ(post(worker).status, 201);
    EXPECT_EQ(post("authorization: bearer worker\r\n").status, 201);
    EXPECT_EQ(post("Cookie: a=1; gigfair_session=worker; b=2\r\nX-CSRF-Token: csrf\r\n").status,
              201);
    EXPECT_EQ(refusal(post("Cookie: gigfair_session=worker\r\n")), "403 session.csrf_missing");
    EXPECT_EQ(refusal(post("Authorization: Bearer stranger\r\n")), "401 session.unknown");
    EXPECT_EQ(refusal(post("Authorization: Basic d29ya2Vy\r\n")), "401 session.unknown");
    EXPECT_EQ(refusal(post("Cookie: xgigfair_session=worker\r\n")), "401 session.required");

    EXPECT_EQ(refusal(client.ask("POST", "/api/v1/things/0000000000001:close", worker)),
              "403 role.not_allowed");
    EXPECT_EQ(client.ask("POST", "/api/v1/things/0000000000001:close", boss).status, 200);
    EXPECT_EQ(house.faults(), std::vector<std::string>{});
}

TEST(WalkTest, AFileIsTakenAsItsBytesInTheMediaTypesOfTheContract) {
    House house;
    Client client = house.client();
    const auto import = [&](const std::string& media, const std::string& bytes) {
        const std::string type = media.empty() ? "" : "Content-Type: " + media + "\r\n";
        return client.ask("POST", "/api/v1/things:import", boss + type, bytes);
    };
    const Received taken = import("Text/CSV; charset=UTF-8", "a,b\n{");
    ASSERT_EQ(taken.status, 200);
    EXPECT_EQ(taken.json().at("media"), "text/csv");
    EXPECT_EQ(taken.json().at("bytes"), "a,b\n{");
    EXPECT_EQ(import("application/x-ndjson", "\n").json().at("media"), "application/x-ndjson");
    EXPECT_EQ(refusal(import("text/csv; charset=gbk", "a")), "415 http.unsupported_media_type");
    EXPECT_EQ(refusal(import("application/json", "{}")), "415 http.unsupported_media_type");
    EXPECT_EQ(refusal(import("text/csv", "")), "400 body.missing");
    EXPECT_EQ(house.faults(), std::vector<std::string>{});
}

TEST(WalkTest, OldCredentialsDoNotKeepAnyoneFromSigningIn) {
    House house;
    Client client = house.client();
    EXPECT_TRUE(client.ask("POST", "/api/v1/sign-in", "Authorization: Bearer gone\r\n")
                    .json()
                    .at("visitor")
                    .as_bool());
    EXPECT_TRUE(client.ask("POST", "/api/v1/sign-in", "Cookie: gigfair_session=worker\r\n")
                    .json()
                    .at("visitor")
                    .as_bool());
}

TEST(WalkTest, WhoMayNotComeInLearnsNothingOfTheContract) {
    House house;
    Client client = house.client();
    EXPECT_EQ(refusal(client.ask("POST", "/api/v1/things?no=1", "", "{")), "401 session.required");
}

TEST(WalkTest, RefusalsPointAtTheValue) {
    House house;
    Client client = house.client();
    const Received body =
        client.ask("POST", "/api/v1/things", worker, R"({"name":"x","sizes":[1,"2"]})");
    EXPECT_EQ(refusal(body), "422 body.invalid");
    EXPECT_EQ(body.json().at("field").as_string(), "/sizes/1");
    const Received query = client.ask("GET", "/api/v1/things?limt=5", "Accept-Language: en\r\n");
    EXPECT_EQ(refusal(query), "400 query.unknown_parameter");
    EXPECT_EQ(query.json().at("detail").as_string(),
              "There is no query parameter limt; the nearest known one: limit.");
}

TEST(WalkTest, NotThereIsTheSameInAllCases) {
    House house;
    Client client = house.client();
    std::set<std::string> answers;
    for (const char* target :
         {"/api/v1/things/0000000000002", "/api/v1/things/malformed", "/api/v1/nothing",
          "/api/v1/things/0000000000001:open", "/nothing", "/api/v1/things/", "/assets/x.js"}) {
        Received received = client.ask("GET", target);
        EXPECT_EQ(refusal(received), "404 http.not_found") << target;
        const std::string id = received.header("x-request-id");
        for (std::string* text : {&received.head, &received.body}) {
            for (std::size_t at = text->find(id); at != std::string::npos; at = text->find(id)) {
                text->replace(at, id.size(), "");
            }
        }
        answers.insert(received.head + received.body);
    }
    EXPECT_EQ(answers.size(), 1U);
}

TEST(WalkTest, OtherMethodsAreToldWhichAreTaken) {
    House house;
    Client client = house.client();
    const Received received = client.ask("DELETE", "/api/v1/things");
    EXPECT_EQ(refusal(received), "405 http.method_not_allowed");
    EXPECT_EQ(received.header("allow"), "GET, HEAD, POST");
    EXPECT_EQ(client.ask("OPTIONS", "/api/v1/things/0000000000001:close").header("allow"), "POST");
    EXPECT_EQ(client.ask("TRACE", "/api/v1/nothing").status, 405);
}

TEST(WalkTest, RequestIdsAreOurs) {
    House house;
    Client client = house.client();
    std::set<std::string> ids;
    for (int count = 0; count < 100; ++count) {
        ids.insert(client.ask("GET", "/healthz", "X-Request-Id: mine\r\n").header("x-request-id"));
    }
    EXPECT_EQ(ids.size(), 100U);
    EXPECT_FALSE(ids.contains("mine"));
}

TEST(WalkTest, AnswersCarryWhatKeepsBrowsersSafe) {
    House house;
    const Received received = house.client().ask("GET", "/healthz");
    EXPECT_EQ(received.header("content-security-policy"),
              "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
              "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    EXPECT_EQ(received.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(received.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(received.header("cross-origin-resource-policy"), "same-origin");
    EXPECT_TRUE(received.header("permissions-policy").starts_with("geolocation=(self)"));
    EXPECT_EQ(received.header("cache-control"), "no-store");
    EXPECT_FALSE(received.headers.contains("server"));
    EXPECT_FALSE(received.headers.contains("access-control-allow-origin"));
    EXPECT_FALSE(received.headers.contains("strict-transport-security"));
}

TEST(WalkTest, FailuresSayNothingOfThemselves) {
    House house;
    const Received received = house.client().ask("GET", "/fails");
    EXPECT_EQ(refusal(received), "500 internal.error");
    EXPECT_EQ(received.body.find("secret"), std::string::npos);
    const std::string log = house.log_text();
    EXPECT_NE(log.find("secret words of the database"), std::string::npos);
    EXPECT_NE(log.find(received.header("x-request-id")), std::string::npos);
}

TEST(WalkTest, KnownFailuresAreExplained) {
    House full({.explain_failure = [](const std::exception&) {
        return Error{ErrorKind::storage_full, "http.busy"};
    }});
    EXPECT_EQ(full.client().ask("GET", "/fails").status, 507);
    House busy({.explain_failure = [](const std::exception&) {
        return Error{.kind = ErrorKind::busy, .code = "http.busy", .retry_after_seconds = 7};
    }});
    const Received received = busy.client().ask("GET", "/fails");
    EXPECT_EQ(received.status, 503);
    EXPECT_EQ(received.header("retry-after"), "7");
}

TEST(WalkTest, LogHoldsThePatternAndNeverThePath) {
    House house;
    house.client().ask("GET", "/api/v1/things/0000000000001?q=13800000000", worker);
    house.client().ask("GET", "/someone/13800000001");
    const std::string log = house.log_text();
    EXPECT_NE(log.find("/api/v1/things/{id}"), std::string::npos);
    EXPECT_EQ(log.find("0000000000001"), std::string::npos);
    EXPECT_EQ(log.find("1380000000"), std::string::npos);
}

TEST(WalkTest, ForwardedAddressesAreBelievedOfOurProxyAlone) {
    const std::string forwarded =
        "X-Forwarded-For: 1.1.1.1, 2.2.2.2\r\nX-Forwarded-Proto: https\r\n";
    House alone;
    const Received direct = alone.client().ask("GET", "/api/v1/things", forwarded);
    EXPECT_EQ(direct.json().at("peer").as_string(), "127.0.0.1");
    EXPECT_FALSE(direct.json().at("secure_cookie").as_bool());

    House behind({.settings = {.forwarded = Forwarded::believed_from_loopback}});
    const Received proxied = behind.client().ask("GET", "/api/v1/things", forwarded);
    EXPECT_EQ(proxied.json().at("peer").as_string(), "2.2.2.2");
    EXPECT_TRUE(proxied.json().at("secure_cookie").as_bool());
    EXPECT_EQ(proxied.header("strict-transport-security"), "max-age=31536000");
    EXPECT_EQ(behind.client()
                  .ask("GET", "/api/v1/things", "X-Forwarded-For: junk\r\n")
                  .json()
                  .at("peer")
                  .as_string(),
              "127.0.0.1");
}

TEST(IdempotencyTest, SameAgainGetsTheFirstAnswer) {
    House house;
    Client client = house.client();
    const Received first = client.ask("POST", "/api/v1/things", worker + key("k1"), good);
    const Received again = client.ask("POST", "/api/v1/things", worker + key("k1"), good);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_FALSE(first.headers.contains("idempotency-replayed"));
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(house.effects(), 1);

    EXPECT_NE(client.ask("POST", "/api/v1/things", boss + key("k1"), good).body, first.body);
    EXPECT_EQ(house.effects(), 2);
    EXPECT_EQ(house.faults(), std::vector<std::string>{});
}

TEST(IdempotencyTest, SameKeyForSomethingElseIsRefused) {
    House house;
    Client client = house.client();
    client.ask("POST", "/api/v1/things", worker + key("k1"), good);
    EXPECT_EQ(refusal(client.ask("POST", "/api/v1/things", worker + key("k1"), R"({"name":"y"})")),
              "422 idempotency.mismatch");
    EXPECT_EQ(house.effects(), 1);
}

TEST(IdempotencyTest, WhatWasRefusedIsNotKept) {
    House house;
    Client client = house.client();
    EXPECT_EQ(client.ask("POST", "/api/v1/things", worker + key("k1"), "{}").status, 422);
    EXPECT_EQ(client.ask("POST", "/api/v1/things", worker + key("k1"), good).status, 201);
}

TEST(IdempotencyTest, KeysAreBounded) {
    House house;
    Client client = house.client();
    const auto status = [&](const std::string& text) {
        return client.ask("POST", "/api/v1/things", worker + key(text), good).status;
    };
    EXPECT_EQ(status(std::string(255, 'k')), 201);
    EXPECT_EQ(status(std::string(256, 'k')), 400);
    EXPECT_EQ(status(""), 400);
    EXPECT_EQ(status("a b"), 400);
    EXPECT_EQ(status("钥"), 400);
}

TEST(IdempotencyTest, WhileTheFirstStillRuns) {
    House house;
    std::thread first([&] {
        const Received received =
            house.client().ask("POST", "/api/v1/things", worker + key("k1"), R"({"name":"wait"})");
        EXPECT_EQ(received.status, 201);
    });
    while (house.waiting() == 0)
        std::this_thread::yield();
    const Received second =
        house.client().ask("POST", "/api/v1/things", worker + key("k1"), R"({"name":"wait"})");
    EXPECT_EQ(refusal(second), "409 idempotency.running");
    EXPECT_EQ(second.header("retry-after"), "1");
    house.open_slow_gate();
    first.join();
    EXPECT_EQ(house.effects(), 1);
}

/// Another process took the key between our look and our write.
TEST(IdempotencyTest, LostRaceIsLookedUpOnceMore) {
    House house;
    const std::string body = R"({"name":"concurrent"})";
    EXPECT_EQ(refusal(house.client().ask("POST", "/api/v1/things", worker + key("k1"), body)),
              "409 idempotency.running");

    class LateBook final : public AnswerBook {
    public:
        std::optional<Kept> find(AccountId, std::string_view) override {
            if (looks++ == 0) return std::nullopt;
            return Kept{"f", {201, "{}"}};
        }
        int looks = 0;
    } book;
    Idempotency idempotency(book);
    Call call;
    call.once_key = OnceKey{AccountId(1), "k", "f", {}};
    const Reply reply = idempotency.answer(call, [&] {
        return refused({ErrorKind::conflict, "idempotency.concurrent"}, call);
    });
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(book.looks, 2);
}

TEST(IdempotencyTest, NoBodyCountsAsAnEmptyObject) {
    Request empty{.method = "POST", .target = "/a"};
    Request braces{.method = "POST", .target = "/a", .body = "{}"};
    EXPECT_EQ(fingerprint_of(AccountId(1), empty), fingerprint_of(AccountId(1), braces));
    for (const Request& other :
         {Request{.method = "PUT", .target = "/a"}, Request{.method = "POST", .target = "/a?b=1"},
          Request{.method = "POST", .target = "/a", .body = "{ }"}}) {
        EXPECT_NE(fingerprint_of(AccountId(1), empty), fingerprint_of(AccountId(1), other));
    }
    EXPECT_NE(fingerprint_of(AccountId(1), empty), fingerprint_of(AccountId(2), empty));
}

TEST(WalkTest, RefusesToStartWithoutContract) {
    Router router;
    router.get("/unknown", Action::job_search, [](const Call&) { return Reply{}; });
    const Contract contract(testing::small_contract());
    const Problems problems(std::string(GIG_SOURCE_DIR) + "/api/problems");
    testing::SmallGate gate;
    testing::MemoryBook book;
    ManualClock clock{Time{}};
    MemoryLog log;
    const auto start = [&] { Walk({router, contract, problems, gate, book, clock, log}); };
    EXPECT_THROW(start(), std::runtime_error);

    Router other;
    other.get("/slow", Action::job_create, [](const Call&) { return Reply{}; });
    const auto start_other = [&] { Walk({other, contract, problems, gate, book, clock, log}); };
    EXPECT_THROW(start_other(), std::runtime_error);
}

}  // namespace
}  // namespace gig::http
