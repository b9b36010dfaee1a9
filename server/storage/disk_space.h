#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace gig::storage {

struct DiskLimits {
    std::uintmax_t ballast_bytes = 64 << 20;    // 0: no ballast.
    std::uintmax_t low_water_bytes = 32 << 20;  // Less free space than this: no more writes.
};

/// Keeps the house able to open its database on a full disk.
///
/// SQLite can't even be read where there is no room for its shared memory. So a file of ballast
/// lies beside the database: it is thrown away when the house opens on a disk that is nearly full,
/// and laid out again once there is room. Of one thread at a time.
class DiskSpace {
public:
    /// `free_bytes` is the file system's own answer where it is empty.
    DiskSpace(std::filesystem::path folder, DiskLimits limits,
              std::function<std::uintmax_t()> free_bytes = {});

    /// Before the database is opened.
    void make_room();

    /// Whether writes may go on. Asked before every commit, so they resume by themselves. Lays the
    /// ballast out again where there is room for it.
    bool has_room();

private:
    void lay_ballast();

    std::filesystem::path ballast_;
    DiskLimits limits_;
    std::function<std::uintmax_t()> free_bytes_;
    bool ballast_lies_ = false;
};

}  // namespace gig::storage
