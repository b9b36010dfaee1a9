#include "http/framing_cases.h"

#include "http/small_house.h"

namespace gig::http::testing {

namespace {

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;
constexpr std::size_t target_max = std::size_t{8} * 1024;

const std::string get = "GET /api/v1/things HTTP/1.1\r\nHost: test\r\n";
const std::string post =
    "POST /api/v1/things HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer worker\r\n"
    "Content-Type: application/json\r\n";
const std::string good = R"({"name":"x"})";

std::string chunked(const std::string& chunks) {
    return post + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
}

std::string with_length(const std::string& length) {
    return post + "Content-Length: " + length + "\r\n\r\n" + good;
}

std::string with_body(const std::string& body) {
    return post + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string repeated(const std::string& part, int count) {
    std::string text;
    for (int index = 0; index < count; ++index)
        text += part;
    return text;
}

std::vector<FramingCase> lengths() {
    return {
        {"CL and TE", post + "Content-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"TE and CL", post + "Transfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n0\r\n\r\n",
         400},
        {"CL twice, different", post + "Content-Length: 12\r\nContent-Length: 13\r\n\r\n" + good,
         400},
        {"CL twice, same", post + "Content-Length: 12\r\nContent-Length: 12\r\n\r\n" + good, 400},
        {"CL list", with_length("12, 12"), 400},
        {"CL plus", with_length("+12"), 400},
        {"CL minus", with_length("-12"), 400},
        {"CL hex", with_length("0xc"), 400},
        {"CL blank inside", with_length("1 2"), 400},
        {"CL empty", with_length(""), 400},
        {"CL fraction", with_length("12.0"), 400},
        {"CL 2^64", with_length("18446744073709551616"), 400},
        {"CL many digits", with_length(std::string(500, '9')), 400},
        {"CL over the limit", with_length("1048577"), 413},
        {"CL leading zeros", with_length("0012"), 201},
        {"CL sound", with_length("12"), 201},
        {"TE identity", post + "Transfer-Encoding: identity\r\n\r\n", 400},
        {"TE gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {"TE chunked, identity", post + "Transfer-Encoding: chunked, identity\r\n\r\n", 400},
        {"TE xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n", 400},
        {"TE quoted", post + "Transfer-Encoding: \"chunked\"\r\n\r\n", 400},
        {"TE twice",
         post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"TE vertical tab", post + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", 400},
        {"TE space before colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400},
        {"TE in HTTP/1.0",
         "POST /api/v1/things HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"TE mixed case", post + "Transfer-Encoding: ChunKed\r\n\r\nc\r\n" + good + "\r\n0\r\n\r\n",
         201},
    };
}

std::vector<FramingCase> chunks() {
    return {
        {"chunks sound", chunked("5\r\n{\"nam\r\n7\r\ne\":\"x\"}\r\n0\r\n\r\n"), 201},
        {"chunk extension", chunked("c;a=b\r\n" + good + "\r\n0\r\n\r\n"), 201},
        {"chunk extension too long",
         chunked("c;a=" + std::string(300, 'b') + "\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk trailer", chunked("c\r\n" + good + "\r\n0\r\nX-Note: 1\r\n\r\n"), 201},
        {"chunk trailer that frames",
         chunked("c\r\n" + good + "\r\n0\r\nContent-Length: 5\r\n\r\n"), 400},
        {"chunk trailer that signs in",
         "POST /api/v1/things HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
         "Transfer-Encoding: chunked\r\n\r\nc\r\n" +
             good + "\r\n0\r\nAuthorization: Bearer worker\r\n\r\n",
         401},
        {"chunk trailers without end", chunked("0\r\n" + repeated("X-Note: 1\r\n", 1'000)), 400},
        {"chunk size plus", chunked("+c\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk size 0x", chunked("0xc\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk size blank before", chunked(" c\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk size minus", chunked("-1\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk size empty", chunked("\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk size 2^64", chunked("10000000000000000\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk size 2^63", chunked("8000000000000000\r\n" + good + "\r\n0\r\n\r\n"), 413},
        {"chunk size endless", chunked(std::string(10'000, '0')), 400},
        {"chunk without CRLF behind", chunked("c\r\n" + good + "0\r\n\r\n"), 400},
        {"chunk shorter than its size", chunked("d\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk bare LF", chunked("c\n" + good + "\n0\n\n"), 400},
        {"chunk LF in extension", chunked("c;a\nb\r\n" + good + "\r\n0\r\n\r\n"), 400},
        {"chunk NUL", chunked(std::string("c\0\r\n", 4) + good + "\r\n0\r\n\r\n"), 400},
        {"chunks over the limit",
         chunked(repeated("ffff\r\n" + std::string(65'535, 'a') + "\r\n", 17)), 413},
    };
}

std::vector<FramingCase> heads() {
    return {
        {"bare LF", "GET /api/v1/things HTTP/1.1\nHost: test\n\n", 400},
        {"bare LF in a field", get + "X-A: 1\nX-B: 2\r\n\r\n", 400},
        {"bare CR in a field", get + "X-A: 1\rX-B: 2\r\n\r\n", 400},
        {"folded field", get + "X-A: 1\r\n 2\r\n\r\n", 400},
        {"folded first field", "GET /api/v1/things HTTP/1.1\r\n Host: test\r\n\r\n", 400},
        {"NUL in a field", get + std::string("X-A: a\0b\r\n\r\n", 12), 400},
        {"NUL in the target", std::string("GET /a\0b HTTP/1.1\r\nHost: test\r\n\r\n", 33), 400},
        {"DEL in a field", get + "X-A: \x7F\r\n\r\n", 400},
        {"field without colon", get + "X-A\r\n\r\n", 400},
        {"field without name", get + ": x\r\n\r\n", 400},
        {"space before colon", get + "X-A : x\r\n\r\n", 400},
        {"bracket in a name", get + "X(A): x\r\n\r\n", 400},
        {"UTF-8 in a value", get + "X-A: 零工\r\n\r\n", 200},
        {"no Host", "GET /api/v1/things HTTP/1.1\r\n\r\n", 400},
        {"Host twice", get + "Host: other\r\n\r\n", 400},
        {"Host with a path", "GET /api/v1/things HTTP/1.1\r\nHost: test/x\r\n\r\n", 400},
        {"Cookie twice", get + "Cookie: a=1\r\nCookie: b=2\r\n\r\n", 400},
        {"Authorization twice",
         get + "Authorization: Bearer worker\r\nAuthorization: Bearer boss\r\n\r\n", 400},
        {"100 fields", get + repeated("X-A: 1\r\n", 99) + "\r\n", 200},
        {"101 fields", get + repeated("X-A: 1\r\n", 100) + "\r\n", 431},
        {"10,000 fields", get + repeated("X-A: 1\r\n", 10'000) + "\r\n", 431},
        {"header of 1 MiB", get + "X-A: " + std::string(mebibyte, 'a') + "\r\n\r\n", 431},
        {"target of 8 KiB",
         "GET /" + std::string(target_max - 1, 'a') + " HTTP/1.1\r\nHost: test\r\n\r\n", 404},
        {"target over 8 KiB",
         "GET /" + std::string(target_max, 'a') + " HTTP/1.1\r\nHost: test\r\n\r\n", 414},
        {"target of 1 MiB",
         "GET /" + std::string(mebibyte, 'a') + " HTTP/1.1\r\nHost: test\r\n\r\n", 414},
        {"absolute form", "GET http://test/api/v1/things HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"fragment", "GET /api/v1/things#x HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"target with a blank", "GET /api/v1/ things HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"target with raw UTF-8", "GET /零工 HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"broken escape", "GET /api/v1/%zz HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"escaped NUL", "GET /api/v1/%00 HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"dots", "GET /../../etc/passwd HTTP/1.1\r\nHost: test\r\n\r\n", 404},
        {"escaped dots", "GET /%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: test\r\n\r\n", 404},
        {"TRACE", "TRACE /api/v1/things HTTP/1.1\r\nHost: test\r\n\r\n", 405},
        {"CONNECT", "CONNECT test:443 HTTP/1.1\r\nHost: test\r\n\r\n", 405},
        {"OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n", 405},
        {"unknown method", "BREW /api/v1/things HTTP/1.1\r\nHost: test\r\n\r\n", 405},
        {"lower-case method", "get /api/v1/things HTTP/1.1\r\nHost: test\r\n\r\n", 405},
        {"method with a bracket", "G(T /api/v1/things HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"no version", "GET /api/v1/things\r\n\r\n", 400},
        {"HTTP/0.9", "GET /api/v1/things HTTP/0.9\r\nHost: test\r\n\r\n", 400},
        {"HTTP/2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"HTTP/1.2", "GET /api/v1/things HTTP/1.2\r\nHost: test\r\n\r\n", 400},
        {"HTTP/1.0", "GET /api/v1/things HTTP/1.0\r\n\r\n", 200},
        {"TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
        {"empty lines first", "\r\n\r\nGET /api/v1/things HTTP/1.1\r\nHost: test\r\n\r\n", 400},
        {"unknown expectation", post + "Expect: tea\r\nContent-Length: 12\r\n\r\n", 417},
        {"spoofed names",
         get + "X-User-Id: 1\r\nX-Request-Id: mine\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n", 200},
    };
}

std::vector<FramingCase> bodies() {
    return {
        {"body of 1 MiB", with_body("{\"name\":\"" + std::string(1024 * 1024 - 11, 'x') + "\"}"),
         422},
        {"body over 1 MiB", with_body(std::string(1024 * 1024 + 1, 'x')), 413},
        {"gzip", post + "Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\n" + good, 415},
        {"identity", post + "Content-Encoding: identity\r\nContent-Length: 12\r\n\r\n" + good, 201},
        {"GBK", with_body("{\"name\":\"\xC1\xE3\"}"), 400},
        {"UTF-16", with_body(std::string("\xFF\xFE{\0}\0", 6)), 400},
        {"UTF-8 with a mark", with_body("\xEF\xBB\xBF" + good), 400},
        {"empty", with_body(""), 400},
        {"keys twice", with_body(R"({"name":"x","name":"y"})"), 400},
        {"keys twice, escaped", with_body("{\"name\":\"x\",\"\\u006eame\":\"y\"}"), 400},
        {"depth 32", with_body(repeated("[", 32) + repeated("]", 32)), 422},
        {"depth 33", with_body(repeated("[", 33) + repeated("]", 33)), 400},
        {"depth 100,000", with_body(repeated("[", 100'000)), 400},
        {"1e400", with_body(R"({"name":1e400})"), 400},
        {"number of 10^5 digits", with_body("{\"name\":" + std::string(100'000, '9') + "}"), 400},
        {"minus zero", with_body(R"({"name":"x","sizes":[-0]})"), 201},
        {"lone surrogate", with_body(R"({"name":"\ud800"})"), 400},
        {"surrogates in wrong order", with_body(R"({"name":"\udc00\ud800"})"), 400},
        {"overlong UTF-8", with_body("{\"name\":\"\xC0\xAF\"}"), 400},
        {"raw line feed in a text", with_body("{\"name\":\"a\nb\"}"), 400},
        {"comment", with_body("{\"name\":\"x\"/* */}"), 400},
        {"comma at the end", with_body(R"({"name":"x",})"), 400},
        {"NaN", with_body(R"({"name":NaN})"), 400},
        {"single quotes", with_body("{'name':'x'}"), 400},
        {"two values", with_body(good + good), 400},
        {"__proto__", with_body(R"({"name":"x","__proto__":{}})"), 422},
        {"array for a text", with_body(R"({"name":["x"]})"), 422},
    };
}

}  // namespace

std::vector<FramingCase> framing_cases() {
    std::vector<FramingCase> cases;
    for (std::vector<FramingCase> part : {lengths(), chunks(), heads(), bodies()}) {
        cases.insert(cases.end(), part.begin(), part.end());
    }
    return cases;
}

}  // namespace gig::http::testing
