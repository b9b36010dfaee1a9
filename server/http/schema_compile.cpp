#include <algorithm>
#include <array>
#include <stdexcept>

#include "http/schema.h"

namespace gig::http {

namespace {

constexpr std::size_t pattern_length_max = 1'000;  // Of a text that a pattern is tried on.

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
    throw std::runtime_error("openapi.json " + place + ": " + what);
}

Schema::TypeSet type_named(std::string_view name) {
    if (name == "null") return Schema::null_type;
    if (name == "boolean") return Schema::boolean_type;
    if (name == "integer") return Schema::integer_type;
    if (name == "number") return Schema::number_type;
    if (name == "string") return Schema::string_type;
    if (name == "array") return Schema::array_type;
    if (name == "object") return Schema::object_type;
    return 0;
}

/// Keywords that only inform a reader.
constexpr std::array<std::string_view, 6> notes = {"description", "format",  "default",
                                                   "title",       "example", "examples"};

bool is_note(std::string_view keyword) {
    return std::ranges::find(notes, keyword) != notes.end() || keyword.starts_with("x-");
}

}  // namespace

/// Fills one schema from its text, keyword by keyword.
class SchemaSet::Compiler {
public:
    Compiler(SchemaSet& set, Schema& schema, std::string place)
        : set_(set), schema_(schema), place_(std::move(place)) {}

    void compile(const boost::json::object& source) {
        for (const auto& [key, value] : source)
            keyword(key, value);
        if (schema_.pattern_ && schema_.length_max_ > pattern_length_max) {
            refuse(place_, "a pattern needs maxLength of at most 1000 beside it");
        }
    }

private:
    void keyword(std::string_view key, const boost::json::value& value) {
        if (is_note(key)) return;
        if (of_any(key, value) || of_text(key, value) || of_number(key, value) ||
            of_array(key, value) || of_object(key, value)) {
            return;
        }
        refuse(place_, "unknown keyword " + std::string(key));
    }

    bool of_any(std::string_view key, const boost::json::value& value) {
        if (key == "type") return types(value);
        if (key == "enum") return allowed(value.as_array());
        if (key == "const") return allowed({value});
        if (key == "readOnly") return schema_.is_read_only_ = value.as_bool(), true;
        if (key == "oneOf") return list(value, "/oneOf", schema_.one_of_);
        if (key == "anyOf") return list(value, "/anyOf", schema_.any_of_);
        if (key == "allOf") return list(value, "/allOf", schema_.all_of_);
        return false;
    }

    bool of_text(std::string_view key, const boost::json::value& value) {
        if (key == "minLength") return count(value, schema_.length_min_);
        if (key == "maxLength") return count(value, schema_.length_max_);
        if (key != "pattern") return false;
        schema_.pattern_.emplace(std::string(value.as_string()),
                                 std::regex::ECMAScript | std::regex::optimize);
        return true;
    }

    bool of_number(std::string_view key, const boost::json::value& value) {
        if (key == "minimum") return schema_.minimum_ = value.to_number<double>(), true;
        if (key == "maximum") return schema_.maximum_ = value.to_number<double>(), true;
        return false;
    }

    bool of_array(std::string_view key, const boost::json::value& value) {
        if (key == "minItems") return count(value, schema_.items_min_);
        if (key == "maxItems") return count(value, schema_.items_max_);
        if (key == "uniqueItems") return schema_.are_items_unique_ = value.as_bool(), true;
        if (key == "items") return schema_.items_ = set_.compile(value, place_ + "/items"), true;
        return false;
    }

    bool of_object(std::string_view key, const boost::json::value& value) {
        if (key == "properties") {
            for (const auto& [name, property] : value.as_object()) {
                schema_.properties_[std::string(name)] =
                    set_.compile(property, place_ + "/properties/" + std::string(name));
            }
            return true;
        }
        if (key == "required") {
            for (const auto& name : value.as_array()) {
                schema_.required_.emplace_back(name.as_string());
            }
            return true;
        }
        if (key != "additionalProperties") return false;
        if (value.is_bool()) {
            schema_.takes_others_ = value.as_bool();
        } else {
            schema_.others_ = set_.compile(value, place_ + "/additionalProperties");
        }
        return true;
    }

    bool types(const boost::json::value& value) {
        const boost::json::array names =
            value.is_array() ? value.as_array() : boost::json::array{value};
        for (const boost::json::value& name : names) {
            const Schema::TypeSet type = type_named(std::string_view(name.as_string()));
            if (type == 0) refuse(place_, "unknown type");
            schema_.types_ |= type;
        }
        return true;
    }

    bool allowed(const boost::json::array& values) {
        schema_.allowed_.assign(values.begin(), values.end());
        return true;
    }

    bool list(const boost::json::value& value, const char* name,
              std::vector<const Schema*>& schemas) {
        for (const boost::json::value& branch : value.as_array()) {
            schemas.push_back(
                set_.compile(branch, place_ + name + "/" + std::to_string(schemas.size())));
        }
        return true;
    }

    static bool count(const boost::json::value& value, std::size_t& limit) {
        limit = value.to_number<std::size_t>();
        return true;
    }

    SchemaSet& set_;
    Schema& schema_;
    std::string place_;
};

const Schema* SchemaSet::compile(const boost::json::value& schema, const std::string& place) {
    if (!schema.is_object()) refuse(place, "a schema must be an object");
    const boost::json::object& source = schema.as_object();
    std::string where = place;
    if (const boost::json::value* reference = source.if_contains("$ref")) {
        where = std::string(reference->as_string());
        const auto found = by_reference_.find(where);
        if (found != by_reference_.end()) return found->second;
    }

    schemas_.emplace_back();
    Schema& compiled = schemas_.back();
    // Known before it is filled, so that a schema may refer to itself.
    if (where != place) by_reference_[where] = &compiled;
    try {
        Compiler(*this, compiled, where).compile(resolved(schema));
    } catch (const boost::system::system_error& failure) {
        refuse(where, failure.what());
    } catch (const std::regex_error& failure) {
        refuse(where, failure.what());
    } catch (const std::invalid_argument& failure) {
        refuse(where, failure.what());  // A keyword's value of the wrong kind.
    }
    return &compiled;
}

const boost::json::object& SchemaSet::resolved(const boost::json::value& value) const {
    constexpr int steps_max = 10;
    const boost::json::value* at = &value;
    for (int step = 0; step < steps_max; ++step) {
        if (!at->is_object()) break;
        const boost::json::value* reference = at->as_object().if_contains("$ref");
        if (reference == nullptr) return at->as_object();
        boost::system::error_code failure;
        at = document_.find_pointer(std::string(reference->as_string()).substr(1), failure);
        if (at == nullptr) refuse(std::string(reference->as_string()), "leads to nothing");
    }
    throw std::runtime_error("openapi.json: a $ref that leads to no object");
}

}  // namespace gig::http
