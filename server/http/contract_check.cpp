#include <algorithm>
#include <charconv>
#include <numeric>

#include "base/json.h"
#include "base/text.h"
#include "http/contract.h"

namespace gig::http {

namespace json = boost::json;

namespace {

constexpr std::size_t lines_checked_max = 10'000;

/// JSON's own form of a number: no plus, no leading zeros, no hexadecimal, no "inf".
bool is_number_text(std::string_view text) {
    const bool is_charset = std::ranges::all_of(text, [](char byte) {
        return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == '.' ||
               byte == 'e' || byte == 'E';
    });
    if (!is_charset || text.empty()) return false;
    const std::string_view digits = text.substr(text.front() == '-' ? 1 : 0);
    const bool has_digit = !digits.empty() && digits.front() >= '0' && digits.front() <= '9';
    const bool has_leading_zero =
        digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
    return has_digit && !has_leading_zero && text.back() >= '0' && text.back() <= '9';
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
    if (!is_number_text(text)) return std::nullopt;
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The value that a parameter's text means under its schema; the text itself where it means no
/// other, which then doesn't fit the schema's type.
json::value parameter_value(const Schema& schema, const std::string& text) {
    const Schema::TypeSet types = schema.types();
    if ((types & Schema::integer_type) != 0) {
        if (const auto number = number_of<std::int64_t>(text)) return *number;
    }
    if ((types & Schema::number_type) != 0) {
        if (const auto number = number_of<double>(text)) return *number;
    }
    if ((types & Schema::boolean_type) != 0) {
        if (text == "true") return true;
        if (text == "false") return false;
    }
    return json::value(json::string(text));
}

bool fits(const Parameter& parameter, const std::string& text) {
    const json::value value = parameter_value(*parameter.schema, text);
    return !parameter.schema->misfit(value, Direction::request);
}

/// How many bytes must change to make one text of the other (Levenshtein).
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t at = 0; at < left.size(); ++at) {
        std::size_t diagonal = std::exchange(row[0], at + 1);
        for (std::size_t to = 0; to < right.size(); ++to) {
            const std::size_t changed = diagonal + (left[at] == right[to] ? 0 : 1);
            diagonal = row[to + 1];
            row[to + 1] = std::min({changed, row[to + 1] + 1, row[to] + 1});
        }
    }
    return row.back();
}

std::string nearest_name(const std::vector<Parameter>& parameters, std::string_view unknown) {
    constexpr std::size_t compared_bytes_max = 64;
    const std::string_view start = unknown.substr(0, compared_bytes_max);
    const auto nearest = std::ranges::min_element(parameters, {}, [&](const Parameter& parameter) {
        return distance(parameter.name, start);
    });
    return nearest == parameters.end() ? "-" : nearest->name;
}

/// The media type in lower case; nothing for text that isn't UTF-8.
std::optional<std::string> media_of(std::string_view content_type) {
    const std::size_t end = std::min(content_type.find(';'), content_type.size());
    std::string media(trimmed(content_type.substr(0, end)));
    std::string rest(trimmed(content_type.substr(std::min(end + 1, content_type.size()))));
    for (std::string* text : {&media, &rest}) {
        for (char& byte : *text)
            byte = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
    }
    const bool is_utf8 = rest.empty() || rest == "charset=utf-8" || rest == "charset=\"utf-8\"";
    return is_utf8 ? std::optional(std::move(media)) : std::nullopt;
}

std::string_view code_of(Misfit::Kind kind) {
    switch (kind) {
        case Misfit::Kind::invalid:
            return "body.invalid";
        case Misfit::Kind::missing:
            return "body.missing_field";
        case Misfit::Kind::unknown:
            return "body.unknown_field";
        case Misfit::Kind::read_only:
            return "body.read_only_field";
    }
    return "body.invalid";
}

std::optional<std::string> value_fault(const Schema& schema, std::string_view text) {
    const Result<json::value> value = parse_json(text);
    if (!value) return "the body is not JSON: " + std::string(value.error().code);
    const std::optional<Misfit> misfit = schema.misfit(*value, Direction::reply);
    if (!misfit) return std::nullopt;
    return std::string(code_of(misfit->kind)) + " at \"" + misfit->pointer + "\"";
}

std::optional<std::string> lines_fault(const Schema& schema, std::string_view text) {
    if (!text.empty() && !text.ends_with('\n')) return "the last line does not end";
    for (std::size_t number = 1; !text.empty() && number <= lines_checked_max; ++number) {
        const std::size_t end = text.find('\n');
        if (auto fault = value_fault(schema, text.substr(0, end))) {
            return "line " + std::to_string(number) + ": " + *fault;
        }
        text.remove_prefix(end + 1);
    }
    return std::nullopt;
}

}  // namespace

