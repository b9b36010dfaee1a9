// Bytes of a connection, from the first to a handler's answer, without a socket.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "http/request_reader.h"
#include "http/walk.h"

namespace gig::http {
namespace {

/// The contract that the fuzzed bytes are held against: every kind of parameter and of schema.
constexpr std::string_view contract_text = R"({"paths": {
  "/things": {
    "get": {"operationId": "list_things", "x-policy": "job.search", "parameters": [
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
        {"name": "lat", "in": "query", "schema": {"type": "number", "minimum": -90, "maximum": 90}},
        {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 20, "pattern": "^[a-z]+$"}}],
      "responses": {"200": {}}},
    "post": {"operationId": "create_thing", "x-policy": "job.create",
      "parameters": [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}],
      "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/thing"}}}},
      "responses": {"201": {}}}},
  "/things/{id}:close": {"post": {"operationId": "close_thing", "x-policy": "job.close",
      "parameters": [{"name": "id", "in": "path", "schema": {"type": "string", "maxLength": 13, "pattern": "^[0-9a-z]{13}$"}}],
      "responses": {"200": {}}}}},
  "thing": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
      "name": {"type": "string", "minLength": 1, "maxLength": 10},
      "id": {"type": "string", "readOnly": true},
      "place": {"oneOf": [{"enum": ["remote"]}, {"type": "object", "required": ["lat"], "properties": {"lat": {"type": "number", "maximum": 90}}}]},
      "sizes": {"type": "array", "maxItems": 3, "uniqueItems": true, "items": {"type": "integer", "minimum": 0}},
      "part": {"$ref": "#/thing"}}}})";

class OpenGate final : public Gate {
public:
    Result<Actor> identify(const Credentials& credentials) override {
        if (credentials.bearer_token) return Actor{.account = AccountId(1)};
        return Actor{};
    }
    Result<void> admit(const Actor&, Action) override { return {}; }
};

class EmptyBook final : public AnswerBook {
public:
    std::optional<Kept> find(AccountId, std::string_view) override { return std::nullopt; }
};

class NoLog final : public Log {
public:
    void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

struct House {
    House() {
        const auto answer = [](const Call& call) {
            call.query.integer("limit");
            call.query.number("lat");
            return ok(call.body);
        };
        router.get("/things", Action::job_search, answer);
        router.post("/things", Action::job_create, answer);
        router.post("/things/{id}:close", Action::job_close, answer);
        walk =
            std::make_unique<Walk>(WalkParts{router, contract, problems, gate, book, clock, log});
    }

    Router router;
    Contract contract{std::string(contract_text)};
    Problems problems{std::filesystem::path(__FILE__).parent_path() / "../../api/problems"};
    OpenGate gate;
    EmptyBook book;
    ManualClock clock{Time{}};
    NoLog log;
    std::unique_ptr<Walk> walk;
};

void require(bool holds) {
    if (!holds) std::abort();
}

void answer(House& house, const Request& request) {
    std::optional<Response> response = house.walk->answer_at_once(request);
    if (!response) response = house.walk->answer(request);
    require(response->status < 500);
    require(response->body->size() < 64U * 1024 + 8 * request.body.size());
    const std::string head = response_head(*response, request, AfterAnswer::keep_open, Time{});
    require(head.find("\r\n\r\n") == head.size() - 4);
}

}  // namespace
}  // namespace gig::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gig::http;  // NOLINT(google-build-using-namespace): the entry has C linkage.
    static House house;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::vector<Request> requests = read_requests(bytes, RequestLimits{});
    for (const Request& request : requests)
        answer(house, request);

    // In pieces it is the same.
    std::string arrived;
    std::size_t count = 0;
    auto reader = std::make_unique<RequestReader>(RequestLimits{});
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
        arrived += bytes.substr(at, 7);
        while (!arrived.empty() && reader->feed(arrived) == RequestReader::State::complete) {
            require(count < requests.size() && reader->request().target == requests[count].target &&
                    reader->request().body == requests[count].body);
            ++count;
            reader = std::make_unique<RequestReader>(RequestLimits{});
        }
        if (reader->state() == RequestReader::State::refused) break;
    }
    require(count == requests.size());
    return 0;
}
