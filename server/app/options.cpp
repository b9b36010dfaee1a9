#include "app/options.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace gig::app {

namespace {

/// "127.0.0.1:8080" into its two parts.
void read_listen(Options& options, const std::string& listen) {
    const std::size_t colon = listen.rfind(':');
    std::uint32_t port = 0;
    const bool has_port = colon != std::string::npos && colon + 1 < listen.size() &&
                          CLI::detail::lexical_cast(listen.substr(colon + 1), port) &&
                          port <= 65'535;
    if (!has_port) throw CLI::ValidationError("--listen", "is ADDRESS:PORT, not " + listen);

    options.address = listen.substr(0, colon);
    options.port = static_cast<std::uint16_t>(port);
}

struct Parsed {
    Options options;
    std::string listen = "127.0.0.1:8080";
    std::string scale = "small";
};

void add_data(CLI::App& command, Parsed& parsed, bool required) {
    command.add_option("--data", parsed.options.data, "Folder of the database and the keys")
        ->required(required);
}

void add_serving(CLI::App& command, Parsed& parsed) {
    command.add_option("--listen", parsed.listen, "ADDRESS:PORT; port 0 takes a free one")
        ->capture_default_str();
    command.add_option("--metrics-port", parsed.options.metrics_port,
                       "Private port for metrics on 127.0.0.1 (0: none)");
    command.add_flag("--simulator-faults", parsed.options.simulator_faults,
                     "Simulators misbehave now and then, as real services do");
}

void add_commands(CLI::App& app, Parsed& parsed) {
    Options& options = parsed.options;

    CLI::App& demo =
        *app.add_subcommand("demo", "Make the demo city if DIR is empty, and serve it");
    add_data(demo, parsed, false);
    add_serving(demo, parsed);
    demo.add_option("--scale", parsed.scale,
                    "Size of a new demo city: small; huzhou (a year of it); province (10^6 posts)")
        ->check(CLI::IsMember({"small", "huzhou", "province"}))
        ->capture_default_str();
    demo.add_option("--seed", options.seed, "Same seed and day, same facts")->capture_default_str();

    CLI::App& serve = *app.add_subcommand("serve", "Serve a city");
    add_data(serve, parsed, true);
    add_serving(serve, parsed);
    serve.add_flag("--simulators", options.simulators,
                   "Stand-ins for SMS gateway and business registry (refused with --production)");
    serve.add_flag("--behind-proxy", options.behind_proxy,
                   "Believe X-Forwarded-For and -Proto of a proxy on this machine");
    serve.add_flag("--production", options.production,
                   "Refuse everything meant for demos and tests");
    serve.add_option("--crypto", options.crypto_profile, "Profile of a new city's keys")
        ->check(CLI::IsMember({"intl", "sm"}))
        ->capture_default_str();

    app.add_subcommand("routes", "Print every route with its method and policy");

    add_data(*app.add_subcommand("migrate", "Bring the database to this program's version"), parsed,
             true);
    add_data(*app.add_subcommand("verify-log", "Prove that the event log is whole"), parsed, true);

    CLI::App& import = *app.add_subcommand(
        "import", "Check jobs from a file, one POST /jobs body a line; --commit publishes them");
    add_data(import, parsed, true);
    import.add_option("FILE", options.import_file, "JSON lines")->required();
    import.add_option("--employer", options.import_employer, "Id of the employer that posts")
        ->required();
    import.add_flag("--commit", options.import_commit, "Publish what passed the check");

    CLI::App& staff =
        *app.add_subcommand("create-staff", "Make a staff account, print its secrets");
    add_data(staff, parsed, true);
    staff.add_option("--login", options.staff_login, "Login name")->required();
    staff.add_option("--role", options.staff_role, "Such as market_staff or city_admin")
        ->required();
    staff.add_option("--scope", options.staff_scope,
                     "Market key or county code, where the role has one");
}

Command command_named(const std::string& name) {
    if (name == "demo") return Command::demo;
    if (name == "serve") return Command::serve;
    if (name == "routes") return Command::routes;
    if (name == "migrate") return Command::migrate;
    if (name == "verify-log") return Command::verify_log;
    if (name == "import") return Command::import_jobs;
    return Command::create_staff;
}

DemoScale scale_named(const std::string& name) {
    if (name == "huzhou") return DemoScale::huzhou;
    if (name == "province") return DemoScale::province;
    return DemoScale::small;
}

}  // namespace

Options parse_options(int argc, char** argv) {
    CLI::App app("gigfaird: the server of gigfair (零工集), the open platform for day work");
    app.require_subcommand(1);
    Parsed parsed;
    add_commands(app, parsed);
    try {
        app.parse(argc, argv);
        read_listen(parsed.options, parsed.listen);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            throw Exit{app.exit(error)};
        }
        std::cerr << "gigfaird: " << error.what() << " (gigfaird --help)\n";
        throw Exit{exit_unusable};
    }

    parsed.options.scale = scale_named(parsed.scale);
    parsed.options.command = command_named(app.get_subcommands().front()->get_name());
    if (parsed.options.command == Command::demo) parsed.options.simulators = true;
    if (parsed.options.production && parsed.options.simulators) {
        std::cerr << "gigfaird: --simulators and --production exclude each other\n";
        throw Exit{exit_unusable};
    }
    return parsed.options;
}

}  // namespace gig::app
