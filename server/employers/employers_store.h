#pragma once

#include <optional>
#include <string>

#include "employers/employers.h"
#include "storage/database.h"

namespace gig::employers {

/// An employer with what only the house knows of it.
struct KeptEmployer {
    Employer employer;
    std::optional<std::string> credit_code;
};

/// False where another employer that was not refused bears the code.
bool insert_employer(storage::Transaction& transaction, const KeptEmployer& kept);

std::optional<KeptEmployer> find_employer(storage::Reader& reader, EmployerId id);

/// Whether an employer other than `except` that was not refused bears the code.
bool credit_code_taken(storage::Reader& reader, const std::string& credit_code, EmployerId except);

void update_check(storage::Transaction& transaction, const Employer& employer, Time checked_at);

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
