#pragma once

#include "app/house.h"
#include "app/options.h"

namespace gig::app {

/// `import`: checks a file of jobs, or with --commit publishes it, as a member of the employer.
/// Prints a line for every line of the file and a total. 2 where a line was refused.
int import_file(const Options& options, const HouseSettings& settings, Log& log);

/// `create-staff`: prints password and TOTP secret, which nobody can read again.
int create_staff(const Options& options, House& house);

}  // namespace gig::app
