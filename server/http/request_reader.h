#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/request.h"

namespace gig::http {

/// How much one request may be.
struct RequestLimits {
    std::size_t head_bytes_max = std::size_t{16} * 1024;  // Request line and fields.
    std::size_t fields_max = 100;
    std::size_t target_bytes_max = std::size_t{8} * 1024;
    std::size_t body_bytes_max = std::size_t{1024} * 1024;
    std::size_t chunk_extension_bytes_max = 256;
};

/// Reads one HTTP/1.x request from bytes that come in pieces. No socket, no clock: what a fuzzer
/// and a connection do with it is the same.
///
/// The head is checked byte by byte against the strict grammar before the parser sees it, so that
/// whoever stands before us (a proxy) and we can't read two different requests out of the same
/// bytes: no bare LF, no folded lines, no space before a colon, no length given twice.
class RequestReader {
public:
    enum class State { head, body, complete, refused };

    explicit RequestReader(const RequestLimits& limits);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;  // The parser points into it.
    RequestReader& operator=(const RequestReader&) = delete;

    /// Takes what it needs off the front of the bytes; call again with more. After complete or
    /// refused nothing more is taken.
    State feed(std::string& bytes);

    State state() const { return state_; }

    /// Whether the client waits for "100 Continue" before it sends the body.
    bool expects_continue() const;

    /// Bytes of the body so far.
    std::size_t body_bytes() const;

    /// The request, as far as it is known; whole once the state is complete.
    Request& request() { return request_; }

    /// Why it was refused; the connection can't be used again.
    const Error& error() const { return *error_; }

private:
    class Parser;

    State refuse(Error error);
    State read_head(std::string& bytes);
    State read_body(std::string& bytes);

    RequestLimits limits_;
    State state_ = State::head;
    std::size_t scanned_ = 0;  // Bytes of the head in which no end was found.
    Request request_;
    std::optional<Error> error_;
    std::unique_ptr<Parser> parser_;
};

/// All requests in the bytes, up to the first that is refused or unfinished. For fuzzing.
std::vector<Request> read_requests(std::string bytes, const RequestLimits& limits);

}  // namespace gig::http
