#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace gig::http {

struct StaticLimits {
    std::uintmax_t file_bytes_max = std::uintmax_t{16} * 1024 * 1024;
    std::uintmax_t total_bytes_max = std::uintmax_t{128} * 1024 * 1024;
};

/// The web pages and what belongs to them, read into memory at start. A request only looks names
/// up in a table: no path of a request ever reaches the file system.
///
/// Files under /assets/ carry a hash in their name and may be kept for ever; all else is asked
/// again. A name.gz beside a file is given to those who take gzip. A page that isn't there is
/// answered with the nearest index.html above it, because the web applications route by
/// themselves. Then only read, from any thread.
class StaticFiles {
public:
    /// What is put in place of <!--gigfair:head--> in every index.html.
    explicit StaticFiles(std::string head = {}, StaticLimits limits = {});

    /// Every file of the folder, below a path such as "/console" or below the root. Hidden files
    /// and links are left out. Throws std::runtime_error with one line where it can't be read or
    /// is over a limit.
    void add_folder(const std::filesystem::path& folder, const std::string& below = "");

    /// One more file under a path of its own, such as "/city/schematic.geojson".
    void add_file(const std::string& path, const std::filesystem::path& file);

    /// The file at the request's path, or the page that stands for it.
    std::optional<Response> find(const Request& request) const;

    /// The text of a file, for who puts something into it; empty where there is none.
    std::string text_of(const std::string& path) const;

private:
    struct Content {
        std::shared_ptr<const std::string> bytes;
        std::string etag;
    };
    struct File {
        Content plain;
        std::optional<Content> gzip;
        std::string type;
    };

    Content load(const std::filesystem::path& file);
    const File* file_at(const std::string& path) const;
    const File* page_for(std::string path) const;
    static Response respond(const File& file, const Request& request, bool is_hashed);

    std::string head_;
    StaticLimits limits_;
    std::uintmax_t total_bytes_ = 0;
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace gig::http
