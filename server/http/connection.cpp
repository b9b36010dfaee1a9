#include "http/connection.h"

#include "base/id.h"
#include "http/router.h"

namespace gig::http {

namespace asio = boost::asio;
using std::chrono::steady_clock;

namespace {

// Read into at most once per step, and one step runs on a thread at a time.
constexpr std::size_t read_bytes_max = std::size_t{64} * 1024;

std::span<char> read_buffer() {
    thread_local std::array<char, read_bytes_max> buffer;
    return buffer;
}

asio::ip::address plain(const asio::ip::address& address) {
    const bool is_mapped = address.is_v6() && address.to_v6().is_v4_mapped();
    if (!is_mapped) return address;
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

/// The address that a proxy saw last, where it is one.
std::optional<std::string> forwarded_peer(const Request& request) {
    const auto chain = request.field("x-forwarded-for");
    if (!chain) return std::nullopt;
    std::string_view last = chain->substr(chain->rfind(',') + 1);
    while (last.starts_with(' '))
        last.remove_prefix(1);
    boost::system::error_code failure;
    const asio::ip::address address = asio::ip::make_address(std::string(last), failure);
    if (failure) return std::nullopt;
    return address.to_string();
}

std::chrono::milliseconds time_for(std::size_t bytes, std::size_t bytes_per_second) {
    return std::chrono::milliseconds(bytes * 1'000 / bytes_per_second);
}

}  // namespace

Connection::Connection(Socket socket, HallShare& hall, Gone on_gone)
    : stay_{std::move(on_gone), this},
      socket_(std::move(socket)),
      hall_(hall),
      timer_(socket_.get_executor()) {
    boost::system::error_code failure;
    const auto endpoint = socket_.remote_endpoint(failure);
    if (!failure) peer_ = plain(endpoint.address());
    failure = socket_.non_blocking(true, failure);
    failure = socket_.set_option(asio::ip::tcp::no_delay(true), failure);
}

Connection::~Connection() {
    release_body_bytes();
}

void Connection::start() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->phase_ != Phase::fresh) return;
        self->began_at_ = steady_clock::now();
        self->set_deadline(self->began_at_ + self->hall_.limits().head_time_max);
        self->reader_.emplace(self->hall_.limits().request);
        self->wait_for_bytes();
    });
}

void Connection::drain() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->phase_ == Phase::idle) {
            // What arrived before the client could know of the end is still answered.
            boost::system::error_code failure;
            if (self->socket_.available(failure) == 0 || failure) self->close();
        } else if (self->phase_ == Phase::fresh) {
            constexpr std::chrono::milliseconds first_byte_grace(500);
            self->set_deadline(steady_clock::now() + first_byte_grace);
        }
    });
}

void Connection::abort() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(); });
}

void Connection::begin_request() {
    release_body_bytes();
    exchange_.reset();
    body_.reset();
    has_sent_continue_ = false;
    reader_.emplace(hall_.limits().request);
    if (!bytes_.empty()) {
        began_at_ = steady_clock::now();
        phase_ = Phase::head;
        set_deadline(began_at_ + hall_.limits().head_time_max);
        return read_on();
    }
    if (hall_.is_draining) return close();
    phase_ = Phase::idle;
    set_deadline(steady_clock::now() + hall_.limits().idle_time_max);
    wait_for_bytes();
}

/// Waits without a buffer of its own: thousands of idle connections must cost little.
void Connection::wait_for_bytes() {
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this()](const boost::system::error_code& failure) {
                           if (failure) return self->close();
                           if (self->is_reading()) self->take_bytes();
                       });
}

/// Not so where the time ran out while it waited: then a refusal is on its way.
bool Connection::is_reading() const {
    return phase_ == Phase::fresh || phase_ == Phase::idle || phase_ == Phase::head ||
           phase_ == Phase::body;
}

void Connection::take_bytes() {
    const std::span<char> buffer = read_buffer();
    boost::system::error_code failure;
    const std::size_t count =
        socket_.read_some(asio::buffer(buffer.data(), buffer.size()), failure);
    if (failure == asio::error::would_block) return wait_for_bytes();
    if (failure) return close();

    if (phase_ == Phase::idle || phase_ == Phase::fresh) {
        if (phase_ == Phase::idle) {
            began_at_ = steady_clock::now();
            set_deadline(began_at_ + hall_.limits().head_time_max);
        }
        phase_ = Phase::head;
    }
    bytes_.append(buffer.data(), count);
    read_on();
}

