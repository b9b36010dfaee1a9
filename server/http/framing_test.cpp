#include <gtest/gtest.h>

#include "http/framing_cases.h"
#include "http/request_reader.h"
#include "http/small_house.h"

namespace gig::http {
namespace {

using testing::Client;
using testing::framing_cases;
using testing::House;
using testing::Received;
using testing::request_text;

/// What every answer must be, whatever was asked.
void expect_sound(const Received& received, const std::string& name) {
    EXPECT_FALSE(received.header("x-request-id").empty()) << name;
    EXPECT_EQ(received.header("x-content-type-options"), "nosniff") << name;
    EXPECT_EQ(received.header("cache-control"), "no-store") << name;
    if (received.status < 400) return;
    EXPECT_EQ(received.header("content-type"), "application/problem+json") << name;
    const auto problem = received.json();
    EXPECT_EQ(problem.at("status").as_int64(), received.status) << name;
    EXPECT_EQ(problem.at("request_id").as_string(), received.header("x-request-id")) << name;
    EXPECT_FALSE(problem.at("detail").as_string().empty()) << name;
}

TEST(FramingTest, EveryCaseGetsItsAnswer) {
    House house;
    const auto cases = framing_cases();
    EXPECT_GE(cases.size(), 110U);
    for (const auto& framing : cases) {
        Client client = house.client();
        client.send(framing.bytes);
        const std::optional<Received> received = client.receive();
        ASSERT_TRUE(received) << framing.name;
        EXPECT_EQ(received->status, framing.status) << framing.name << "\n" << received->body;
        expect_sound(*received, framing.name);
    }
    EXPECT_EQ(house.faults(), std::vector<std::string>{});
    EXPECT_EQ(house.client().ask("GET", "/api/v1/things").status, 200);
}

/// The same bytes in other pieces are the same request: no state hangs on where a read ended.
TEST(FramingTest, PiecesDoNotMatter) {
    for (const auto& framing : framing_cases()) {
        if (framing.bytes.size() > 4'000) continue;
        const std::vector<Request> whole = read_requests(framing.bytes, {});

        std::vector<Request> pieces;
        std::string bytes;
        auto reader = std::make_unique<RequestReader>(RequestLimits{});
        for (const char byte : framing.bytes) {
            bytes += byte;
            if (reader->feed(bytes) != RequestReader::State::complete) continue;
            pieces.push_back(std::move(reader->request()));
            reader = std::make_unique<RequestReader>(RequestLimits{});
        }
        ASSERT_EQ(pieces.size(), whole.size()) << framing.name;
        for (std::size_t index = 0; index < whole.size(); ++index) {
            EXPECT_EQ(pieces[index].target, whole[index].target) << framing.name;
            EXPECT_EQ(pieces[index].fields, whole[index].fields) << framing.name;
            EXPECT_EQ(pieces[index].body, whole[index].body) << framing.name;
        }
    }
}

/// What comes after a refused request must not be taken for the next one.
/// An empty chunked body is as short as an end can be: the parser must not be shown less of it.
TEST(FramingTest, TheLastChunkMayComeByteByByte) {
    RequestReader reader{RequestLimits{}};
    std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const char byte : std::string_view("0\r\n\r\n")) {
        ASSERT_EQ(reader.feed(bytes), RequestReader::State::body);
        bytes.push_back(byte);
    }
    EXPECT_EQ(reader.feed(bytes), RequestReader::State::complete);
    EXPECT_EQ(reader.request().body, "");
}

TEST(FramingTest, NothingIsReadAfterARefusal) {
    House house;
    for (const auto& framing : framing_cases()) {
        const bool is_framing_refusal =
            framing.status == 400 && read_requests(framing.bytes, {}).empty();
        if (!is_framing_refusal) continue;
        Client client = house.client();
        client.send(framing.bytes + request_text("GET", "/healthz"));
        ASSERT_TRUE(client.receive()) << framing.name;
        EXPECT_FALSE(client.receive()) << framing.name;
    }
}

TEST(FramingTest, PipelinedRequestsAreAnsweredInOrder) {
    House house;
    Client client = house.client();
    std::string bytes;
    for (int limit = 1; limit <= 50; ++limit) {
        bytes += request_text("GET", "/api/v1/things?limit=" + std::to_string(limit));
    }
    client.send(bytes);
    for (int limit = 1; limit <= 50; ++limit) {
        const std::optional<Received> received = client.receive();
        ASSERT_TRUE(received);
        EXPECT_EQ(received->json().at("limit").as_int64(), limit);
    }
}

TEST(FramingTest, BodyOfOneRequestIsNoPartOfTheNext) {
    House house;
    Client client = house.client();
    const std::string create =
        request_text("POST", "/api/v1/things", "Authorization: Bearer worker\r\n",
                     R"({"name":"GET / HTTP/1.1"})");
    client.send(create + create + request_text("GET", "/healthz"));
    EXPECT_EQ(client.receive()->status, 201);
    EXPECT_EQ(client.receive()->status, 201);
    EXPECT_EQ(client.receive()->status, 200);
}

TEST(FramingTest, ContinueIsSaidBeforeTheBodyComes) {
    House house;
    Client client = house.client();
    client.send(
        "POST /api/v1/things HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer worker\r\n"
        "Content-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive()->status, 100);
    client.send(R"({"name":"x"})");
    EXPECT_EQ(client.receive()->status, 201);

    client.send(
        "POST /api/v1/things HTTP/1.1\r\nHost: test\r\nContent-Length: 2000000\r\n"
        "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive()->status, 413);
}

TEST(FramingTest, HeadGetsTheHeadAlone) {
    House house;
    Client client = house.client();
    const Received get = client.ask("GET", "/api/v1/things");
    const Received head = client.ask("HEAD", "/api/v1/things");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), get.header("content-length"));
    EXPECT_EQ(client.ask("HEAD", "/nothing").status, 404);
    EXPECT_EQ(client.ask("GET", "/healthz").status, 200);  // Still in step.
}

TEST(FramingTest, ConnectionsEndAsAsked) {
    House house;
    Client close = house.client();
    EXPECT_EQ(close.ask("GET", "/healthz", "Connection: close\r\n").header("connection"), "close");
    EXPECT_TRUE(close.is_closed_within(std::chrono::seconds(5)));

    Client old = house.client();
    old.send("GET /healthz HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.receive()->header("connection"), "close");
    EXPECT_TRUE(old.is_closed_within(std::chrono::seconds(5)));

    Client kept = house.client();
    kept.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(kept.receive()->header("connection"), "keep-alive");
    EXPECT_EQ(kept.ask("GET", "/healthz").status, 200);
}

}  // namespace
}  // namespace gig::http
