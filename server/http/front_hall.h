#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "base/rng.h"
#include "http/answerer.h"
#include "http/metrics.h"
#include "http/request_reader.h"
#include "http/worker_pool.h"

namespace gig::http {

/// What one front hall takes on. Beyond it, refusals are quick and name a time to come again.
struct FrontHallLimits {
    RequestLimits request = {};
    WorkerLimits workers = {};
    int io_threads = 2;
    std::size_t connections_max = 10'000;
    std::size_t connections_per_address_max = 100;  // Of IPv6, per /64.
    std::size_t body_bytes_in_hand_max =
        std::size_t{256} * 1024 * 1024;  // Of all connections together.
    std::chrono::milliseconds head_time_max{10'000};
    std::chrono::milliseconds body_grace{5'000};  // After which the rate below must be kept.
    std::size_t body_bytes_per_second_min = 1024;
    std::chrono::milliseconds request_time_max{30'000};  // From first to last byte.
    std::chrono::milliseconds idle_time_max{60'000};     // Between two requests.
    std::chrono::milliseconds send_grace{10'000};  // Then answers too must move on at the rate.
    std::chrono::milliseconds linger_time_max{2'000};
};

/// Whether connections from this machine itself count towards the limit per address: behind a
/// proxy on the same machine all come from there.
enum class LocalConnections { limited, unlimited };

/// Whether X-Forwarded-For and -Proto are believed of a proxy on this machine. Of nobody else,
/// ever.
enum class Forwarded { ignored, believed_from_loopback };

struct FrontHallSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any that is free; see FrontHall::port.
    FrontHallLimits limits = {};
    LocalConnections local_connections = LocalConnections::limited;
    Forwarded forwarded = Forwarded::ignored;
};

/// What the hall asks. All must outlive it.
struct FrontHallParts {
    Answerer& answerer;
    const Clock& clock;
    Rng& rng;  // For request ids. Called from many threads.
    Log& log;
    Metrics* metrics = nullptr;
};

/// Listens, reads requests within its limits, has them answered on a bounded pool of workers, and
/// writes the answers. Knows nothing of what is asked.
///
/// One connection's requests are answered one after another, in order. Times here are of the
/// machine's steady clock, not of Clock: they bound sockets, not facts.
class FrontHall {
public:
    /// Listens at once. Throws std::runtime_error with one line where the address can't be used.
    FrontHall(FrontHallSettings settings, FrontHallParts parts);

    /// Stops, without waiting for anybody.
    ~FrontHall();

    FrontHall(const FrontHall&) = delete;
    FrontHall& operator=(const FrontHall&) = delete;

    std::uint16_t port() const;

    /// Takes no new connection, answers every request that has begun to arrive, and returns when
    /// all connections are closed or the time is over. True where nobody was cut off.
    bool stop(std::chrono::milliseconds drain_max);

    std::size_t connections() const;
    std::size_t queued() const;

private:
    class Hall;
    std::unique_ptr<Hall> hall_;
};

}  // namespace gig::http
