#include "http/small_house.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace gig::http::testing {

namespace {

constexpr int receive_time_max_ms = 10'000;

const AccountId worker(1);
const AccountId boss(2);

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char byte) { return std::tolower(byte); });
    return text;
}

Received parse_head(const std::string& head) {
    Received received;
    received.head = head;
    received.status = std::stoi(head.substr(9, 3));
    std::size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
        const std::size_t end = std::min(head.find("\r\n", at), head.size());
        const std::size_t colon = head.find(": ", at);
        received.headers[lower(head.substr(at, colon - at))] =
            head.substr(colon + 2, end - colon - 2);
        at = end + 2;
    }
    return received;
}

}  // namespace

Result<Actor> SmallGate::identify(const Credentials& credentials) {
    const auto& token =
        credentials.bearer_token ? credentials.bearer_token : credentials.cookie_token;
    if (!token) return Actor{};
    const bool is_csrf_missing = !credentials.bearer_token && credentials.changes_something &&
                                 credentials.csrf_token != "csrf";
    if (is_csrf_missing) return Error{ErrorKind::forbidden, "session.csrf_missing"};
    if (*token == "worker") return Actor{.account = worker};
    if (*token == "boss") return Actor{.account = boss, .grants = {{Role::employer_member, 1}}};
    return Error{ErrorKind::unauthenticated, "session.unknown"};
}

Result<void> SmallGate::admit(const Actor& actor, Action action) {
    if (action != Action::job_create && action != Action::job_close) return {};
    if (!actor.signed_in()) return Error{ErrorKind::unauthenticated, "session.required"};
    if (action == Action::job_close && !actor.holds(Role::employer_member)) {
        return Error{ErrorKind::forbidden, "role.not_allowed"};
    }
    return {};
}

std::optional<AnswerBook::Kept> MemoryBook::find(AccountId account, std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto found = kept_.find({account, std::string(key)});
    if (found == kept_.end()) return std::nullopt;
    return found->second;
}

void MemoryBook::keep(const OnceKey& key, Answer answer) {
    const std::scoped_lock lock(mutex_);
    kept_.insert_or_assign({key.account, key.key}, Kept{key.fingerprint, std::move(answer)});
}

std::string Received::header(const std::string& name) const {
    const auto found = headers.find(lower(name));
    return found == headers.end() ? std::string() : found->second;
}

boost::json::object Received::json() const {
    return boost::json::parse(body).as_object();
}

std::string Received::code() const {
    return std::string(json().at("code").as_string());
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("can't connect");
    }
}

Client::~Client() {
    if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), bytes_(std::move(other.bytes_)) {}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Client::fill() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, receive_time_max_ms) <= 0) return false;
    std::array<char, 65'536> buffer{};
    const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    bytes_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<Received> Client::receive(std::string_view method) {
    std::size_t end = bytes_.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (!fill()) return std::nullopt;
        end = bytes_.find("\r\n\r\n");
    }
    Received received = parse_head(bytes_.substr(0, end));
    bytes_.erase(0, end + 4);
    const bool has_body = method != "HEAD" && received.headers.contains("content-length");
    const std::size_t length = has_body ? std::stoul(received.header("content-length")) : 0;
    while (bytes_.size() < length) {
        if (!fill()) return std::nullopt;
    }
    received.body = bytes_.substr(0, length);
    bytes_.erase(0, length);
    return received;
}

Received Client::ask(std::string_view method, std::string_view target, std::string_view fields,
                     std::string_view body) {
    if (!send(request_text(method, target, fields, body))) throw std::runtime_error("can't send");
    std::optional<Received> received = receive(method);
    if (!received) throw std::runtime_error("no answer to " + std::string(target));
    return *std::move(received);
}

bool Client::is_closed_within(std::chrono::milliseconds time_max) {
    const auto end = std::chrono::steady_clock::now() + time_max;
    while (std::chrono::steady_clock::now() < end) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
        std::array<char, 65'536> buffer{};
        if (::recv(socket_, buffer.data(), buffer.size(), 0) <= 0) return true;
    }
    return false;
}

