#include "http/front_hall.h"

#include <condition_variable>
#include <cstdlib>
#include <future>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <vector>

#include "http/connection.h"

namespace gig::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// Sent without waiting to those for whom there is no room at all.
constexpr std::string_view no_room =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
    "Cache-Control: no-store\r\nConnection: close\r\n\r\n";

/// What one client can hardly have more than one of.
std::string network_of(const asio::ip::address& address) {
    if (address.is_v4()) return address.to_string();
    const asio::ip::address_v6 v6 = address.to_v6();
    if (v6.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
    asio::ip::address_v6::bytes_type bytes = v6.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return asio::ip::address_v6(bytes).to_string();
}

/// Who is in the hall: counts by network, and lets the hall reach everybody at the end.
class Guests {
public:
    /// False where there is no room.
    bool admit(const std::string& network, std::size_t all_max, std::size_t network_max) {
        const std::scoped_lock lock(mutex_);
        if (count_ >= all_max) return false;
        std::size_t& count = by_network_[network];
        if (count >= network_max) return false;
        ++count;
        ++count_;
        return true;
    }

    void enter(const std::shared_ptr<Connection>& connection) {
        const std::scoped_lock lock(mutex_);
        inside_.emplace(connection.get(), connection);
    }

    void leave(const Connection* connection, const std::string& network) {
        const std::scoped_lock lock(mutex_);
        inside_.erase(connection);
        const auto found = by_network_.find(network);
        if (--found->second == 0) by_network_.erase(found);
        if (--count_ == 0) empty_.notify_all();
    }

    std::size_t count() const {
        const std::scoped_lock lock(mutex_);
        return count_;
    }

    std::vector<std::shared_ptr<Connection>> all() const {
        std::vector<std::shared_ptr<Connection>> connections;
        const std::scoped_lock lock(mutex_);
        for (const auto& [pointer, weak] : inside_) {
            if (auto connection = weak.lock()) connections.push_back(std::move(connection));
        }
        return connections;
    }

    bool wait_until_empty(std::chrono::milliseconds time_max) {
        std::unique_lock lock(mutex_);
        return empty_.wait_for(lock, time_max, [this] { return count_ == 0; });
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable empty_;
    std::size_t count_ = 0;
    std::map<std::string, std::size_t> by_network_;
    std::unordered_map<const Connection*, std::weak_ptr<Connection>> inside_;
};

}  // namespace

class FrontHall::Hall {
public:
    Hall(FrontHallSettings settings, FrontHallParts parts)
        : share_(std::move(settings), parts),
          acceptor_(asio::make_strand(io_)),
          pause_(acceptor_.get_executor()) {
        try {
            listen();
        } catch (const boost::system::system_error& failure) {
            throw std::runtime_error("can't listen on " + share_.settings.address + ":" +
                                     std::to_string(share_.settings.port) + ": " +
                                     failure.code().message());
        }
    }

    void start() {
        accept();
        for (int index = 0; index < share_.limits().io_threads; ++index) {
            threads_.emplace_back([this] { io_.run(); });
        }
    }

    bool stop(std::chrono::milliseconds drain_max) {
        if (is_stopped_) return true;
        is_stopped_ = true;
        share_.is_draining = true;
        close_door();
        for (const auto& connection : guests_.all())
            connection->drain();
        const bool all_left = guests_.wait_until_empty(drain_max);
        for (const auto& connection : guests_.all())
            connection->abort();
        // Handlers that still run hold their connections; they are waited for.
        guests_.wait_until_empty(std::chrono::hours(1));
        work_.reset();
        io_.stop();
        for (std::thread& thread : threads_)
            thread.join();
        return all_left;
    }

    std::uint16_t port() const { return port_; }
    std::size_t connections() const { return guests_.count(); }
    std::size_t queued() const { return share_.workers.queued(); }

private:
    void listen() {
        const tcp::endpoint endpoint(asio::ip::make_address(share_.settings.address),
                                     share_.settings.port);
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(Acceptor::reuse_address(true));
        acceptor_.bind(endpoint);
        acceptor_.listen(asio::socket_base::max_listen_connections);
        acceptor_.non_blocking(true);
        port_ = acceptor_.local_endpoint().port();
    }

    void accept() {
        is_accepting_ = true;
        acceptor_.async_accept(asio::make_strand(io_),
                               [this](const boost::system::error_code& failure, Socket socket) {
                                   is_accepting_ = false;
                                   // One who came in while the door was being closed is in.
                                   if (!failure) welcome(std::move(socket));
                                   if (!acceptor_.is_open()) return closed_.set_value();
                                   if (!failure) return accept();
                                   pause();
                               });
    }

    /// Out of file descriptors, most likely: don't spin until some are given back.
    void pause() {
        constexpr std::chrono::milliseconds accept_pause(50);
        pause_.expires_after(accept_pause);
        pause_.async_wait([this](const boost::system::error_code&) {
            if (acceptor_.is_open()) accept();
        });
    }

    void welcome(Socket socket) {
        boost::system::error_code failure;
        const auto endpoint = socket.remote_endpoint(failure);
        if (failure) return;  // Gone already.
        const bool is_exempt = endpoint.address().is_loopback() &&
                               share_.settings.local_connections == LocalConnections::unlimited;
        const std::string network = network_of(endpoint.address());
        const std::size_t network_max = is_exempt ? share_.limits().connections_max
                                                  : share_.limits().connections_per_address_max;
        if (!guests_.admit(network, share_.limits().connections_max, network_max)) {
            failure = socket.non_blocking(true, failure);
            socket.write_some(asio::buffer(no_room.data(), no_room.size()), failure);
            return;
        }
        const auto connection = std::make_shared<Connection>(
            std::move(socket), share_,
            [this, network](const Connection* gone) { guests_.leave(gone, network); });
        guests_.enter(connection);
        connection->start();
    }

    /// Those who already knocked are let in; then nobody is.
    void close_door() {
        asio::post(acceptor_.get_executor(), [this] {
            boost::system::error_code failure;
            while (true) {
                Socket socket(asio::make_strand(io_));
                failure = acceptor_.accept(socket, failure);
                if (failure) break;
                welcome(std::move(socket));
            }
            failure = acceptor_.close(failure);
            pause_.cancel();
            if (!is_accepting_) closed_.set_value();
        });
        closed_.get_future().wait();
    }

    // In this order: sockets go before the io context, guests and workers outlive both.
    Guests guests_;
    HallShare share_;
    asio::io_context io_;
    asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
    Acceptor acceptor_;
    Timer pause_;
    std::vector<std::thread> threads_;
    std::uint16_t port_ = 0;
    bool is_accepting_ = false;  // On the acceptor's strand alone.
    std::promise<void> closed_;
    bool is_stopped_ = false;
};

FrontHall::FrontHall(FrontHallSettings settings, FrontHallParts parts)
    : hall_(std::make_unique<Hall>(std::move(settings), parts)) {
    hall_->start();
}

FrontHall::~FrontHall() {
    try {
        hall_->stop(std::chrono::milliseconds(0));
    } catch (const std::exception&) {
        std::abort();  // A lock that can't be taken: the threads inside could not be ended.
    }
}

std::uint16_t FrontHall::port() const {
    return hall_->port();
}

bool FrontHall::stop(std::chrono::milliseconds drain_max) {
    return hall_->stop(drain_max);
}

std::size_t FrontHall::connections() const {
    return hall_->connections();
}

std::size_t FrontHall::queued() const {
    return hall_->queued();
}

}  // namespace gig::http
