#include "app/commands.h"

#include <fstream>
#include <iostream>

#include "app/demo.h"
#include "app/doors.h"
#include "app/office.h"
#include "app/options.h"
#include "app/serve.h"
#include "app/share.h"
#include "events/verify.h"
#include "storage/migrations.h"

namespace gig::app {

namespace {

HouseSettings settings_of(const Options& options) {
    return {
        .share = share_folder(),
        .data = options.data,
        .city = options.city,
        .crypto_if_new = options.crypto_profile == "sm" ? CryptoProfile::sm : CryptoProfile::intl,
        .simulators = options.simulators,
        .simulator_faults = options.simulator_faults,
    };
}

int run_demo(const Options& options, Log& log) {
    const HouseSettings settings = settings_of(options);
    prepare_demo(options, settings, log);
    print_demo_accounts(settings);
    return serve(options, settings, log);
}

int run_migrate(const Options& options) {
    const HouseSettings settings = settings_of(options);
    const storage::MigrationReport report = storage::migrate(
        settings.database_file(), settings.share / "migrations", SystemClock().now());
    std::cout << "schema " << report.number_before << " -> " << report.number_after << "\n";
    return exit_done;
}

int run_verify_log(const Options& options, Log& log) {
    const HouseSettings settings = settings_of(options);
    SystemRng rng;
    const std::unique_ptr<Vault> vault = Vault::open(settings.keys_folder(), rng);
    storage::SqliteDatabase database(
        {.file = settings.database_file(), .access = storage::Access::read_only}, log);
    const events::LogReport report = events::verify_log(database, vault->profile());
    std::cout << report.events << " events, " << report.sealed << " sealed, " << report.unsealed
              << " not yet\n";
    if (!report.first_fault) {
        std::cout << "the log is whole; head " << report.head.sequence << " "
                  << to_hex(report.head.hash) << "\n";
        return exit_done;
    }
    std::cout << "the log is broken at event " << report.first_fault->sequence << ": "
              << report.first_fault->what << "\n";
    return exit_unusable;
}

int run_create_staff(const Options& options, Log& log) {
    const SystemClock clock;
    SystemRng rng;
    House house(settings_of(options), {clock, rng, log});
    return create_staff(options, house);
}

int dispatch(const Options& options, Log& log) {
    switch (options.command) {
        case Command::demo:
            return run_demo(options, log);
        case Command::serve:
            return serve(options, settings_of(options), log);
        case Command::routes:
            return print_routes(settings_of(options));
        case Command::migrate:
            return run_migrate(options);
        case Command::verify_log:
            return run_verify_log(options, log);
        case Command::import_jobs:
            return import_file(options, settings_of(options), log);
        case Command::create_staff:
            return run_create_staff(options, log);
    }
    return exit_unusable;
}

}  // namespace

int run(int argc, char** argv) {
    StandardLog log;
    try {
        return dispatch(parse_options(argc, argv), log);
    } catch (const Exit& exit) {
        return exit.status;
    } catch (const storage::Broken& broken) {
        std::cerr << "gigfaird: storage broke: " << broken.what() << "\n";
        return exit_storage_broke;
    } catch (const std::exception& failure) {
        std::cerr << "gigfaird: " << failure.what() << "\n";
        return exit_unusable;
    }
}

}  // namespace gig::app
