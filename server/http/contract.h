#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/router.h"
#include "http/schema.h"
#include "http/uri.h"

namespace gig::http {

/// One parameter of an operation, in its path or its query.
struct Parameter {
    std::string name;
    bool is_required;
    const Schema* schema;
};

/// What the contract says of one method of one path.
struct Operation {
    Method method;
    std::string path;
    std::string id;
    std::string policy;
    std::vector<Parameter> path_parameters = {};
    std::vector<Parameter> query_parameters = {};
    bool takes_idempotency_key = false;
    bool takes_any_query = false;  // x-any-query: a page, which reads its own query.
    const Schema* body = nullptr;  // Nothing: takes no body.
    bool is_body_required = false;
    std::vector<std::string> file_media = {};  // The body is a file of one of these, not JSON.

    /// An answer's media types and their schemas; "default" for statuses that are not named.
    struct Answer {
        std::map<std::string, const Schema*, std::less<>> content = {};
        const Schema* line = nullptr;  // Of each line of application/x-ndjson.
    };
    std::map<std::string, Answer, std::less<>> answers = {};
};

/// Where routes and contract say different things. Empty: they agree.
struct ContractGaps {
    std::vector<std::string> routes_without_operation = {};
    std::vector<std::string> operations_without_route = {};
    std::vector<std::string> policies_that_differ = {};
};

/// The OpenAPI document that every request is checked against, compiled once at start. Then
/// only read, from any thread.
class Contract {
public:
    /// Throws std::runtime_error with one line that names the place at fault.
    static Contract load(const std::filesystem::path& openapi_json);
    explicit Contract(std::string document);

    /// As it was read: what GET /openapi.json answers.
    const std::string& document() const { return document_; }

    const Operation* find(Method method, std::string_view path) const;
    const std::vector<std::unique_ptr<Operation>>& operations() const { return operations_; }

    ContractGaps gaps(const Router& router) const;

private:
    void read_operation(const std::string& path, std::string_view method,
                        const boost::json::object& source);
    void read_parameter(Operation& operation, const boost::json::value& source);
    void read_body(Operation& operation, const boost::json::object& source);
    void read_answer(Operation& operation, std::string_view status,
                     const boost::json::value& source);

    std::string document_;
    std::unique_ptr<boost::json::value> parsed_;
    std::unique_ptr<SchemaSet> schemas_;
    std::vector<std::unique_ptr<Operation>> operations_;
    std::map<std::string, const Operation*, std::less<>> by_name_;
};

/// A path parameter that doesn't match its schema: http.not_found, as if the thing wasn't there.
Result<void> check_path(const Operation& operation,
                        const std::map<std::string, std::string, std::less<>>& path);

/// Refusals: query.unknown_parameter, query.missing_parameter, query.bad_value.
Result<void> check_query(const Operation& operation, const QueryValues& values);

/// The body as JSON; an empty object where there is none and none is needed. Refusals:
/// body.missing, body.unexpected, http.unsupported_media_type, json.*, body.invalid,
/// body.missing_field, body.unknown_field, body.read_only_field.
Result<boost::json::value> check_body(const Operation& operation, std::string_view content_type,
                                      std::string_view body);

/// The media type of a body that is a file, in lower case. Refusals: body.missing,
/// http.unsupported_media_type.
Result<std::string> check_file(const Operation& operation, std::string_view content_type,
                               std::string_view body);

/// What is wrong with an answer, for tests; nothing where it is as the contract says.
std::optional<std::string> reply_fault(const Operation& operation, int status,
                                       std::string_view content_type, std::string_view body);

}  // namespace gig::http
