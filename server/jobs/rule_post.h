#pragma once

#include "jobs/jobs.h"
#include "occupations/occupations.h"
#include "rules/rules.h"

namespace gig::jobs {

using rules::Finding;

/// A draft as the rules look at it. `job` is what it would be kept as. Its texts are views into
/// the draft, which must outlive it.
rules::Post rule_post(const JobDraft& draft, const Job& job,
                      const occupations::Occupations& occupations);

// What this room itself has to say: neither refuses a post.

/// The place lies outside of the city's regions; the post opens all the same.
Finding place_outside_city();

/// A living job of the same employer has the same title and overlapping shifts.
Finding looks_like_duplicate();

bool blocks(const Finding& finding);

/// Refuses what a rule blocks: job.breaks_rules, with the rules' names.
Result<void> check_findings(const std::vector<Finding>& findings);

/// Whether a person must look at it before it opens.
bool needs_review(const Finding& finding);

}  // namespace gig::jobs
