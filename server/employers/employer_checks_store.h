#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "employers/employer_checks.h"
#include "storage/database.h"

namespace gig::employers {

struct NewCheck {
    std::optional<AccountId> actor;  // Nothing: the registry or the house.
    Check check;
};
void add_check(storage::Transaction& transaction, EmployerId employer, const NewCheck& added);

/// Above the number of every check.
inline constexpr std::int64_t past_all_checks = std::numeric_limits<std::int64_t>::max();

/// Newest first, below the given number.
std::vector<NumberedCheck> checks_before(storage::Reader& reader, EmployerId employer,
                                         std::int64_t number, std::size_t limit);

/// How often something was asked since then.
std::size_t questions_since(storage::Reader& reader, EmployerId employer, Time since);

/// What was asked last, not before then.
std::optional<Question> latest_question(storage::Reader& reader, EmployerId employer, Time since);

struct WaitingPosition {
    Time since;
    EmployerId employer;
};
/// Who waits at a market after that position, longest first.
std::vector<EmployerId> waiting_after(storage::Reader& reader, MarketId market,
                                      const WaitingPosition& position, std::size_t limit);

/// Who is suspended at a market, or of whom that was asked after then, likewise.
std::vector<EmployerId> suspensions_after(storage::Reader& reader, MarketId market,
                                          Time asked_after, const WaitingPosition& position,
                                          std::size_t limit);

/// Verified employers whose last day was before `today`.
std::vector<EmployerId> ended_before(storage::Reader& reader, Date today, std::size_t limit);

/// Verified employers whose day to be asked for a renewal has come.
std::vector<EmployerId> to_be_asked(storage::Reader& reader, Date today, std::size_t limit);

void keep_mandate(storage::Transaction& transaction, EmployerId employer, AccountId account,
                  const Mandate& mandate, Time at);

/// Of one member; nothing where none was ever stated.
std::optional<Mandate> find_mandate(storage::Reader& reader, EmployerId employer,
                                    AccountId account);

/// Oldest first, at most mandates_max.
std::vector<Mandate> mandates_of(storage::Reader& reader, EmployerId employer);

}  // namespace gig::employers
