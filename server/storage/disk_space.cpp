#include "storage/disk_space.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gig::storage {

namespace fs = std::filesystem;

DiskSpace::DiskSpace(fs::path folder, DiskLimits limits, std::function<std::uintmax_t()> free_bytes)
    : ballast_(folder / "ballast"), limits_(limits), free_bytes_(std::move(free_bytes)) {
    if (!free_bytes_) {
        free_bytes_ = [folder = std::move(folder)] {
            std::error_code unknown;  // Then it says the greatest number: SQLite itself will tell.
            return fs::space(folder, unknown).available;
        };
    }
    std::error_code none;
    ballast_lies_ = fs::file_size(ballast_, none) == limits_.ballast_bytes && !none;
}

void DiskSpace::make_room() {
    if (free_bytes_() >= limits_.low_water_bytes) return;
    std::error_code ignored;  // Without ballast there is nothing to throw away.
    fs::remove(ballast_, ignored);
    ballast_lies_ = false;
}

bool DiskSpace::has_room() {
    const std::uintmax_t free = free_bytes_();
    if (free < limits_.low_water_bytes) return false;

    // Twice the mark, or laying the ballast out would end the writes again.
    const bool is_due = limits_.ballast_bytes > 0 && !ballast_lies_;
    if (is_due && free >= limits_.ballast_bytes + 2 * limits_.low_water_bytes) lay_ballast();
    return true;
}

void DiskSpace::lay_ballast() {
    const int file = ::open(ballast_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return;  // Only a reserve: the next commit tries again.
    ballast_lies_ = ::posix_fallocate(file, 0, static_cast<off_t>(limits_.ballast_bytes)) == 0;
    ::close(file);
    if (ballast_lies_) return;
    std::error_code ignored;
    fs::remove(ballast_, ignored);
}

}  // namespace gig::storage
