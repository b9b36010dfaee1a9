#include "http/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <charconv>

#include "http/head_rules.h"

namespace gig::http {

namespace beast = boost::beast;

namespace {

constexpr std::string_view head_end = "\r\n\r\n";

// A chunk's size line, its extension and the trailers are all that a body keeps in the buffer.
constexpr std::size_t chunk_line_bytes_max = std::size_t{4} * 1024;

// "0\r\n\r\n": no chunked body ends with less. Shown less of one, the library's parser breaks an
// assertion of its own; waiting for these bytes costs nothing, because they must come.
constexpr std::size_t chunked_end_bytes = 5;

std::string lower(beast::string_view text) {
    std::string result(text.data(), text.size());
    for (char& byte : result) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return result;
}

beast::error_code stop() {
    return make_error_code(beast::http::error::body_limit);
}

}  // namespace

/// The library's parser, writing into our own request. One per request.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
public:
    Parser(Request& request, const RequestLimits& limits) : request_(request), limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.head_bytes_max + head_end.size()));
        body_limit(boost::none);  // Counted here, where the refusal can be named.
        eager(true);
    }

    bool is_too_large() const { return is_too_large_; }

    std::size_t put_bytes(std::string_view bytes, beast::error_code& failure) {
        return put(boost::asio::const_buffer(bytes.data(), bytes.size()), failure);
    }

private:
    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                         int, beast::error_code&) override {
        request_.method.assign(method.data(), method.size());
        request_.target.assign(target.data(), target.size());
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}

    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                       beast::error_code&) override {
        // A trailer must not pass for a field that was checked with the head.
        if (is_head_done_) return;
        request_.fields.emplace_back(lower(name), std::string(value.data(), value.size()));
    }

    void on_header_impl(beast::error_code& failure) override {
        is_head_done_ = true;
        request_.keep_alive = keep_alive();
        // Before a byte of the body is asked for or waited for.
        is_too_large_ = announced_length() > limits_.body_bytes_max;
        if (is_too_large_) failure = stop();
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}

    std::size_t on_body_impl(beast::string_view bytes, beast::error_code& failure) override {
        if (bytes.size() > limits_.body_bytes_max - request_.body.size()) {
            is_too_large_ = true;
            failure = stop();
            return 0;
        }
        request_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t size, beast::string_view extensions,
                              beast::error_code& failure) override {
        const bool is_clean = std::all_of(extensions.begin(), extensions.end(), [](char byte) {
            return (byte >= 0x20 && byte < 0x7F) || byte == '\t';
        });
        if (extensions.size() > limits_.chunk_extension_bytes_max || !is_clean) {
            failure = make_error_code(beast::http::error::bad_chunk_extension);
            return;
        }
        if (size > limits_.body_bytes_max - request_.body.size()) {
            is_too_large_ = true;
            failure = stop();
        }
    }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes,
                                   beast::error_code& failure) override {
        return on_body_impl(bytes, failure);
    }

    void on_finish_impl(beast::error_code&) override {}

    /// The head's rules have seen to it that it is digits, and few.
    std::uint64_t announced_length() const {
        const std::string_view text = request_.field("content-length").value_or("0");
        std::uint64_t length = 0;
        std::from_chars(text.data(), text.data() + text.size(), length);
        return length;
    }

    Request& request_;
    const RequestLimits& limits_;
    bool is_head_done_ = false;
    bool is_too_large_ = false;
};

RequestReader::RequestReader(const RequestLimits& limits) : limits_(limits) {}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::feed(std::string& bytes) {
    if (state_ == State::head) read_head(bytes);
    if (state_ == State::body) read_body(bytes);
    return state_;
}

bool RequestReader::expects_continue() const {
    return state_ == State::body && request_.body.empty() && request_.field("expect").has_value();
}

std::size_t RequestReader::body_bytes() const {
    return request_.body.size();
}

RequestReader::State RequestReader::refuse(Error error) {
    error_ = std::move(error);
    return state_ = State::refused;
}

RequestReader::State RequestReader::read_head(std::string& bytes) {
    const std::size_t from = scanned_ < head_end.size() ? 0 : scanned_ - head_end.size();
    const std::size_t end = bytes.find(head_end, from);
    const std::size_t head_bytes = std::min(end, bytes.size());
    if (head_bytes > limits_.head_bytes_max) {
        const bool is_target = bytes.find("\r\n") > limits_.target_bytes_max;
        return refuse(
            {ErrorKind::malformed, is_target ? "http.target_too_long" : "http.head_too_large"});
    }
    if (end == std::string::npos) {
        if (auto fault = byte_fault(bytes, scanned_)) return refuse(*std::move(fault));
        scanned_ = bytes.size();
        return state_;
    }
    if (auto fault = head_fault(std::string_view(bytes).substr(0, end), limits_)) {
        return refuse(*std::move(fault));
    }

    parser_ = std::make_unique<Parser>(request_, limits_);
    return read_body(bytes);
}

RequestReader::State RequestReader::read_body(std::string& bytes) {
    beast::error_code failure;
    const auto bytes_min = [&]() -> std::size_t {
        return request_.field("transfer-encoding") ? chunked_end_bytes : 1;
    };
    while (!parser_->is_done() && bytes.size() >= bytes_min()) {
        const std::size_t taken = parser_->put_bytes(bytes, failure);
        bytes.erase(0, taken);
        if (failure || taken == 0) break;
    }
    if (parser_->is_too_large()) return refuse({ErrorKind::malformed, "http.body_too_large"});
    if (failure && failure != beast::http::error::need_more) {
        return refuse({ErrorKind::malformed, "http.bad_framing"});
    }
    if (parser_->is_done()) return state_ = State::complete;
    // What is left is the start of a chunk's line or of the trailers, and must become one.
    if (bytes.size() > chunk_line_bytes_max || byte_fault(bytes, 0)) {
        return refuse({ErrorKind::malformed, "http.bad_framing"});
    }
    state_ = State::body;
    const std::optional<std::string_view> expected = request_.field("expect");
    if (expected && *expected != "100-continue") {
        return refuse({ErrorKind::malformed, "http.expectation_failed"});
    }
    return state_;
}

std::vector<Request> read_requests(std::string bytes, const RequestLimits& limits) {
    std::vector<Request> requests;
    while (!bytes.empty()) {
        RequestReader reader(limits);
        if (reader.feed(bytes) != RequestReader::State::complete) break;
        requests.push_back(std::move(reader.request()));
    }
    return requests;
}

}  // namespace gig::http
