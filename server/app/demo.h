#pragma once

#include "app/house.h"
#include "app/options.h"

namespace gig::app {

/// Makes the demo city where the folder is missing or empty, or adds the openings that have become
/// due since it was last opened. Prints what it did. Throws std::runtime_error with one line where
/// the folder holds something else than a demo city.
void prepare_demo(const Options& options, const HouseSettings& settings, Log& log);

/// The accounts with which one can try the demo, as lines for the terminal.
void print_demo_accounts(const HouseSettings& settings);

}  // namespace gig::app
