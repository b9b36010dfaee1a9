#pragma once

namespace gig::app {

/// The program: reads the command line, does what it says, and gives the process's exit status.
int run(int argc, char** argv);

}  // namespace gig::app
