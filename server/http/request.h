#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gig::http {

/// A request as it came over the wire: framed and bounded, its meaning not yet looked at.
struct Request {
    std::string method = {};
    std::string target = {};  // Path and query as sent, such as "/api/v1/jobs?limit=5".
    std::vector<std::pair<std::string, std::string>> fields = {};  // Names in lower case.
    std::string body = {};
    bool keep_alive = true;

    // What the front hall knows of the connection.
    std::string peer = {};
    bool peer_is_local = false;  // From this very machine, not through a proxy.
    bool secure = false;         // Came over TLS, says the proxy.
    std::string id = {};         // Ours, drawn anew for each request.

    std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }

    std::string_view query() const {
        const std::size_t mark = target.find('?');
        return mark == std::string::npos ? std::string_view()
                                         : std::string_view(target).substr(mark + 1);
    }

    /// The first field of that name, given in lower case.
    std::optional<std::string_view> field(std::string_view name) const {
        for (const auto& [field_name, value] : fields) {
            if (field_name == name) return value;
        }
        return std::nullopt;
    }
};

}  // namespace gig::http
