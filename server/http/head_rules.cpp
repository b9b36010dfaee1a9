#include "http/head_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

namespace gig::http {

namespace {

Error framing(std::string_view code) {
    return {ErrorKind::malformed, code};
}

bool is_token_byte(char byte) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return std::isalnum(static_cast<unsigned char>(byte)) != 0 ||
           others.find(byte) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_byte);
}

bool is_visible(char byte) {
    return byte > 0x20 && byte < 0x7F;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& byte : result) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return result;
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Takes the next line off the front, without its CRLF.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
    return line;
}

std::optional<Error> line_fault(std::string_view line, const RequestLimits& limits) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return framing("http.bad_request_line");
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);

    if (!is_token(method)) return framing("http.bad_request_line");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return framing("http.bad_version");
    if (target.size() > limits.target_bytes_max) return framing("http.target_too_long");
    if (!std::ranges::all_of(target, is_visible)) return framing("http.bad_target");
    const bool is_asterisk = target == "*" && method == "OPTIONS";
    // CONNECT names a host and a port; it is refused by its method, not by its form.
    if (method == "CONNECT" || is_asterisk) return std::nullopt;
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) {
        return framing("http.bad_target");
    }
    return std::nullopt;
}

bool is_host(std::string_view value) {
    return std::ranges::all_of(value, [](char byte) {
        constexpr std::string_view others = "-._~:[]%!$&'()*+,;=";
        return std::isalnum(static_cast<unsigned char>(byte)) != 0 ||
               others.find(byte) != std::string_view::npos;
    });
}

/// Fields that mean one thing only when they occur once.
constexpr std::array<std::string_view, 10> single_fields = {
    "authorization", "content-encoding", "content-length", "content-type",     "cookie", "expect",
    "host",          "idempotency-key",  "x-csrf-token",   "transfer-encoding"};

class FieldRules {
public:
    std::optional<Error> line(std::string_view line) {
        if (line.starts_with(' ') || line.starts_with('\t')) return framing("http.folded_field");
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
            return framing("http.bad_field");
        }
        const std::string name = lower(line.substr(0, colon));
        const std::string_view value = without_blanks(line.substr(colon + 1));
        const bool is_single = std::ranges::find(single_fields, name) != single_fields.end();
        if (is_single && !seen_.insert(name).second) {
            const bool frames = name == "content-length" || name == "transfer-encoding";
            return frames ? framing("http.bad_framing") : framing("http.repeated_field");
        }
        if (name == "content-length" && !is_length(value)) return framing("http.bad_framing");
        if (name == "transfer-encoding" && lower(value) != "chunked") {
            return framing("http.bad_framing");
        }
        if (name == "host" && !is_host(value)) return framing("http.bad_host");
        return std::nullopt;
    }

    std::optional<Error> whole(bool is_version_1_0) const {
        const bool has_length = seen_.contains("content-length");
        const bool is_chunked = seen_.contains("transfer-encoding");
        if (is_chunked && (has_length || is_version_1_0)) return framing("http.bad_framing");
        if (!is_version_1_0 && !seen_.contains("host")) return framing("http.bad_host");
        return std::nullopt;
    }

private:
    static bool is_length(std::string_view value) {
        constexpr std::size_t digits_max = 18;
        return !value.empty() && value.size() <= digits_max &&
               std::ranges::all_of(value, [](char byte) { return byte >= '0' && byte <= '9'; });
    }

    std::set<std::string, std::less<>> seen_;
};

}  // namespace

std::optional<Error> byte_fault(std::string_view bytes, std::size_t from) {
    for (std::size_t at = from; at < bytes.size(); ++at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        const bool follows_cr = at > 0 && bytes[at - 1] == '\r';
        if (follows_cr != (byte == '\n')) return framing("http.bad_line_end");
        const bool is_control = byte < 0x20 && byte != '\t' && byte != '\r' && byte != '\n';
        if (is_control || byte == 0x7F) return framing("http.control_character");
    }
    return std::nullopt;
}

std::optional<Error> head_fault(std::string_view head, const RequestLimits& limits) {
    if (auto fault = byte_fault(head, 0)) return fault;
    const std::string_view request_line = take_line(head);
    if (auto fault = line_fault(request_line, limits)) return fault;

    FieldRules rules;
    std::size_t fields = 0;
    while (!head.empty()) {
        if (++fields > limits.fields_max) return framing("http.head_too_large");
        if (auto fault = rules.line(take_line(head))) return fault;
    }
    return rules.whole(request_line.ends_with("HTTP/1.0"));
}

}  // namespace gig::http
