#include "app/share.h"

#include <stdexcept>

namespace gig::app {

namespace fs = std::filesystem;

fs::path share_folder() {
    const fs::path program = fs::read_symlink("/proc/self/exe");
    const fs::path share = program.parent_path().parent_path() / "share" / "gigfair";
    if (!fs::exists(share / "openapi.json")) {
        throw std::runtime_error("cannot find " + share.string() +
                                 "/openapi.json: is the installation complete?");
    }
    return share;
}

}  // namespace gig::app