Result<void> check_path(const Operation& operation,
                        const std::map<std::string, std::string, std::less<>>& path) {
    for (const Parameter& parameter : operation.path_parameters) {
        const auto found = path.find(parameter.name);
        if (found == path.end() || !fits(parameter, found->second)) {
            return Error{ErrorKind::not_found, "http.not_found"};
        }
    }
    return {};
}

Result<void> check_query(const Operation& operation, const QueryValues& values) {
    const std::vector<Parameter>& known = operation.query_parameters;
    for (const auto& [name, value] : values) {
        const auto parameter = std::ranges::find(known, name, &Parameter::name);
        if (parameter == known.end()) {
            return Error{ErrorKind::malformed,
                         "query.unknown_parameter",
                         name,
                         {{"parameter", name}, {"nearest", nearest_name(known, name)}}};
        }
        if (!fits(*parameter, value)) {
            return Error{ErrorKind::malformed, "query.bad_value", name, {{"parameter", name}}};
        }
    }
    for (const Parameter& parameter : known) {
        if (!parameter.is_required || values.contains(parameter.name)) continue;
        return Error{ErrorKind::malformed,
                     "query.missing_parameter",
                     parameter.name,
                     {{"parameter", parameter.name}}};
    }
    return {};
}

Result<json::value> check_body(const Operation& operation, std::string_view content_type,
                               std::string_view body) {
    if (body.empty()) {
        if (operation.is_body_required) return Error{ErrorKind::malformed, "body.missing"};
        return json::value(json::object());
    }
    if (media_of(content_type) != "application/json") {
        return Error{ErrorKind::malformed, "http.unsupported_media_type"};
    }
    Result<json::value> value = parse_json(body);
    if (!value) return value;
    if (operation.body == nullptr) {
        const bool is_nothing = value->is_object() && value->get_object().empty();
        if (is_nothing) return value;
        return Error{ErrorKind::malformed, "body.unexpected"};
    }
    const std::optional<Misfit> misfit = operation.body->misfit(*value, Direction::request);
    if (!misfit) return value;
    return Error{ErrorKind::invalid, code_of(misfit->kind), misfit->pointer};
}

Result<std::string> check_file(const Operation& operation, std::string_view content_type,
                               std::string_view body) {
    if (body.empty()) return Error{ErrorKind::malformed, "body.missing"};
    std::optional<std::string> media = media_of(content_type);
    if (media && std::ranges::find(operation.file_media, *media) != operation.file_media.end()) {
        return *std::move(media);
    }
    return Error{ErrorKind::malformed, "http.unsupported_media_type"};
}

std::optional<std::string> reply_fault(const Operation& operation, int status,
                                       std::string_view content_type, std::string_view body) {
    auto answer = operation.answers.find(std::to_string(status));
    if (answer == operation.answers.end()) answer = operation.answers.find("default");
    if (answer == operation.answers.end()) {
        return "status " + std::to_string(status) + " is not in the contract";
    }
    if (answer->second.content.empty()) {
        if (body.empty()) return std::nullopt;
        return "a body where the contract has none";
    }
    const std::string_view media =
        trimmed(content_type.substr(0, std::min(content_type.find(';'), content_type.size())));
    const auto content = answer->second.content.find(media);
    if (content == answer->second.content.end()) {
        return "media type " + std::string(media) + " is not in the contract";
    }
    if (answer->second.line != nullptr) return lines_fault(*answer->second.line, body);
    if (content->second == nullptr || !media.ends_with("json")) return std::nullopt;
    return value_fault(*content->second, body);
}

}  // namespace gig::http
