#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace gig {

namespace {

[[noreturn]] void fail(const char* what, const std::filesystem::path& file, int error_number) {
    throw std::runtime_error("cannot " + std::string(what) + " " + file.string() + ": " +
                             std::generic_category().message(error_number));
}

class OpenFile {
public:
    OpenFile(const std::filesystem::path& file, int flags, mode_t mode = 0)
        : descriptor_(::open(file.c_str(), flags | O_CLOEXEC, mode)) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (is_open()) ::close(descriptor_);
    }

    bool is_open() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace

std::string read_file(const std::filesystem::path& file, std::uintmax_t bytes_max) {
    const OpenFile source(file, O_RDONLY);
    if (!source.is_open()) fail("read", file, errno);

    std::string bytes;
    std::array<char, 1 << 16> part{};
    while (true) {
        const ssize_t count = ::read(source.descriptor(), part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("read", file, errno);
        if (count == 0) return bytes;
        bytes.append(part.data(), static_cast<std::size_t>(count));
        if (bytes.size() > bytes_max) {
            throw std::runtime_error("cannot read " + file.string() + ": it is larger than " +
                                     std::to_string(bytes_max) + " bytes");
        }
    }
}

void create_private_file(const std::filesystem::path& file, std::string_view bytes) {
    const OpenFile target(file, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    if (!target.is_open()) fail("create", file, errno);
    while (!bytes.empty()) {
        const ssize_t count = ::write(target.descriptor(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("write", file, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(target.descriptor()) != 0) fail("write", file, errno);
}

void sync_folder(const std::filesystem::path& folder) {
    const OpenFile target(folder, O_RDONLY | O_DIRECTORY);
    if (!target.is_open() || ::fsync(target.descriptor()) != 0) fail("sync", folder, errno);
}

}  // namespace gig