void Connection::read_on() {
    const RequestReader::State state = reader_->feed(bytes_);
    if (state == RequestReader::State::refused) return refuse(reader_->error());
    if (!reserve_body_bytes()) return refuse({ErrorKind::busy, "http.busy"});
    if (state == RequestReader::State::complete) return answer();

    if (state == RequestReader::State::body) {
        if (phase_ == Phase::head) body_began_at_ = steady_clock::now();
        phase_ = Phase::body;
        set_deadline(body_deadline());
        if (reader_->expects_continue() && !has_sent_continue_) return send_continue();
    }
    wait_for_bytes();
}

bool Connection::reserve_body_bytes() {
    const std::size_t more = reader_->body_bytes() - body_bytes_reserved_;
    body_bytes_reserved_ += more;
    return hall_.body_bytes_in_hand.fetch_add(more) + more <= hall_.limits().body_bytes_in_hand_max;
}

void Connection::release_body_bytes() {
    hall_.body_bytes_in_hand -= body_bytes_reserved_;
    body_bytes_reserved_ = 0;
}

void Connection::answer() {
    phase_ = Phase::answering;
    timer_.cancel();
    exchange_ = std::make_shared<Exchange>();
    exchange_->request = std::move(reader_->request());
    exchange_->read_at = steady_clock::now();
    introduce(exchange_->request);
    if (!exchange_->request.keep_alive) exchange_->after = AfterAnswer::close;

    Answerer& answerer = hall_.parts.answerer;
    const Request& request = exchange_->request;
    if (const std::optional<Response> response = answerer.answer_at_once(request)) {
        return send(*response);
    }
    const auto work = [self = shared_from_this(),
                       exchange = exchange_](WorkerPool::Outcome outcome) {
        Answerer& at = self->hall_.parts.answerer;
        const bool is_late = outcome == WorkerPool::Outcome::give_up;
        if (is_late && self->hall_.parts.metrics != nullptr)
            self->hall_.parts.metrics->count_shed();
        Response response = is_late ? at.refuse({ErrorKind::busy, "http.busy"}, exchange->request)
                                    : at.answer(exchange->request);
        asio::post(self->socket_.get_executor(),
                   [self, response = std::move(response)] { self->send(response); });
    };
    if (hall_.workers.offer(answerer.urgency_of(request), work)) return;
    if (hall_.parts.metrics != nullptr) hall_.parts.metrics->count_shed();
    send(answerer.refuse({ErrorKind::busy, "http.busy"}, request));
}

/// The connection ends with it: where the next request would begin is not known.
void Connection::refuse(const Error& error) {
    exchange_ = std::make_shared<Exchange>();
    exchange_->request = std::move(reader_->request());
    exchange_->read_at = steady_clock::now();
    exchange_->after = AfterAnswer::close;
    exchange_->request.body = {};  // Makes room for others while the refusal is on its way.
    release_body_bytes();
    introduce(exchange_->request);
    send(hall_.parts.answerer.refuse(error, exchange_->request));
}

void Connection::send_continue() {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    has_sent_continue_ = true;
    asio::async_write(
        socket_, asio::buffer(go_on.data(), go_on.size()),
        [self = shared_from_this()](const boost::system::error_code& failure, std::size_t) {
            if (failure || self->phase_ == Phase::closed) return self->close();
            self->wait_for_bytes();
        });
}

void Connection::send(const Response& response) {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::sending;
    if (hall_.is_draining) exchange_->after = AfterAnswer::close;
    head_ = response_head(response, exchange_->request, exchange_->after, hall_.parts.clock.now());
    if (has_body(response, exchange_->request)) body_ = response.body;
    note(response);

    const std::size_t size = head_.size() + (body_ ? body_->size() : 0);
    const FrontHallLimits& limits = hall_.limits();
    set_deadline(steady_clock::now() + limits.send_grace +
                 time_for(size, limits.body_bytes_per_second_min));
    const std::array<asio::const_buffer, 2> buffers = {
        asio::buffer(head_), body_ ? asio::buffer(*body_) : asio::const_buffer()};
    asio::async_write(socket_, buffers,
                      [self = shared_from_this()](const boost::system::error_code& failure,
                                                  std::size_t) { self->sent(failure); });
}

