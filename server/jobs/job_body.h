#pragma once

#include "base/json.h"
#include "base/result.h"
#include "jobs/jobs.h"

namespace gig::jobs {

// The body of POST /jobs, as api/jobs.yaml fixes it, and the draft that it means. One reading for
// every door: the route, the import, the text that is kept of each version.

/// Total: whatever JSON comes in, the answer is a draft or an Error with a field, so that a line
/// of a file which no contract has seen can't do harm. Weekly patterns are expanded here.
/// job.body_malformed, job.time_malformed, job.market_unknown, http.not_found (of an employer), and
/// those of expand().
Result<JobDraft> draft_of(const json::value& body);

/// The same job as a body again; a weekly pattern comes back as its dated shifts.
json::object body_of(const JobDraft& draft);

json::object requirements_json(const Requirements& requirements);

/// A body with some members replaced.
json::object overlaid(json::object body, const json::object& fields);

/// For what the store kept: its shape is our own.
Requirements requirements_of(const json::object& kept);

}  // namespace gig::jobs
