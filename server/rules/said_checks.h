#pragma once

#include "rules/fact_checks.h"

namespace gig::rules {

// A text says, without a doubt, something else than the field of its own: each finding marks the
// words. What only one of the two says is no contradiction.

Found pay_said_otherwise(const Rule& rule, const Post& post, const Surroundings& around);
Found settlement_said_otherwise(const Rule& rule, const Post& post, const Surroundings& around);
Found hours_said_otherwise(const Rule& rule, const Post& post, const Surroundings& around);
Found age_said_otherwise(const Rule& rule, const Post& post, const Surroundings& around);
Found place_said_otherwise(const Rule& rule, const Post& post, const Surroundings& around);

}  // namespace gig::rules
