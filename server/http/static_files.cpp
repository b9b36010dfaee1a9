#include "http/static_files.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/file.h"
#include "base/text.h"
#include "http/etag.h"
#include "http/uri.h"

namespace gig::http {

namespace {

constexpr std::string_view head_mark = "<!--gigfair:head-->";
constexpr std::string_view index_name = "index.html";
constexpr std::string_view hashed_folder = "/assets/";

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> types = {{
    {".css", "text/css; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".geojson", "application/geo+json"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
}};

std::string type_of(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    for (const auto& [known, type] : types) {
        if (known == extension) return std::string(type);
    }
    return "application/octet-stream";
}

std::string with_head(std::string page, std::string_view head) {
    const std::size_t at = page.find(head_mark);
    if (at != std::string::npos) page.replace(at, head_mark.size(), head);
    return page;
}

/// Whether one of the comma-separated items is wanted, parameters aside; q=0 means not.
bool lists(std::string_view header, std::string_view wanted) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::string_view item = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        const std::size_t parameters = std::min(item.find(';'), item.size());
        const std::string_view rest = trimmed(item.substr(std::min(parameters + 1, item.size())));
        const bool is_refused =
            rest == "q=0" || rest == "q=0.0" || rest == "q=0.00" || rest == "q=0.000";
        if (trimmed(item.substr(0, parameters)) == wanted) return !is_refused;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(std::string head, StaticLimits limits)
    : head_(std::move(head)), limits_(limits) {}

void StaticFiles::add_folder(const std::filesystem::path& folder, const std::string& below) {
    std::error_code failure;
    std::filesystem::recursive_directory_iterator entries(folder, failure);
    if (failure) throw std::runtime_error(folder.string() + ": " + failure.message());
    for (auto entry = begin(entries); entry != end(entries); ++entry) {
        if (entry->path().filename().string().starts_with('.')) {
            if (entry->is_directory()) entry.disable_recursion_pending();
            continue;
        }
        const bool is_own = entry->is_regular_file() && !entry->is_symlink();
        if (!is_own || entry->path().extension() == ".gz") continue;
        const std::string name = entry->path().lexically_relative(folder).generic_string();
        add_file(below + "/" + name, entry->path());
    }
}

void StaticFiles::add_file(const std::string& path, const std::filesystem::path& file) {
    File added{.plain = load(file), .gzip = std::nullopt, .type = type_of(path)};
    const std::filesystem::path packed = file.string() + ".gz";
    // A page that had words put in no longer says what its packed twin says.
    const bool is_page = file.filename() == index_name;
    if (!is_page && std::filesystem::is_regular_file(packed)) added.gzip = load(packed);
    files_[path] = std::move(added);
}

StaticFiles::Content StaticFiles::load(const std::filesystem::path& file) {
    std::string bytes = read_file(file, limits_.file_bytes_max);
    if (file.filename() == index_name) bytes = with_head(std::move(bytes), head_);
    total_bytes_ += bytes.size();
    if (total_bytes_ > limits_.total_bytes_max) {
        throw std::runtime_error(file.string() + ": the web files are over their limit together");
    }
    std::string etag = etag_of(bytes);
    return {share(std::move(bytes)), std::move(etag)};
}

std::optional<Response> StaticFiles::find(const Request& request) const {
    const std::optional<std::vector<std::string>> segments = path_segments(request.path());
    if (!segments) return std::nullopt;
    std::string path;
    for (const std::string& segment : *segments)
        path += "/" + segment;

    const bool is_hashed =
        path.starts_with(hashed_folder) || path.find(hashed_folder) != std::string::npos;
    if (const File* file = file_at(path)) return respond(*file, request, is_hashed);
    const bool wants_page = lists(request.field("accept").value_or(""), "text/html");
    if (is_hashed || !wants_page) {
        const File* page = path.ends_with('/') ? file_at(path + std::string(index_name)) : nullptr;
        if (page == nullptr) return std::nullopt;
        return respond(*page, request, false);
    }
    if (const File* page = page_for(path)) return respond(*page, request, false);
    return std::nullopt;
}

std::string StaticFiles::text_of(const std::string& path) const {
    const File* file = file_at(path);
    return file == nullptr ? std::string() : *file->plain.bytes;
}

const StaticFiles::File* StaticFiles::file_at(const std::string& path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

/// The index.html in the path's own folder, or in the nearest one above.
const StaticFiles::File* StaticFiles::page_for(std::string path) const {
    while (true) {
        const std::string folder = path.ends_with('/') ? path : path + "/";
        if (const File* page = file_at(folder + std::string(index_name))) return page;
        const std::size_t slash = path.rfind('/');
        if (slash == std::string::npos) return nullptr;
        path.resize(slash);
    }
}

Response StaticFiles::respond(const File& file, const Request& request, bool is_hashed) {
    const bool takes_gzip = lists(request.field("accept-encoding").value_or(""), "gzip");
    const bool is_packed = file.gzip && takes_gzip;
    const Content& content = is_packed ? *file.gzip : file.plain;

    Response response{.status = 200, .route = "static"};
    response.headers = {
        {"ETag", content.etag},
        {"Cache-Control", is_hashed ? "public, max-age=31536000, immutable" : "no-cache"}};
    if (file.gzip) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (names_etag(request.field("if-none-match").value_or(""), content.etag)) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", file.type);
    if (is_packed) response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = content.bytes;
    return response;
}

}  // namespace gig::http
