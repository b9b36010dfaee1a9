#include "rules/rule_book.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/time.h"
#include "rules/fact_checks.h"
#include "rules/pack_json.h"

namespace gig::rules {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t rules_max = 500;
constexpr std::size_t window_max = 40;  // Of an excuse.

std::vector<Pattern> patterns_in(const json::object& object, std::string_view name,
                                 Vocabulary& vocabulary) {
    std::vector<Pattern> patterns;
    const json::value* given = object.if_contains(name);
    if (given == nullptr) return patterns;
    for (const json::value& pattern : given->as_array())
        patterns.push_back(Pattern::parse(pattern.as_string(), vocabulary));
    return patterns;
}

Where where_in(const std::string& name) {
    constexpr std::pair<std::string_view, Where> names[] = {
        {"before", Where::before},     {"after", Where::after},
        {"inside", Where::inside},     {"clause", Where::clause},
        {"sentence", Where::sentence}, {"rest", Where::rest},
        {"answer", Where::answer},     {"answer_to_all", Where::answer_to_all},
        {"text", Where::text},
    };
    for (const auto& [known, where] : names) {
        if (known == name) return where;
    }
    throw std::runtime_error(
        "an excuse stands before, after, inside, in the clause, sentence, rest, answer or text");
}

std::shared_ptr<const Excuse> excuse_in(const json::object& object, Vocabulary& vocabulary) {
    Excuse excuse{.where = where_in(text_in(object, "where")),
                  .find = patterns_in(object, "find", vocabulary)};
    if (excuse.find.empty()) throw std::runtime_error("an excuse has no words");
    if (excuse.where == Where::before || excuse.where == Where::after) {
        excuse.within = object.at("within").to_number<std::size_t>();
        if (excuse.within == 0 || excuse.within > window_max) {
            throw std::runtime_error("an excuse stands within 1 to 40 characters");
        }
    }
    return std::make_shared<const Excuse>(std::move(excuse));
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

/// What the patterns of a pack may refer to.
struct Names {
    Vocabulary& vocabulary;
    const NamedExcuses& excuses;
};

Wording wording_in(const json::object& object, const Names& names) {
    Wording wording{.find = patterns_in(object, "find", names.vocabulary), .unless = {}};
    if (wording.find.empty()) throw std::runtime_error("there is nothing to find");
    const json::value* given = object.if_contains("unless");
    if (given == nullptr) return wording;
    for (const json::value& excuse : given->as_array()) {
        if (excuse.is_object()) {
            wording.unless.push_back(excuse_in(excuse.as_object(), names.vocabulary));
            continue;
        }
        const auto known = names.excuses.find(std::string_view(excuse.as_string()));
        if (known == names.excuses.end()) {
            throw std::runtime_error("no excuse is named " + json::serialize(excuse));
        }
        std::ranges::copy(known->second, std::back_inserter(wording.unless));
    }
    return wording;
}

void read_aim(const json::object& object, const Names& names, Rule& rule) {
    rule.relations = relations_in(object);
    if (const json::value* offer = object.if_contains("offer")) {
        rule.offer =
            Offer{text_in(offer->as_object(), "field"), text_in(offer->as_object(), "value")};
    }
    if (object.contains("answered_by")) rule.answered_by = text_in(object, "answered_by");
    if (object.contains("yields_to")) rule.yields_to = text_in(object, "yields_to");
    if (const json::value* wording = object.if_contains("wording")) {
        for (const json::value& one : wording->as_array())
            rule.wordings.push_back(wording_in(one.as_object(), names));
        if (rule.wordings.empty()) throw std::runtime_error("there is nothing to find");
        if (!object.contains("check")) return;
    }
    rule.check = text_in(object, "check");
    if (!is_fact_check(rule.check)) throw std::runtime_error("there is no check " + rule.check);
    rule.numbers = object.at("numbers").as_object();
}

Rule rule_in(const json::object& object, const Names& names) {
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
              .answered_by = {},
              .yields_to = {},
              .wordings = {},
              .check = {},
              .numbers = {}};
    if (rule.basis == Basis::law && rule.article.empty()) {
        throw std::runtime_error("a law is named by its article");
    }
    if (rule.source.empty()) throw std::runtime_error("a rule says where it comes from");
    read_aim(object, names, rule);
    return rule;
}

/// A rule may speak only of hazards that there are.
void check_hazards(const std::vector<Rule>& rules, const std::vector<Hazard>& hazards) {
    for (const Rule& rule : rules) {
        const json::value* named = rule.numbers.if_contains("hazards");
        if (named == nullptr) continue;
        for (const json::value& id : named->as_array()) {
            if (std::ranges::find(hazards, std::string_view(id.as_string()), &Hazard::id) ==
                hazards.end()) {
                throw std::runtime_error("rule " + rule.id + ": no hazard is named " +
                                         json::serialize(id));
            }
        }
    }
}

}  // namespace

