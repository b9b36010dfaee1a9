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
    bool says = false;  // Whether the rule's own words stand in a text of the post.
};

/// The finding of a rule of facts, or nothing where it is kept or can't be judged. The rule binds
/// the post's relation and is in force.
std::optional<Finding> check_fact(const Rule& rule, const Post& post, const Surroundings& around);

/// Whether there is a check of that name; asked while packs are read.
bool is_fact_check(std::string_view name);

/// The finding that a rule makes, before its details are known.
Finding finding_of(const Rule& rule, std::string field);

}  // namespace gig::rules
