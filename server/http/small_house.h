#pragma once

// For tests: a small house with every kind of route, and a client that sends raw bytes.

#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/rng.h"
#include "http/contract.h"
#include "http/front_hall.h"
#include "http/gate.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/walk.h"

namespace gig::http::testing {

/// Knows the tokens "worker" and "boss"; a boss may do what needs a role.
class SmallGate final : public Gate {
public:
    Result<Actor> identify(const Credentials& credentials) override;
    Result<void> admit(const Actor& actor, Action action) override;
};

/// Keeps answers in memory, as storage would in its tables.
class MemoryBook final : public AnswerBook {
public:
    std::optional<Kept> find(AccountId account, std::string_view key) override;
    void keep(const OnceKey& key, Answer answer);

private:
    std::mutex mutex_;
    std::map<std::pair<AccountId, std::string>, Kept> kept_;
};

/// A received answer, taken apart.
struct Received {
    int status = 0;
    std::map<std::string, std::string> headers = {};  // Names in lower case.
    std::string body = {};
    std::string head = {};

    std::string header(const std::string& name) const;
    boost::json::object json() const;
    std::string code() const;  // Of a problem.
};

/// One TCP connection to the house.
class Client {
public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(Client&& other) noexcept;
    Client& operator=(Client&&) = delete;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool send(std::string_view bytes);

    /// The next answer, or nothing where the connection ended or no answer came in time.
    std::optional<Received> receive(std::string_view method = "GET");

    /// Sends one request and receives its answer; it must come.
    Received ask(std::string_view method, std::string_view target, std::string_view fields = "",
                 std::string_view body = "");

    /// True where the other side has closed, or does so within the time.
    bool is_closed_within(std::chrono::milliseconds time_max);

private:
    bool fill();

    int socket_;
    std::string bytes_;
};

/// A request as text, with Host and, where there is a body, its length and type.
std::string request_text(std::string_view method, std::string_view target,
                         std::string_view fields = "", std::string_view body = "");

/// The small house's contract, as OpenAPI.
std::string small_contract();

/// Everything between a socket and a handler, with handlers that do what a test needs.
class House {
public:
    struct Options {
        FrontHallSettings settings = {};
        const StaticFiles* files = nullptr;
        std::function<std::optional<Error>(const std::exception&)> explain_failure = {};
    };

    House() : House(Options{}) {}
    explicit House(Options options);
    ~House();

    std::uint16_t port() const { return hall_->port(); }
    FrontHall& hall() { return *hall_; }
    Client client() const { return Client(port()); }
    std::string log_text() const { return log_.text(); }
    std::string metrics_text() const { return metrics_.text(); }
    const Metrics& metrics() const { return metrics_; }
    std::vector<std::string> faults();

    /// Handlers of /slow wait here until it is opened.
    void open_slow_gate();
    int waiting() const { return waiting_; }
    int effects() const { return effects_; }
    MemoryBook& book() { return book_; }

private:
    void add_routes();
    Reply create_thing(const Call& call);
    Reply wait(const Call& call);

    ManualClock clock_;
    SystemRng rng_;
    MemoryLog log_;
    Metrics metrics_;
    Router router_;
    Contract contract_;
    Problems problems_;
    SmallGate gate_;
    MemoryBook book_;

    std::mutex mutex_;
    std::condition_variable opened_;
    bool is_open_ = false;
    std::vector<std::string> faults_;
    std::atomic<int> waiting_ = 0;
    std::atomic<int> effects_ = 0;

    std::unique_ptr<Walk> walk_;
    std::unique_ptr<FrontHall> hall_;
};

}  // namespace gig::http::testing
