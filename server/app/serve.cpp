#include "app/serve.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "app/doors.h"
#include "http/front_hall.h"
#include "http/metrics.h"

namespace gig::app {

namespace {

/// Blocks the signals that end the program in every thread made from now on; the main thread
/// waits for them.
sigset_t block_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

struct ScratchFolder {
    ScratchFolder() : path(std::filesystem::temp_directory_path() / "gigfair-routes-XXXXXX") {
        std::string name = path.string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path = name;
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }

    std::filesystem::path path;
};

void add_readings(http::Metrics& metrics, Doors& doors, const http::FrontHall& hall) {
    using enum http::MetricKind;
    metrics.add(gauge, "gigfair_connections", "Open connections",
                [&hall] { return static_cast<double>(hall.connections()); });
    metrics.add(gauge, "gigfair_queue_depth", "Requests that wait for a worker",
                [&hall] { return static_cast<double>(hall.queued()); });
    metrics.add(gauge, "gigfair_openings", "Openings in the index",
                [&doors] { return static_cast<double>(doors.index.snapshot()->size); });
    metrics.add(counter, "gigfair_events_total", "Events in the log",
                [&doors] { return static_cast<double>(doors.house.database.last_event()); });
    metrics.add(gauge, "gigfair_index_behind", "Events that the index has not seen yet", [&doors] {
        return static_cast<double>(doors.house.database.last_event() - doors.follower->position());
    });
}

}  // namespace

int serve(const Options& options, const HouseSettings& settings, Log& log) {
    const sigset_t end_signals = block_end_signals();
    const SystemClock clock;
    SystemRng rng;
    House house(settings, {clock, rng, log});
    Doors doors(house);

    http::Metrics metrics;
    http::FrontHallSettings hall_settings{.address = options.address, .port = options.port};
    hall_settings.local_connections = http::LocalConnections::unlimited;
    hall_settings.forwarded =
        options.behind_proxy ? http::Forwarded::believed_from_loopback : http::Forwarded::ignored;
    http::FrontHall hall(hall_settings, {doors.walk, clock, rng, log, &metrics});
    add_readings(metrics, doors, hall);

    http::MetricsDoor metrics_door(metrics);
    std::optional<http::FrontHall> metrics_hall;
    if (options.metrics_port != 0) {
        metrics_hall.emplace(
            http::FrontHallSettings{.address = "127.0.0.1", .port = options.metrics_port},
            http::FrontHallParts{metrics_door, clock, rng, log});
    }

    std::cout << "listening on http://" << options.address << ":" << hall.port() << "\n"
              << std::flush;
    int signal = 0;
    sigwait(&end_signals, &signal);

    doors.announce_stop();
    const bool nobody_cut_off = hall.stop(drain_max);
    log.write(LogLevel::info, "stopped", {{"cut_off", std::int64_t{nobody_cut_off ? 0 : 1}}});
    return exit_done;
}

int print_routes(HouseSettings settings) {
    // Routes need a house, and a house needs data: an empty city that goes away again.
    const ScratchFolder scratch;
    settings.data = scratch.path;
    const SystemClock clock;
    SystemRng rng;
    StandardLog log;
    House house(settings, {clock, rng, log});
    const Doors doors(house);
    for (const http::Route& route : doors.router.routes()) {
        std::cout << http::method_name(route.method) << "\t" << route.pattern << "\t"
                  << action_name(route.action) << "\n";
    }
    return exit_done;
}

}  // namespace gig::app
