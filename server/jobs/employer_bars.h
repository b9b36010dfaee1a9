#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/terms.h"
#include "base/time.h"
#include "employers/employers.h"

namespace gig::jobs {

/// Why this employer may not post such a job that day: the refusal that its people read
/// (job.employer_suspended, job.licence_expired, ...).
Result<void> may_post(const employers::Employer& employer, Relation relation, Date today);

/// The reason under which a living job of such an employer is closed; nothing where it may stay.
std::optional<std::string_view> closing_reason(const employers::Employer& employer,
                                               Relation relation, Date today);

}  // namespace gig::jobs
