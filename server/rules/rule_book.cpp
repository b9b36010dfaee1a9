#include "rules/rule_book.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/file.h"
#include "base/time.h"
#include "rules/fact_checks.h"

namespace gig::rules {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t rules_max = 500;
constexpr std::size_t window_max = 40;

std::string text_in(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

Words words_in(const json::value& value) {
    Words words{text_in(value.as_object(), "zh"), text_in(value.as_object(), "en")};
    if (words.zh.empty() || words.en.empty()) throw std::runtime_error("words are missing");
    return words;
}

Day day_in(const json::value& value) {
    const std::optional<Date> date = date_value(value.as_string());
    if (!date) throw std::runtime_error("a date is YYYY-MM-DD");
    return Day(*date);
}

std::optional<Day> optional_day_in(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return day_in(value);
}

std::vector<Pattern> patterns_in(const json::object& object, std::string_view name) {
    std::vector<Pattern> patterns;
    const json::value* given = object.if_contains(name);
    if (given == nullptr) return patterns;
    for (const json::value& pattern : given->as_array())
        patterns.push_back(Pattern::parse(pattern.as_string()));
    return patterns;
}

std::size_t window_in(const json::object& object, std::string_view name) {
    const json::value* given = object.if_contains(name);
    if (given == nullptr) return 0;
    const auto window = given->to_number<std::size_t>();
    if (window > window_max) throw std::runtime_error("a window is at most 40 characters");
    return window;
}

Wording wording_in(const json::object& object) {
    Wording wording{.find = patterns_in(object, "find"),
                    .find_always = patterns_in(object, "find_always"),
                    .unless_before = patterns_in(object, "unless_before"),
                    .before = window_in(object, "before"),
                    .unless_after = patterns_in(object, "unless_after"),
                    .after = window_in(object, "after"),
                    .unless_around = patterns_in(object, "unless_around")};
    if (wording.find.empty()) throw std::runtime_error("there is nothing to find");
    return wording;
}

Severity severity_in(const std::string& name) {
    if (name == "block") return Severity::block;
    if (name == "warn") return Severity::warn;
    throw std::runtime_error("severity is block or warn");
}

Basis basis_in(const std::string& name) {
    if (name == "law") return Basis::law;
    if (name == "market_rule") return Basis::market_rule;
    throw std::runtime_error("basis is law or market_rule");
}

void read_aim(const json::object& object, Rule& rule) {
    if (const json::value* relations = object.if_contains("relations")) {
        for (const json::value& name : relations->as_array()) {
            const std::optional<Relation> relation = named<Relation>(name.as_string());
            if (!relation) throw std::runtime_error("no such relation: " + json::serialize(name));
            rule.relations.push_back(*relation);
        }
    }
    if (const json::value* offer = object.if_contains("offer")) {
        rule.offer =
            Offer{text_in(offer->as_object(), "field"), text_in(offer->as_object(), "value")};
    }
    if (const json::value* wording = object.if_contains("wording")) {
        rule.wording = wording_in(wording->as_object());
        return;
    }
    rule.check = text_in(object, "check");
    if (!is_fact_check(rule.check)) throw std::runtime_error("there is no check " + rule.check);
    rule.numbers = object.at("numbers").as_object();
}

Rule rule_in(const json::object& object) {
    Rule rule{.id = text_in(object, "id"),
              .severity = severity_in(text_in(object, "severity")),
              .basis = basis_in(text_in(object, "basis")),
              .article = text_in(object, "article"),
              .source = text_in(object, "source"),
              .valid_from = day_in(object.at("valid_from")),
              .valid_to = optional_day_in(object.at("valid_to")),
              .message = words_in(object.at("message")),
              .fix = words_in(object.at("fix")),
              .relations = {},
              .offer = std::nullopt,
              .wording = std::nullopt,
              .check = {},
              .numbers = {}};
    if (rule.basis == Basis::law && rule.article.empty()) {
        throw std::runtime_error("a law is named by its article");
    }
    if (rule.source.empty()) throw std::runtime_error("a rule says where it comes from");
    read_aim(object, rule);
    return rule;
}

/// Runs `read` on a file's JSON; whatever is wrong in it is told with the file's name.
template <typename Read>
void with_json(const fs::path& file, const Read& read) {
    try {
        const json::value whole = json::parse(read_file(file));
        read(whole.as_object());
    } catch (const std::exception& fault) {
        throw std::runtime_error(file.string() + ": " + fault.what());
    }
}

}  // namespace

bool MinimumWage::is_uncertain(Day day) const {
    if (!verified_on) return true;
    const Date limit = Date(*verified_on) + amounts_verified_max;
    // The month may have no such day: then its last.
    const Day last =
        limit.ok() ? Day(limit) : Day(limit.year() / limit.month() / std::chrono::last);
    return day > last;
}

RuleBook::RuleBook(const fs::path& packs, const fs::path& city_folder)
    : labour_costs_(city_folder / "rules" / "labour_cost.json") {
    std::set<fs::path> files;  // In order of name, on every machine alike.
    for (const auto& entry : fs::directory_iterator(packs)) {
        if (entry.path().extension() == ".json") files.insert(entry.path());
    }
    if (files.empty()) throw std::runtime_error(packs.string() + ": no rule packs");
    for (const fs::path& file : files) {
        if (file.filename() == "licences.json") {
            read_licences(file);
        } else {
            read_pack(file);
        }
    }
    read_minimum_wages(city_folder / "rules" / "minimum_wage.json");
}

const MinimumWage* RuleBook::minimum_wage(const std::string& county, Day day) const {
    const MinimumWage* newest = nullptr;
    for (const MinimumWage& wage : wages_) {
        const bool applies = wage.valid_from <= day && (!wage.valid_to || day <= *wage.valid_to) &&
                             std::ranges::find(wage.counties, county) != wage.counties.end();
        if (applies && (newest == nullptr || newest->valid_from < wage.valid_from)) newest = &wage;
    }
    return newest;
}

void RuleBook::read_pack(const fs::path& file) {
    with_json(file, [&](const json::object& whole) {
        for (const json::value& value : whole.at("rules").as_array()) {
            const json::object& object = value.as_object();
            try {
                Rule rule = rule_in(object);
                const bool is_there = std::ranges::find(rules_, rule.id, &Rule::id) != rules_.end();
                if (is_there) throw std::runtime_error("stands twice");
                if (rules_.size() == rules_max) throw std::runtime_error("too many rules");
                rules_.push_back(std::move(rule));
            } catch (const std::exception& fault) {
                const json::value* id = object.if_contains("id");
                throw std::runtime_error("rule " + (id ? json::serialize(*id) : "without id") +
                                         ": " + fault.what());
            }
        }
    });
}

void RuleBook::read_licences(const fs::path& file) {
    with_json(file, [&](const json::object& whole) {
        for (const json::value& value : whole.at("licences").as_array()) {
            const json::object& object = value.as_object();
            licences_.push_back({{words_in(object.at("name")), words_in(object.at("reason"))},
                                 patterns_in(object, "find")});
        }
    });
}

void RuleBook::read_minimum_wages(const fs::path& file) {
    with_json(file, [&](const json::object& whole) {
        const json::object& lowest = whole.at("lowest_plausible").as_object();
        lowest_hourly_fen_ = lowest.at("hourly_fen").to_number<std::int32_t>();
        lowest_monthly_fen_ = lowest.at("monthly_fen").to_number<std::int32_t>();
        for (const json::value& value : whole.at("rows").as_array()) {
            const json::object& row = value.as_object();
            MinimumWage wage{.counties = {},
                             .valid_from = day_in(row.at("valid_from")),
                             .valid_to = optional_day_in(row.at("valid_to")),
                             .monthly_fen = row.at("monthly_fen").to_number<std::int32_t>(),
                             .hourly_fen = row.at("hourly_fen").to_number<std::int32_t>(),
                             .document = text_in(row, "doc_no"),
                             .verified_on = optional_day_in(row.at("verified_on"))};
            for (const json::value& county : row.at("counties").as_array())
                wage.counties.emplace_back(county.as_string());
            wages_.push_back(std::move(wage));
        }
    });
}

}  // namespace gig::rules
