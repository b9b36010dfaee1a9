#include "http/problem.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/csv.h"
#include "base/invariant.h"
#include "base/text.h"

namespace gig::http {

namespace {

constexpr std::size_t value_bytes_max = 200;  // Of what a client sent, when it is said back.
constexpr std::size_t detail_bytes_max = 1'000;

/// Refusals of the front hall that have a status of their own.
constexpr std::array<std::pair<std::string_view, int>, 9> special_statuses = {{
    {"http.timeout", 408},
    {"http.method_not_allowed", 405},
    {"http.body_too_large", 413},
    {"http.target_too_long", 414},
    {"http.unsupported_media_type", 415},
    {"http.expectation_failed", 417},
    {"http.head_too_large", 431},
    {"http.too_many_connections", 429},
    {"internal.error", 500},
}};

/// Cut at a code point's start.
std::string shortened(std::string text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text.resize(end);
    return text + "…";
}

std::string filled(std::string text, const Error& error) {
    for (const auto& [name, value] : error.values) {
        const std::string hole = "{" + name + "}";
        const std::string said = shortened(value, value_bytes_max);
        std::size_t at = text.find(hole);
        while (at != std::string::npos) {
            text.replace(at, hole.size(), said);
            at = text.find(hole, at + said.size());
        }
    }
    return shortened(std::move(text), detail_bytes_max);
}

struct Wish {
    double english = -1;
    double chinese = -1;
    double any = -1;
};

double quality_of(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1;
    double quality = 0;
    const std::string_view text = parameters.substr(at + 2);
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), quality);
    return failure == std::errc() && quality >= 0 && quality <= 1 ? quality : 0;
}

bool speaks(std::string_view tag, std::string_view language) {
    if (tag.size() < 2) return false;
    const bool same = (tag[0] | 0x20) == language[0] && (tag[1] | 0x20) == language[1];
    return same && (tag.size() == 2 || tag[2] == '-');
}

}  // namespace

int status_of(const Error& error) {
    for (const auto& [code, status] : special_statuses) {
        if (code == error.code) return status;
    }
    switch (error.kind) {
        case ErrorKind::malformed:
            return 400;
        case ErrorKind::invalid:
            return 422;
        case ErrorKind::unauthenticated:
            return 401;
        case ErrorKind::forbidden:
            return 403;
        case ErrorKind::not_found:
            return 404;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::outdated:
            return 412;
        case ErrorKind::too_many:
            return 429;
        case ErrorKind::busy:
            return 503;
        case ErrorKind::storage_full:
            return 507;
    }
    return 500;
}

Locale locale_of(std::string_view accept_language) {
    Wish wish;
    while (!accept_language.empty()) {
        const std::size_t end = std::min(accept_language.find(','), accept_language.size());
        const std::string_view range = trimmed(accept_language.substr(0, end));
        accept_language.remove_prefix(std::min(end + 1, accept_language.size()));

        const std::size_t parameters = std::min(range.find(';'), range.size());
        const std::string_view tag = trimmed(range.substr(0, parameters));
        const double quality = quality_of(range.substr(parameters));
        if (speaks(tag, "en")) wish.english = std::max(wish.english, quality);
        if (speaks(tag, "zh")) wish.chinese = std::max(wish.chinese, quality);
        if (tag == "*") wish.any = quality;
    }
    const double chinese = wish.chinese < 0 ? std::max(wish.any, 0.0) : wish.chinese;
    return wish.english > chinese ? Locale::en : Locale::zh_cn;
}

Problems::Problems(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".csv") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const std::filesystem::path& file : files)
        read(file);
}

void Problems::read(const std::filesystem::path& file) {
    for (const CsvRow& row : CsvTable::read(file).rows()) {
        const Words words{row.text("zh"), row.text("en")};
        if (words.zh.empty() || words.en.empty()) row.refuse("a code without words");
        if (!words_.emplace(row.text("code"), words).second) {
            row.refuse("a second " + row.text("code"));
        }
    }
}

std::vector<std::string> Problems::codes() const {
    std::vector<std::string> codes;
    codes.reserve(words_.size());
    for (const auto& [code, words] : words_)
        codes.push_back(code);
    return codes;
}

const std::string& Problems::words(std::string_view code, Locale locale) const {
    const auto found = words_.find(code);
    invariant(found != words_.end());
    return locale == Locale::en ? found->second.en : found->second.zh;
}

boost::json::object Problems::summary(const Error& error, Locale locale) const {
    boost::json::object summary;
    summary["code"] = error.code;
    summary["detail"] = filled(words(error.code, locale), error);
    if (!error.field.empty()) summary["field"] = shortened(error.field, value_bytes_max - 3);
    return summary;
}

std::string Problems::body(const Error& error, Locale locale, std::string_view request_id,
                           const boost::json::array& findings) const {
    const int status = status_of(error);
    boost::json::object problem;
    problem["type"] = "urn:gigfair:problem:" + std::string(error.code);
    problem["title"] = words("http.title_" + std::to_string(status), locale);
    problem["status"] = status;
    problem["request_id"] = request_id;
    for (const auto& member : summary(error, locale))
        problem.insert(member);
    if (!findings.empty()) problem["findings"] = findings;
    return boost::json::serialize(problem);
}

}  // namespace gig::http
