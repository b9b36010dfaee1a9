#pragma once

#include "employers/employer_checks.h"
#include "storage/database.h"

namespace gig::employers {

/// What an employer of that kind may hand in, tidied. employer.licences_not_for_kind, those of
/// checked_licences(), employer.mandate_malformed, employer.mandate_ended.
Result<Papers> checked_papers(EmployerKind kind, Papers papers, Date today);

/// Keeps papers and puts an agency's new licences before the staff. Papers that stand there
/// already change nothing. True where something was kept; the caller records the event.
bool hand_in(storage::Transaction& transaction, EmployerFile& file, AccountId account,
             const Papers& papers, Time now);

}  // namespace gig::employers
