#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace gig::app {

enum class Command { serve, demo, routes, migrate, verify_log, import_jobs, create_staff };
enum class DemoScale { small, huzhou, province };

/// What the command line asked for. Only app reads it; rooms get their own small structs.
struct Options {
    Command command = Command::serve;

    std::filesystem::path data = "gigfair-demo";
    std::string city = "huzhou";
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::uint16_t metrics_port = 0;  // 0: none.
    bool behind_proxy = false;       // X-Forwarded-For of a proxy on this machine is believed.

    bool simulators = false;
    bool simulator_faults = false;
    bool production = false;
    std::string crypto_profile = "intl";

    DemoScale scale = DemoScale::small;
    std::uint64_t seed = 2023;

    std::filesystem::path import_file = {};
    std::string import_employer = {};
    bool import_commit = false;

    std::string staff_login = {};
    std::string staff_role = {};
    std::string staff_scope = {};
};

/// The program ends at once with that status, after one line on the right stream.
struct Exit {
    int status;
};

inline constexpr int exit_done = 0;
inline constexpr int exit_unusable = 2;        // Arguments or input; one line says what and where.
inline constexpr int exit_storage_broke = 74;  // As sysexits' EX_IOERR.

/// Throws Exit after having printed help or what is wrong.
Options parse_options(int argc, char** argv);

}  // namespace gig::app
