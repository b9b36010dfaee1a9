#include "rules/pack_json.h"

#include "base/dated_terms.h"

namespace gig::rules {

std::string text_in(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

Words words_in(const json::value& value) {
    Words words{text_in(value.as_object(), "zh"), text_in(value.as_object(), "en")};
    if (words.zh.empty() || words.en.empty()) throw std::runtime_error("words are missing");
    return words;
}

std::chrono::sys_days day_in(const json::value& value) {
    return std::chrono::sys_days(date_in(value));
}

std::optional<std::chrono::sys_days> optional_day_in(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return day_in(value);
}

std::vector<Relation> relations_in(const json::object& object) {
    std::vector<Relation> relations;
    const json::value* given = object.if_contains("relations");
    if (given == nullptr) return relations;
    for (const json::value& name : given->as_array()) {
        const std::optional<Relation> relation = named<Relation>(name.as_string());
        if (!relation) throw std::runtime_error("no such relation: " + json::serialize(name));
        relations.push_back(*relation);
    }
    return relations;
}

}  // namespace gig::rules