RuleBook::RuleBook(const fs::path& packs, const fs::path& city_folder)
    : labour_costs_(city_folder / "rules" / "labour_cost.json"),
      term_tables_(read_term_tables(city_folder / "rules")) {
    std::set<fs::path> files;  // In order of name, on every machine alike.
    for (const auto& entry : fs::directory_iterator(packs)) {
        if (entry.path().extension() == ".json") files.insert(entry.path());
    }
    if (files.empty()) throw std::runtime_error(packs.string() + ": no rule packs");
    read_words(packs / "words.json");
    for (const fs::path& file : files) {
        if (file.filename() == "words.json") continue;
        if (file.filename() == "licences.json") {
            read_licences(file);
        } else if (file.filename() == "hazards.json") {
            read_hazards(file);
        } else {
            read_pack(file);
        }
    }
    vocabulary_.close();
    check_hazards(rules_, hazards_);
    read_minimum_wages(city_folder / "rules" / "minimum_wage.json");
}

const MinimumWage* RuleBook::minimum_wage(const std::string& county, Day day) const {
    const MinimumWage* newest = nullptr;
    for (const MinimumWage& wage : wages_) {
        const bool applies = wage.is_in_force(day) &&
                             std::ranges::find(wage.counties, county) != wage.counties.end();
        if (applies && (newest == nullptr || newest->valid_from < wage.valid_from)) newest = &wage;
    }
    return newest;
}

void RuleBook::read_words(const fs::path& file) {
    if (!fs::exists(file)) return;
    with_json(file, [&](const json::object& whole) {
        for (const auto& [name, entries] : whole.at("words").as_object()) {
            std::vector<std::string> words;
            for (const json::value& entry : entries.as_array())
                words.emplace_back(entry.as_string());
            vocabulary_.name(name, words);
        }
        if (whole.at("words").as_object().contains("turn")) {
            vocabulary_.turn_at(vocabulary_.set_of("{turn}"));
        }
        for (const auto& [name, parts] : whole.at("excuses").as_object()) {
            for (const json::value& part : parts.as_array())
                excuses_[name].push_back(excuse_in(part.as_object(), vocabulary_));
        }
    });
}

void RuleBook::read_pack(const fs::path& file) {
    with_json(file, [&](const json::object& whole) {
        for (const json::value& value : whole.at("rules").as_array()) {
            const json::object& object = value.as_object();
            try {
                Rule rule = rule_in(object, {vocabulary_, excuses_});
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

void RuleBook::read_hazards(const fs::path& file) {
    with_json(file, [&](const json::object& whole) {
        for (const json::value& value : whole.at("hazards").as_array()) {
            const json::object& object = value.as_object();
            if (text_in(object, "source").empty()) {
                throw std::runtime_error("a hazard says where it comes from");
            }
            Hazard hazard{.id = text_in(object, "id"),
                          .name = words_in(object.at("name")),
                          .occupations = {},
                          .wordings = {}};
            for (const json::value& code : object.at("occupations").as_array())
                hazard.occupations.emplace_back(code.as_string());
            for (const json::value& wording : object.at("wording").as_array())
                hazard.wordings.push_back(wording_in(wording.as_object(), {vocabulary_, excuses_}));
            hazards_.push_back(std::move(hazard));
        }
    });
}

void RuleBook::read_licences(const fs::path& file) {
    with_json(file, [&](const json::object& whole) {
        for (const json::value& value : whole.at("licences").as_array()) {
            const json::object& object = value.as_object();
            licences_.push_back({{words_in(object.at("name")), words_in(object.at("reason"))},
                                 patterns_in(object, "find", vocabulary_)});
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
