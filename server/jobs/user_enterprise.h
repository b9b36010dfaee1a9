#pragma once

#include <string_view>

#include "base/json.h"
#include "employers/employers.h"
#include "jobs/jobs.h"

namespace gig::jobs {

/// Who owes the wage.
enum class WagePayer {
    employer,  // Whoever posted.
    user_enterprise,
    household,  // The one that an agency posts for; nobody names it.
};

std::string_view name_of(WagePayer payer);

/// An agency introduces to whom it posts for, who pays; whom it dispatches, or has do work that was
/// outsourced to it, it pays itself (劳动合同法 58).
WagePayer wage_payer(employers::EmployerKind kind, Relation relation);

/// Whether a post may say so at all. job.user_enterprise_blank,
/// job.user_enterprise_not_for_household, employer.credit_code_malformed,
/// employer.credit_code_mistyped, those of check_text().
Result<void> check_user_enterprise(const JobDraft& draft);

/// Only an agency posts for others: job.user_enterprise_not_for_kind.
Result<void> check_poster(const JobDraft& draft, employers::EmployerKind kind);

/// As everybody may see it; null where there is none.
json::value user_enterprise_json(const Job& job);

}  // namespace gig::jobs
