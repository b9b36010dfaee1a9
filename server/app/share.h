#pragma once

#include <filesystem>

namespace gig::app {

/// Where the house keeps what it reads and never writes: contract, words, matrix, migrations, web
/// pages, city data. Beside the program (../share/gigfair), in the build tree and after install
/// alike. Throws std::runtime_error where it isn't there.
std::filesystem::path share_folder();

}  // namespace gig::app
