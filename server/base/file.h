#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace gig {

inline constexpr std::uintmax_t file_bytes_max = 64 << 20;  // Unless the caller says less.

/// The whole file. Throws std::runtime_error with one line that names it where it can't be read or
/// is larger than bytes_max.
std::string read_file(const std::filesystem::path& file, std::uintmax_t bytes_max = file_bytes_max);

/// Makes the file with just these bytes, readable by its owner alone, and returns when they are on
/// the disk. Throws std::runtime_error where it exists already or can't be written.
void create_private_file(const std::filesystem::path& file, std::string_view bytes);

/// Makes the names in a folder durable: what was created or renamed there survives a power cut.
void sync_folder(const std::filesystem::path& folder);

}  // namespace gig
