#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "http/request.h"

namespace gig::http {

/// An answer as it goes over the wire. The body is shared, so that a file is never copied.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::shared_ptr<const std::string> body = {};
    std::string route = "unmatched";  // For logs and figures: the pattern, never the path itself.
};

std::shared_ptr<const std::string> share(std::string body);

enum class AfterAnswer { keep_open, close };

/// The head of the answer: status line, the answer's own headers, and those that every answer
/// has (request id, length, date, and what keeps browsers safe). Header values never hold line
/// ends: a bug otherwise.
std::string response_head(const Response& response, const Request& request, AfterAnswer after,
                          Time now);

/// Whether bytes follow the head. A HEAD gets the head that a GET would get, and no more.
bool has_body(const Response& response, const Request& request);

}  // namespace gig::http