void Connection::sent(const boost::system::error_code& failure) {
    if (failure || phase_ == Phase::closed) return close();
    if (exchange_->after == AfterAnswer::close) return linger();
    begin_request();
}

void Connection::note(const Response& response) const {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() -
                                                                            exchange_->read_at);
    const Request& request = exchange_->request;
    const bool is_usual = request.method == "HEAD" || method_named(request.method).has_value();
    hall_.parts.log.write(LogLevel::info, "http.request",
                          {{"method", is_usual ? std::string_view(request.method) : "other"},
                           {"route", std::string_view(response.route)},
                           {"status", std::int64_t{response.status}},
                           {"us", std::int64_t{took.count()}},
                           {"request_id", std::string_view(request.id)}});
    if (hall_.parts.metrics != nullptr) {
        hall_.parts.metrics->count_request(response.route, response.status, took);
    }
}

/// Closing at once while the client still sends would reset the connection, and the answer with
/// it: so what comes is thrown away for a while.
void Connection::linger() {
    boost::system::error_code failure;
    failure = socket_.shutdown(Socket::shutdown_send, failure);
    if (failure) return close();
    phase_ = Phase::lingering;
    bytes_.clear();
    set_deadline(steady_clock::now() + hall_.limits().linger_time_max);
    discard_bytes();
}

void Connection::discard_bytes() {
    socket_.async_wait(
        Socket::wait_read, [self = shared_from_this()](boost::system::error_code failure) {
            if (failure || self->phase_ == Phase::closed) return self->close();
            const std::span<char> buffer = read_buffer();
            self->socket_.read_some(asio::buffer(buffer.data(), buffer.size()), failure);
            if (failure && failure != asio::error::would_block) return self->close();
            self->discard_bytes();
        });
}

void Connection::close() {
    phase_ = Phase::closed;
    boost::system::error_code ignored;
    timer_.cancel();
    ignored = socket_.close(ignored);
}

void Connection::introduce(Request& request) const {
    std::uint64_t drawn = hall_.parts.rng.next() >> 1;
    request.id = id_text(static_cast<std::int64_t>(drawn));
    request.peer = peer_.to_string();
    request.peer_is_local = peer_.is_loopback();
    const bool is_believed =
        request.peer_is_local && hall_.settings.forwarded == Forwarded::believed_from_loopback;
    if (!is_believed) return;
    request.secure = request.field("x-forwarded-proto") == "https";
    if (std::optional<std::string> peer = forwarded_peer(request)) {
        request.peer = *std::move(peer);
        request.peer_is_local = false;
    }
}

/// A body may come slowly for a while; then it must keep up the least rate, and come to an end.
Connection::SteadyTime Connection::body_deadline() const {
    const FrontHallLimits& limits = hall_.limits();
    return std::min(body_began_at_ + limits.body_grace +
                        time_for(reader_->body_bytes(), limits.body_bytes_per_second_min),
                    began_at_ + limits.request_time_max);
}

void Connection::set_deadline(SteadyTime deadline) {
    timer_.expires_at(deadline);
    timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& failure) {
        const std::shared_ptr<Connection> self = weak.lock();
        // A handler that was on its way when the deadline moved finds a later one.
        if (failure || !self || self->timer_.expiry() > steady_clock::now()) return;
        self->deadline_passed();
    });
}

void Connection::deadline_passed() {
    switch (phase_) {
        case Phase::head:
        case Phase::body:
            return refuse({ErrorKind::malformed, "http.timeout"});
        case Phase::answering:
            return;  // The handler's own affair; the timer was stopped.
        case Phase::fresh:
        case Phase::idle:
        case Phase::sending:
        case Phase::lingering:
        case Phase::closed:
            return close();
    }
}

}  // namespace gig::http
