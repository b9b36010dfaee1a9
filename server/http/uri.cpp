#include "http/uri.h"

#include <algorithm>

#include "base/text.h"

namespace gig::http {

namespace {

std::optional<unsigned> hex_digit(char byte) {
    if (byte >= '0' && byte <= '9') return static_cast<unsigned>(byte - '0');
    if (byte >= 'a' && byte <= 'f') return static_cast<unsigned>(byte - 'a' + 10);
    if (byte >= 'A' && byte <= 'F') return static_cast<unsigned>(byte - 'A' + 10);
    return std::nullopt;
}

/// The byte that the escape at the front of the text means.
std::optional<char> escaped_byte(std::string_view text) {
    if (text.size() < 3) return std::nullopt;
    const std::optional<unsigned> high = hex_digit(text[1]);
    const std::optional<unsigned> low = hex_digit(text[2]);
    if (!high || !low) return std::nullopt;
    return static_cast<char>(*high << 4 | *low);
}

/// Takes the part before the separator off the front.
std::string_view take_part(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    while (!text.empty()) {
        const char byte = text.front();
        if (byte == '%') {
            const std::optional<char> meant = escaped_byte(text);
            if (!meant || *meant == '\0') return std::nullopt;
            decoded += *meant;
            text.remove_prefix(3);
            continue;
        }
        decoded += byte == '+' && plus == Plus::is_space ? ' ' : byte;
        text.remove_prefix(1);
    }
    if (!is_utf8(decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::vector<std::string>> path_segments(std::string_view path) {
    std::vector<std::string> segments;
    if (!path.starts_with('/')) return std::nullopt;
    const bool ends_in_slash = path.ends_with('/');
    path.remove_prefix(1);
    while (!path.empty()) {
        std::optional<std::string> segment = percent_decoded(take_part(path, '/'), Plus::is_plus);
        if (!segment) return std::nullopt;
        segments.push_back(*std::move(segment));
    }
    if (ends_in_slash) segments.emplace_back();
    return segments;
}

Result<QueryValues> parse_query(std::string_view query) {
    QueryValues values;
    while (!query.empty()) {
        std::string_view pair = take_part(query, '&');
        if (pair.empty()) continue;
        const std::optional<std::string> name =
            percent_decoded(take_part(pair, '='), Plus::is_space);
        std::optional<std::string> value = percent_decoded(pair, Plus::is_space);
        if (!name || !value) return Error{ErrorKind::malformed, "query.malformed"};
        const auto [place, is_new] = values.emplace(*name, *std::move(value));
        if (!is_new) return Error{ErrorKind::malformed, "query.repeated_parameter", *name};
    }
    return values;
}

}  // namespace gig::http
