#pragma once

#include <string>
#include <string_view>

#include "base/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "employers/employer_checks.h"
#include "storage/database.h"

namespace gig::employers {

// What every word of the staff about an employer has in common.

inline constexpr std::string_view second_person_code = "policy.second_person_required";

Error not_there();

/// The role that an act of the staff is told under.
std::string role_of(const Actor& actor);

bool is_member(const Actor& actor, EmployerId employer);

enum class Words { needed, optional };

/// employer.remark_missing, employer.remark_malformed.
Result<std::string> checked_remark(const std::string& remark, Words words);

/// Whether nothing but another person's word is missing.
bool is_second_missing(const Result<void>& allowed);

/// Asked for not so long ago that it is forgotten.
bool is_fresh(const std::optional<FirstWord>& word, Time now);

/// Tells the log what an employer has become.
void record_state(storage::Transaction& transaction, const Employer& employer,
                  std::optional<AccountId> actor, Time now);

}  // namespace gig::employers
