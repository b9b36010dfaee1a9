#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/rule_book.h"
#include "rules/rules.h"

namespace gig::rules {

/// What a check may look at besides the post.
struct Surroundings {
    const RuleBook& book;
    Day day;
    bool says = false;                        // Whether the rule's own words stand in a text.
    std::vector<const Hazard*> hazards = {};  // Of the post's occupation, and of its texts.
};

using Found = std::optional<Finding>;

/// What a rule of facts finds: nothing where it is kept or can't be judged. The rule binds the
/// post's relation and is in force.
std::vector<Finding> check_fact(const Rule& rule, const Post& post, const Surroundings& around);

/// Whether there is a check of that name; asked while packs are read.
bool is_fact_check(std::string_view name);

// For the checks.

/// The finding that a rule makes, before its details are known.
Finding finding_of(const Rule& rule, std::string field);

/// A number of the rule.
double number(const Rule& rule, std::string_view name);

/// Whether a list of the rule has the word.
bool lists(const Rule& rule, std::string_view name, std::string_view word);

/// Puts the value where the finding's words have its name.
void fill_both(Finding& finding, std::string_view name, const Words& value);

}  // namespace gig::rules
