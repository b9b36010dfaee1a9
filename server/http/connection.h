#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/asio.h"
#include "http/front_hall.h"

namespace gig::http {

/// What all connections of a hall share. Read-only but for the atomics.
struct HallShare {
    FrontHallSettings settings;
    FrontHallParts parts;
    WorkerPool workers;
    std::atomic<bool> is_draining = false;
    std::atomic<std::size_t> body_bytes_in_hand = 0;

    HallShare(FrontHallSettings given, FrontHallParts asked)
        : settings(std::move(given)), parts(asked), workers(settings.limits.workers) {}

    const FrontHallLimits& limits() const { return settings.limits; }
};

/// One client's connection. Everything but answering runs on its strand, one step at a time.
///
/// Kept alive by the operation that is under way; gone when the socket is closed.
class Connection final : public std::enable_shared_from_this<Connection> {
public:
    using Gone = std::function<void(const Connection*)>;

    /// `on_gone` is called when nothing of the connection is left that needs the hall.
    Connection(Socket socket, HallShare& hall, Gone on_gone);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // From any thread.
    void start();
    void drain();  // Finish what has begun to arrive, then close.
    void abort();

private:
    enum class Phase { fresh, idle, head, body, answering, sending, lingering, closed };
    using SteadyTime = std::chrono::steady_clock::time_point;

    /// A request on its way to an answer; shared with the worker.
    struct Exchange {
        Request request;
        SteadyTime read_at;
        AfterAnswer after = AfterAnswer::keep_open;
    };

    bool is_reading() const;
    void begin_request();
    void wait_for_bytes();
    void take_bytes();
    void read_on();
    bool reserve_body_bytes();
    void release_body_bytes();
    void answer();
    void refuse(const Error& error);
    void send_continue();
    void send(const Response& response);
    void sent(const boost::system::error_code& failure);
    void note(const Response& response) const;
    void linger();
    void discard_bytes();
    void close();

    void introduce(Request& request) const;
    bool is_local() const;
    SteadyTime body_deadline() const;
    void set_deadline(SteadyTime deadline);
    void deadline_passed();

    /// Declared first, so that it goes last: after the socket and the timer.
    struct Stay {
        Gone on_gone;
        const Connection* connection;
        ~Stay() { on_gone(connection); }
    } stay_;

    Socket socket_;
    HallShare& hall_;
    Timer timer_;
    boost::asio::ip::address peer_;

    Phase phase_ = Phase::fresh;
    std::string bytes_;  // Arrived, not yet read as a request.
    std::optional<RequestReader> reader_;
    std::shared_ptr<Exchange> exchange_;
    bool has_sent_continue_ = false;
    SteadyTime began_at_ = {};       // The request's first byte.
    SteadyTime body_began_at_ = {};  // The body's.
    std::size_t body_bytes_reserved_ = 0;

    // What is being sent; must stay while the operation runs.
    std::string head_;
    std::shared_ptr<const std::string> body_;
};

}  // namespace gig::http
