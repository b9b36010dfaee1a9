#include "http/contract.h"

#include <set>
#include <stdexcept>

#include "base/file.h"

namespace gig::http {

namespace json = boost::json;

namespace {

constexpr std::string_view json_media = "application/json";
constexpr std::string_view ndjson_media = "application/x-ndjson";

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
    throw std::runtime_error("openapi.json " + place + ": " + what);
}

std::string text_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

bool flag_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::string operation_name(Method method, std::string_view path) {
    return std::string(method_name(method)) + " " + std::string(path);
}

std::optional<Method> method_of_key(std::string_view key) {
    std::string name(key);
    for (char& byte : name)
        byte = static_cast<char>(byte >= 'a' && byte <= 'z' ? byte - 32 : byte);
    return method_named(name);
}

}  // namespace

Contract Contract::load(const std::filesystem::path& openapi_json) {
    return Contract(read_file(openapi_json));
}

Contract::Contract(std::string document) : document_(std::move(document)) {
    boost::system::error_code failure;
    parsed_ = std::make_unique<json::value>(json::parse(document_, failure));
    if (failure) throw std::runtime_error("openapi.json: " + failure.message());
    schemas_ = std::make_unique<SchemaSet>(*parsed_);

    const json::object* paths = parsed_->is_object() && parsed_->get_object().contains("paths")
                                    ? parsed_->get_object().at("paths").if_object()
                                    : nullptr;
    if (paths == nullptr) throw std::runtime_error("openapi.json: no paths");
    for (const auto& [path, item] : *paths) {
        if (!item.is_object()) refuse(std::string(path), "not an object");
        for (const auto& [method, operation] : item.get_object()) {
            if (!operation.is_object()) refuse(std::string(path), "not an operation");
            read_operation(std::string(path), method, operation.get_object());
        }
    }
}

void Contract::read_operation(const std::string& path, std::string_view method,
                              const json::object& source) {
    const std::optional<Method> known = method_of_key(method);
    if (!known) refuse(path, "unknown method " + std::string(method));
    auto operation = std::make_unique<Operation>(Operation{
        .method = *known,
        .path = path,
        .id = text_at(source, "operationId"),
        .policy = text_at(source, "x-policy"),
    });
    const std::string name = operation_name(*known, path);
    if (operation->id.empty() || operation->policy.empty()) {
        refuse(name, "needs operationId and x-policy");
    }
    operation->takes_any_query = flag_at(source, "x-any-query");
    try {
        if (const json::value* parameters = source.if_contains("parameters")) {
            for (const json::value& parameter : parameters->as_array()) {
                read_parameter(*operation, parameter);
            }
        }
        if (const json::value* body = source.if_contains("requestBody")) {
            read_body(*operation, schemas_->resolved(*body));
        }
        for (const auto& [status, answer] : source.at("responses").as_object()) {
            read_answer(*operation, status, answer);
        }
    } catch (const std::logic_error& failure) {
        refuse(name, failure.what());  // A member that is missing or of the wrong kind.
    }
    by_name_.emplace(name, operation.get());
    operations_.push_back(std::move(operation));
}

void Contract::read_parameter(Operation& operation, const json::value& source) {
    const json::object& parameter = schemas_->resolved(source);
    const std::string name = text_at(parameter, "name");
    const std::string place = text_at(parameter, "in");
    const std::string where = operation_name(operation.method, operation.path) + " " + name;
    if (place == "header") {
        if (name == "Idempotency-Key") operation.takes_idempotency_key = true;
        return;
    }
    if (place != "query" && place != "path") refuse(where, "must be in query, path or header");

    const Schema* schema = schemas_->compile(parameter.at("schema"), where);
    constexpr Schema::TypeSet unreadable = Schema::array_type | Schema::object_type;
    if ((schema->types() & unreadable) != 0) refuse(where, "a parameter is no list or object");
    auto& parameters = place == "path" ? operation.path_parameters : operation.query_parameters;
    parameters.push_back({name, flag_at(parameter, "required"), schema});
}

void Contract::read_body(Operation& operation, const json::object& source) {
    const std::string where = operation_name(operation.method, operation.path) + " requestBody";
    const json::object& content = source.at("content").as_object();
    operation.is_body_required = flag_at(source, "required");
    if (!content.contains(json_media)) {
        for (const auto& [media, entry] : content) {
            if (!entry.as_object().empty()) refuse(where, "a file has no schema");
            operation.file_media.emplace_back(media);
        }
        return;
    }
    if (content.size() != 1) refuse(where, "must be application/json alone, or files");
    operation.body = schemas_->compile(content.at(json_media).as_object().at("schema"), where);
}

void Contract::read_answer(Operation& operation, std::string_view status,
                           const json::value& source) {
    const std::string where =
        operation_name(operation.method, operation.path) + " " + std::string(status);
    const json::object& answer = schemas_->resolved(source);
    Operation::Answer& read = operation.answers[std::string(status)];
    const json::value* content = answer.if_contains("content");
    if (content == nullptr) return;
    for (const auto& [media, entry] : content->as_object()) {
        const json::object& described = entry.as_object();
        const json::value* schema = described.if_contains("schema");
        read.content[std::string(media)] =
            schema == nullptr ? nullptr : schemas_->compile(*schema, where);
        if (const json::value* line = described.if_contains("x-line-schema")) {
            if (media != ndjson_media) refuse(where, "x-line-schema is for application/x-ndjson");
            read.line = schemas_->compile(*line, where + " line");
        }
    }
}

const Operation* Contract::find(Method method, std::string_view path) const {
    const auto found = by_name_.find(operation_name(method, path));
    return found == by_name_.end() ? nullptr : found->second;
}

ContractGaps Contract::gaps(const Router& router) const {
    ContractGaps gaps;
    std::set<const Operation*> met;
    for (const Route& route : router.routes()) {
        const std::string name = operation_name(route.method, route.pattern);
        const Operation* operation = find(route.method, route.pattern);
        if (operation == nullptr) {
            gaps.routes_without_operation.push_back(name);
            continue;
        }
        met.insert(operation);
        if (operation->policy != action_name(route.action)) {
            gaps.policies_that_differ.push_back(
                name + ": " + operation->policy + " in the contract, " +
                std::string(action_name(route.action)) + " in the route");
        }
    }
    for (const auto& operation : operations_) {
        if (met.contains(operation.get())) continue;
        gaps.operations_without_route.push_back(operation_name(operation->method, operation->path));
    }
    return gaps;
}

}  // namespace gig::http
