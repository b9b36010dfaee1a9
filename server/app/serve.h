#pragma once

#include "app/house.h"
#include "app/options.h"

namespace gig::app {

inline constexpr std::chrono::seconds drain_max{10};

/// Serves until SIGTERM or SIGINT, then finishes what has begun. Prints `listening on http://…`
/// once requests are taken. Returns the exit status.
int serve(const Options& options, const HouseSettings& settings, Log& log);

/// Prints every route with its method and policy.
int print_routes(HouseSettings settings);

}  // namespace gig::app
