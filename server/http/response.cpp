#include "http/response.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/invariant.h"

namespace gig::http {

namespace {

/// Sent with every answer. Scripts come from us alone; styles may stand in elements, because
/// component libraries set them there.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> safety_headers = {{
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
     "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()"},
}};

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 404:
            return "Not Found";
        case 503:
            return "Service Unavailable";
        default:
            return "Other";  // Clients read the number alone.
    }
}

void add(std::string& head, std::string_view name, std::string_view value) {
    invariant(value.find_first_of("\r\n") == std::string_view::npos);
    head.append(name).append(": ").append(value).append("\r\n");
}

/// RFC 9110's date: Sun, 06 Nov 1994 08:49:37 GMT.
std::string date_header(Time now) {
    constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(now - day));
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
        days.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
        months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::shared_ptr<const std::string> share(std::string body) {
    return std::make_shared<const std::string>(std::move(body));
}

std::string response_head(const Response& response, const Request& request, AfterAnswer after,
                          Time now) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head.append(reason_of(response.status)).append("\r\n");
    for (const auto& [name, value] : response.headers)
        add(head, name, value);
    const bool has_cache_rule = std::ranges::any_of(
        response.headers, [](const auto& header) { return header.first == "Cache-Control"; });
    if (!has_cache_rule) add(head, "Cache-Control", "no-store");

    if (!request.id.empty()) add(head, "X-Request-Id", request.id);
    for (const auto& [name, value] : safety_headers)
        add(head, name, value);
    if (request.secure) add(head, "Strict-Transport-Security", "max-age=31536000");
    add(head, "Date", date_header(now));
    if (response.status != 204 && response.status != 304) {
        add(head, "Content-Length", std::to_string(response.body ? response.body->size() : 0));
    }
    add(head, "Connection", after == AfterAnswer::keep_open ? "keep-alive" : "close");
    return head + "\r\n";
}

bool has_body(const Response& response, const Request& request) {
    return request.method != "HEAD" && response.status != 204 && response.status != 304 &&
           response.body && !response.body->empty();
}

}  // namespace gig::http
