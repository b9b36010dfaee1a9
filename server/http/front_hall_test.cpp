#include "http/front_hall.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "http/small_house.h"

namespace gig::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Client;
using testing::House;
using testing::Received;
using testing::request_text;

const std::string post_head =
    "POST /api/v1/things HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer worker\r\n"
    "Content-Type: application/json\r\n";

/// Limits in tenths of a second, so that a test need not wait for the real ones.
FrontHallLimits hasty() {
    FrontHallLimits limits;
    limits.head_time_max = milliseconds(300);
    limits.body_grace = milliseconds(200);
    limits.request_time_max = milliseconds(1'500);
    limits.idle_time_max = milliseconds(300);
    limits.send_grace = milliseconds(300);
    limits.linger_time_max = milliseconds(200);
    return limits;
}

void wait_until(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + seconds(60);
    while (!holds() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(milliseconds(1));
    ASSERT_TRUE(holds());
}

TEST(FrontHallTest, TheLimitsAreThePromisedOnes) {
    const FrontHallLimits limits;
    EXPECT_EQ(limits.request.head_bytes_max, 16U * 1024);
    EXPECT_EQ(limits.request.fields_max, 100U);
    EXPECT_EQ(limits.request.target_bytes_max, 8U * 1024);
    EXPECT_EQ(limits.request.body_bytes_max, 1024U * 1024);
    EXPECT_EQ(limits.head_time_max, seconds(10));
    EXPECT_EQ(limits.body_grace, seconds(5));
    EXPECT_EQ(limits.body_bytes_per_second_min, 1024U);
    EXPECT_EQ(limits.request_time_max, seconds(30));
    EXPECT_EQ(limits.connections_max, 10'000U);
    EXPECT_EQ(limits.connections_per_address_max, 100U);
    EXPECT_EQ(limits.workers.workers_max, 32U);
}

TEST(FrontHallTest, HeadsUpToTheLimit) {
    House house;
    const std::size_t fixed = request_text("GET", "/healthz", "X-A: \r\n").size() - 4;
    const auto status = [&](std::size_t head_bytes) {
        return house.client()
            .ask("GET", "/healthz", "X-A: " + std::string(head_bytes - fixed, 'a') + "\r\n")
            .status;
    };
    constexpr std::size_t head_max = std::size_t{16} * 1024;
    EXPECT_EQ(status(head_max), 200);
    EXPECT_EQ(status(head_max + 1), 431);
}

TEST(FrontHallTest, SlowHeadsAreGivenUp) {
    House house({.settings = {.limits = hasty()}});
    Client nothing = house.client();
    EXPECT_TRUE(nothing.is_closed_within(seconds(5)));

    Client slow = house.client();
    for (int step = 0; step < 10 && slow.send("GET /healthz"); ++step) {
        std::this_thread::sleep_for(milliseconds(50));
    }
    const std::optional<Received> received = slow.receive();
    ASSERT_TRUE(received);
    EXPECT_EQ(received->status, 408);
    EXPECT_EQ(received->code(), "http.timeout");
    EXPECT_TRUE(slow.is_closed_within(seconds(5)));
}

TEST(FrontHallTest, SlowBodiesAreGivenUp) {
    House house({.settings = {.limits = hasty()}});
    Client slow = house.client();
    slow.send(post_head + "Content-Length: 1000\r\n\r\n");
    const auto began = std::chrono::steady_clock::now();
    for (int step = 0; step < 20 && slow.send("x"); ++step)
        std::this_thread::sleep_for(milliseconds(25));
    EXPECT_EQ(slow.receive()->status, 408);
    EXPECT_LT(std::chrono::steady_clock::now() - began, seconds(3));
}

TEST(FrontHallTest, BodiesThatKeepTheRateAreTaken) {
    FrontHallLimits limits = hasty();
    limits.body_bytes_per_second_min = 200;
    limits.request_time_max = seconds(10);
    House house({.settings = {.limits = limits}});
    Client steady = house.client();
    const std::string body = "{\"name\":\"x\"" + std::string(589, ' ') + "}";
    steady.send(post_head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    for (std::size_t at = 0; at < body.size(); at += 100) {  // Longer than the grace.
        steady.send(std::string_view(body).substr(at, 100));
        std::this_thread::sleep_for(milliseconds(60));
    }
    EXPECT_EQ(steady.receive()->status, 201);
}

TEST(FrontHallTest, EvenFastRequestsMustEnd) {
    FrontHallLimits limits = hasty();
    limits.body_bytes_per_second_min = 1;  // The rate alone would let it go on.
    House house({.settings = {.limits = limits}});
    Client endless = house.client();
    endless.send(post_head + "Content-Length: 1000000\r\n\r\n");
    bool is_open = true;
    for (int step = 0; step < 200 && is_open; ++step) {
        is_open = endless.send(std::string(100, 'x'));
        std::this_thread::sleep_for(milliseconds(10));
    }
    const std::optional<Received> received = endless.receive();
    EXPECT_TRUE(!received || received->status == 408);
    EXPECT_TRUE(endless.is_closed_within(seconds(1)));
}

TEST(FrontHallTest, IdleConnectionsAreClosed) {
    House house({.settings = {.limits = hasty()}});
    Client idle = house.client();
    EXPECT_EQ(idle.ask("GET", "/healthz").status, 200);
    EXPECT_TRUE(idle.is_closed_within(seconds(5)));
    wait_until([&] { return house.hall().connections() == 0; });
}

/// Many who ask much and read nothing: each holds one answer, and is closed in time.
TEST(FrontHallTest, SlowReadersAreClosed) {
    House house({.settings = {.limits = hasty()}});
    std::string many;
    for (int count = 0; count < 20'000; ++count)
        many += request_text("GET", "/healthz");
    std::vector<Client> readers;
    readers.reserve(2);
    std::vector<std::thread> senders;
    senders.reserve(2);
    for (int count = 0; count < 2; ++count)
        readers.push_back(house.client());
    for (Client& reader : readers)
        senders.emplace_back([&] { reader.send(many); });
    wait_until([&] { return house.hall().connections() == 2; });
    EXPECT_EQ(house.client().ask("GET", "/healthz", "Connection: close\r\n").status, 200);
    wait_until([&] { return house.hall().connections() == 0; });
    for (std::thread& sender : senders)
        sender.join();
}

TEST(FrontHallTest, ConnectionsPerAddressAreBounded) {
    FrontHallLimits limits;
    limits.connections_per_address_max = 5;
    House house({.settings = {.limits = limits}});
    std::vector<Client> clients;
    for (int count = 0; count < 5; ++count) {
        clients.push_back(house.client());
        EXPECT_EQ(clients.back().ask("GET", "/healthz").status, 200);
    }
    Client sixth = house.client();
    const std::optional<Received> received = sixth.receive();
    ASSERT_TRUE(received);
    EXPECT_EQ(received->status, 503);
    EXPECT_EQ(received->header("retry-after"), "2");

    clients.pop_back();
    wait_until([&] { return house.hall().connections() == 4; });
    EXPECT_EQ(house.client().ask("GET", "/healthz").status, 200);

    House open({.settings = {.limits = limits, .local_connections = LocalConnections::unlimited}});
    std::vector<Client> many;
    for (int count = 0; count < 50; ++count) {
        many.push_back(open.client());
        EXPECT_EQ(many.back().ask("GET", "/healthz").status, 200);
    }
}

TEST(FrontHallTest, ConnectionsTogetherAreBounded) {
    FrontHallLimits limits;
    limits.connections_max = 3;
    House house({.settings = {.limits = limits, .local_connections = LocalConnections::unlimited}});
    std::vector<Client> clients;
    for (int count = 0; count < 3; ++count) {
        clients.push_back(house.client());
        EXPECT_EQ(clients.back().ask("GET", "/healthz").status, 200);
    }
    EXPECT_EQ(house.client().receive()->status, 503);
}

TEST(FrontHallTest, BodiesTogetherAreBounded) {
    FrontHallLimits limits;
    limits.body_bytes_in_hand_max = 100'000;
    House house({.settings = {.limits = limits}});
    Client first = house.client();
    first.send(post_head + "Content-Length: 90000\r\n\r\n" + std::string(80'000, ' '));
    Client second = house.client();
    wait_until([&] { return house.hall().connections() == 2; });
    std::this_thread::sleep_for(milliseconds(100));
    second.send(post_head + "Content-Length: 90000\r\n\r\n" + std::string(80'000, ' '));
    const std::optional<Received> received = second.receive();
    ASSERT_TRUE(received);
    EXPECT_EQ(received->status, 503);
    EXPECT_EQ(received->header("retry-after"), "1");
    first.send(std::string(10'000, ' '));
    EXPECT_EQ(first.receive()->status, 400);  // Blanks are no JSON; but they were read.
}

TEST(FrontHallTest, WhatDoesNotFitIsShedAtOnce) {
    FrontHallLimits limits;
    limits.workers = {.workers_max = 2, .queued_max = 3, .queue_wait_max = seconds(60)};
    House house({.settings = {.limits = limits}});
    std::vector<Client> waiting;
    const auto ask = [&](int count) {
        for (; count > 0; --count) {
            waiting.push_back(house.client());
            waiting.back().send(request_text("GET", "/slow"));
        }
    };
    ask(2);
    wait_until([&] { return house.waiting() == 2; });
    ask(3);
    wait_until([&] { return house.hall().queued() == 3; });

    Client late = house.client();
    const auto began = std::chrono::steady_clock::now();
    const Received shed = late.ask("GET", "/slow");
    EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds(500));
    EXPECT_EQ(shed.status, 503);
    EXPECT_EQ(shed.code(), "http.busy");
    EXPECT_EQ(shed.header("retry-after"), "1");
    EXPECT_NE(house.metrics_text().find("gigfair_http_shed_total 1"), std::string::npos);

    // Health is asked for by those who decide on our life: it comes first.
    Client health = house.client();
    health.send(request_text("GET", "/healthz"));
    wait_until([&] { return house.hall().queued() == 4; });
    house.open_slow_gate();
    EXPECT_EQ(health.receive()->status, 200);
    for (Client& client : waiting)
        EXPECT_EQ(client.receive()->status, 200);
    EXPECT_EQ(late.ask("GET", "/slow").status, 200);  // The connection is still good.
}

TEST(FrontHallTest, WorkThatWaitedTooLongIsGivenUp) {
    FrontHallLimits limits;
    limits.workers = {.workers_max = 1, .queue_wait_max = milliseconds(100)};
    House house({.settings = {.limits = limits}});
    Client first = house.client();
    first.send(request_text("GET", "/slow"));
    wait_until([&] { return house.waiting() == 1; });
    Client second = house.client();
    second.send(request_text("GET", "/slow"));
    wait_until([&] { return house.hall().queued() == 1; });
    std::this_thread::sleep_for(milliseconds(150));
    house.open_slow_gate();
    EXPECT_EQ(first.receive()->status, 200);
    EXPECT_EQ(second.receive()->status, 503);
}

TEST(FrontHallTest, StopFinishesWhatHasBegun) {
    FrontHallLimits limits;
    limits.workers = {.workers_max = 8, .queue_wait_max = seconds(60)};
    House house({.settings = {.limits = limits, .local_connections = LocalConnections::unlimited}});
    std::vector<Client> clients;
    Client idle = house.client();
    EXPECT_EQ(idle.ask("GET", "/healthz").status, 200);
    for (int count = 0; count < 100; ++count) {
        clients.push_back(house.client());
        clients.back().send(request_text("GET", "/slow"));
    }
    std::thread stopper([&] { EXPECT_TRUE(house.hall().stop(seconds(20))); });
    EXPECT_TRUE(idle.is_closed_within(seconds(5)));
    EXPECT_THROW(house.client(), std::runtime_error);
    house.open_slow_gate();
    int answered = 0;
    for (Client& client : clients) {
        const Received received = client.receive().value_or(Received{});
        answered += received.status == 200 && received.header("connection") == "close" ? 1 : 0;
    }
    stopper.join();
    EXPECT_EQ(answered, 100);
    EXPECT_EQ(house.hall().connections(), 0U);
}

TEST(FrontHallTest, StopDoesNotWaitForEver) {
    House house({.settings = {.local_connections = LocalConnections::unlimited}});
    Client half = house.client();
    half.send("GET /healthz HTTP/1.1\r\n");
    wait_until([&] { return house.hall().connections() == 1; });
    std::this_thread::sleep_for(milliseconds(50));
    const auto began = std::chrono::steady_clock::now();
    EXPECT_FALSE(house.hall().stop(milliseconds(200)));
    EXPECT_LT(std::chrono::steady_clock::now() - began, seconds(5));
    EXPECT_TRUE(half.is_closed_within(seconds(1)));
}

TEST(FrontHallTest, ClientsThatLeaveLeaveNothingBehind) {
    House house;
    for (int count = 0; count < 50; ++count) {
        house.client().send(request_text("GET", "/slow"));
        house.client().send("GET /hea");
        house.client();
    }
    house.open_slow_gate();
    wait_until([&] { return house.hall().connections() == 0; });
    EXPECT_EQ(house.client().ask("GET", "/healthz").status, 200);
}

TEST(FrontHallTest, AddressInUseIsOneClearLine) {
    House house;
    try {
        const House second({.settings = {.port = house.port()}});
        FAIL();
    } catch (const std::runtime_error& failure) {
        EXPECT_NE(std::string(failure.what()).find("can't listen on 127.0.0.1:"),
                  std::string::npos);
    }
    EXPECT_THROW(House({.settings = {.address = "nowhere"}}), std::runtime_error);
}

TEST(MetricsTest, PrivatePortAnswersFiguresAndNothingElse) {
    House house;
    house.client().ask("GET", "/api/v1/things/0000000000001");
    house.client().ask("GET", "/nothing/13800000000");
    Metrics metrics;
    std::atomic<int> tickets = 7;
    metrics.add(MetricKind::gauge, "gigfair_desk_tickets", "Tickets that wait.",
                [&] { return static_cast<double>(tickets); });
    metrics.count_request("/api/v1/things/{id}", 404, std::chrono::milliseconds(3));
    MetricsDoor door(metrics);
    ManualClock clock{Time{}};
    SystemRng rng;
    MemoryLog log;
    FrontHall hall({}, {door, clock, rng, log});
    Client client(hall.port());
    const Received figures = client.ask("GET", "/metrics");
    EXPECT_EQ(figures.status, 200);
    EXPECT_NE(figures.body.find("gigfair_desk_tickets 7"), std::string::npos);
    EXPECT_NE(figures.body.find(
                  "gigfair_http_requests_total{route=\"/api/v1/things/{id}\",status=\"4xx\"} 1"),
              std::string::npos)
        << figures.body;
    EXPECT_NE(figures.body.find("gigfair_http_request_seconds_bucket"), std::string::npos);
    EXPECT_EQ(client.ask("GET", "/healthz").status, 404);

    const std::string own = house.metrics_text();
    EXPECT_NE(own.find("route=\"/api/v1/things/{id}\",status=\"2xx\"} 1"), std::string::npos);
    EXPECT_NE(own.find("route=\"unmatched\""), std::string::npos);
    EXPECT_EQ(own.find("13800000000"), std::string::npos);
}

}  // namespace
}  // namespace gig::http