std::string request_text(std::string_view method, std::string_view target, std::string_view fields,
                         std::string_view body) {
    std::string text =
        std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n";
    text += fields;
    const bool has_type = lower(std::string(fields)).find("content-type:") != std::string::npos;
    if (!body.empty()) {
        if (!has_type) text += "Content-Type: application/json\r\n";
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    return text + "\r\n" + std::string(body);
}

std::string small_contract() {
    return R"({"paths": {
      "/healthz": {"get": {"operationId": "get_health", "x-policy": "service.read",
        "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                      "default": {"$ref": "#/components/responses/Problem"}}}},
      "/api/v1/things": {
        "get": {"operationId": "list_things", "x-policy": "job.search",
          "parameters": [
            {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
            {"name": "lat", "in": "query", "schema": {"type": "number", "minimum": -90, "maximum": 90}},
            {"name": "mode", "in": "query", "schema": {"type": "string", "enum": ["near", "new"]}},
            {"name": "open", "in": "query", "schema": {"type": "boolean"}},
            {"name": "q", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 5}}],
          "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                        "default": {"$ref": "#/components/responses/Problem"}}},
        "post": {"operationId": "create_thing", "x-policy": "job.create",
          "parameters": [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}],
          "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
          "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                        "default": {"$ref": "#/components/responses/Problem"}}}},
      "/api/v1/things:import": {"post": {"operationId": "import_things", "x-policy": "job.bulk_import",
        "requestBody": {"required": true, "content": {"text/csv": {}, "application/x-ndjson": {}}},
        "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                      "default": {"$ref": "#/components/responses/Problem"}}}},
      "/api/v1/things/{id}": {"get": {"operationId": "get_thing", "x-policy": "job.search",
        "parameters": [{"name": "id", "in": "path", "required": true,
                        "schema": {"type": "string", "maxLength": 13, "pattern": "^[0-9a-z]{13}$"}}],
        "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                      "default": {"$ref": "#/components/responses/Problem"}}}},
      "/api/v1/things/{id}:close": {"post": {"operationId": "close_thing", "x-policy": "job.close",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object", "additionalProperties": false,
          "properties": {"reason": {"type": "string", "maxLength": 200}}}}}},
        "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                      "default": {"$ref": "#/components/responses/Problem"}}}},
      "/api/v1/sign-in": {"post": {"operationId": "open_session", "x-policy": "session.open",
        "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                      "default": {"$ref": "#/components/responses/Problem"}}}},
      "/slow": {"get": {"operationId": "get_slow", "x-policy": "job.search",
        "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                      "default": {"$ref": "#/components/responses/Problem"}}}},
      "/fails": {"get": {"operationId": "get_failure", "x-policy": "job.search",
        "responses": {"default": {"$ref": "#/components/responses/Problem"}}}}},
    "components": {
      "responses": {"Problem": {"content": {"application/problem+json": {"schema": {"type": "object",
        "additionalProperties": false, "required": ["type", "title", "status", "code", "detail", "request_id"],
        "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
          "code": {"type": "string"}, "detail": {"type": "string"}, "request_id": {"type": "string"},
          "field": {"type": "string"}, "findings": {"type": "array"}}}}}}},
      "schemas": {
        "Thing": {"type": "object", "additionalProperties": false, "required": ["id"],
                  "properties": {"id": {"type": "string"}, "who": {"type": "string"}}},
        "NewThing": {"type": "object", "additionalProperties": false, "required": ["name"],
          "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 20},
            "id": {"type": "string", "readOnly": true},
            "sizes": {"type": "array", "maxItems": 3, "items": {"type": "integer", "minimum": 0, "maximum": 9}},
            "part": {"$ref": "#/components/schemas/NewThing"}}}}}})";
}

House::House(Options options)
    : clock_(Time(std::chrono::hours(500'000))),
      contract_(small_contract()),
      problems_(std::string(GIG_SOURCE_DIR) + "/api/problems") {
    add_routes();
    walk_ = std::make_unique<Walk>(WalkParts{
        .router = router_,
        .contract = contract_,
        .problems = problems_,
        .gate = gate_,
        .answers = book_,
        .clock = clock_,
        .log = log_,
        .files = options.files,
        .explain_failure = std::move(options.explain_failure),
        .on_reply_fault =
            [this](const std::string& fault) {
                const std::scoped_lock lock(mutex_);
                faults_.push_back(fault);
            },
    });
    hall_ = std::make_unique<FrontHall>(options.settings,
                                        FrontHallParts{*walk_, clock_, rng_, log_, &metrics_});
}

House::~House() {
    open_slow_gate();
    hall_->stop(std::chrono::seconds(10));
}

std::vector<std::string> House::faults() {
    const std::scoped_lock lock(mutex_);
    return faults_;
}

void House::open_slow_gate() {
    const std::scoped_lock lock(mutex_);
    is_open_ = true;
    opened_.notify_all();
}

void House::add_routes() {
    const boost::json::object thing = {{"id", "0000000000001"}};
    router_.get("/healthz", Action::service_read, [](const Call&) {
        return ok({{"alive", true}});
    });
    router_.get("/api/v1/things", Action::job_search, [](const Call& call) {
        return ok({{"limit", call.query.integer("limit").value_or(20)},
                   {"q", call.query.text("q").value_or("")},
                   {"peer", call.peer},
                   {"secure_cookie", call.secure_cookie}});
    });
    router_.get("/api/v1/things/{id}", Action::job_search, [=](const Call& call) {
        return call.path.at("id") == "0000000000001" ? ok(thing) : not_found(call);
    });
    router_.post("/api/v1/things", Action::job_create,
                 [this](const Call& call) { return create_thing(call); });
    router_.post("/api/v1/things:import", Action::job_import, [](const Call& call) {
        return ok({{"media", call.file.media}, {"bytes", call.file.bytes}});
    });
    router_.post("/api/v1/things/{id}:close", Action::job_close,
                 [](const Call& call) { return ok(call.body); });
    router_.post("/api/v1/sign-in", Action::session_open, [](const Call& call) {
        return ok({{"visitor", !call.actor.signed_in()}});
    });
    router_.get("/slow", Action::job_search, [this](const Call& call) { return wait(call); });
    router_.get("/fails", Action::job_search, [](const Call&) -> Reply {
        throw std::runtime_error("secret words of the database");
    });
}

Reply House::create_thing(const Call& call) {
    const std::string name(call.body.at("name").as_string());
    if (name == "concurrent") {
        return refused({ErrorKind::conflict, "idempotency.concurrent"}, call);
    }
    if (name == "wait") wait(call);
    ++effects_;
    Reply reply = created({{"id", id_text(effects_.load())}, {"who", call.actor.account->text()}});
    if (call.once_key) book_.keep(*call.once_key, {reply.status, reply.body});
    return reply;
}

Reply House::wait(const Call&) {
    std::unique_lock lock(mutex_);
    ++waiting_;
    opened_.wait(lock, [this] { return is_open_; });
    --waiting_;
    return ok(boost::json::object());
}

}  // namespace gig::http::testing
