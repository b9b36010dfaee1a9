#pragma once

#include <optional>
#include <string>
#include <vector>

#include "employers/employer_checks.h"
#include "storage/database.h"

namespace gig::employers {

/// Without its licences, which are handed in. False where another employer that was not refused
/// bears the code.
bool insert_employer(storage::Transaction& transaction, const EmployerFile& file);

std::optional<EmployerFile> find_employer(storage::Reader& reader, EmployerId id);

/// Whether an employer other than `except` that was not refused bears the code.
bool credit_code_taken(storage::Reader& reader, const std::string& credit_code, EmployerId except);

/// All that a check may change, and when it was.
void update_check(storage::Transaction& transaction, const EmployerFile& file, Time checked_at);

/// Beside what stands; one of the same kind that waits already becomes `replaced`.
void hand_in_licence(storage::Transaction& transaction, EmployerId employer, const Licence& licence,
                     Time at);

/// Makes every licence that waits accepted (and the one before it replaced), or refused.
void settle_licences(storage::Transaction& transaction, EmployerId employer, LicenceStage stage);

struct Recheck {
    std::int64_t id;
    EmployerId employer;
    Time at;
};
void insert_recheck(storage::Transaction& transaction, const Recheck& recheck);

/// The time of the count-th newest recheck that is after `since`; nothing where there are fewer.
std::optional<Time> nth_recheck_after(storage::Reader& reader, EmployerId employer, Time since,
                                      std::size_t count);

/// Forgets rechecks that no limit counts any more.
void delete_rechecks_before(storage::Transaction& transaction, EmployerId employer, Time before);

}  // namespace gig::employers
