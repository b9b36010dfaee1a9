#pragma once

#include <string_view>

#include "employers/check_terms.h"
#include "employers/employer_checks.h"
#include "employers/registry.h"

namespace gig::employers {

// What a word about an employer makes of it: of the registry, of a person, of the calendar. Pure;
// who asks keeps what has become of the file.

/// The registry's word in the end, after the business registry and all licences were asked about.
struct RegistryWord {
    CheckVerdict verdict;          // approved, refused or unanswered.
    std::string_view reason = {};  // A code; empty for a yes.
};

RegistryWord word_of(RegistryAnswer answer);
RegistryWord word_of(LicenceAnswer answer);

/// The moment of a word, with the rule of its day.
struct Moment {
    const CheckTerm& term;
    Time now;

    Date today() const { return date_of(now); }
};

/// A yes verifies a firm, a shop and a household; an agency always needs two persons besides. A no
/// refuses who isn't verified yet, and a person may overrule it. Silence takes nothing away.
/// Nothing changes for who was suspended, or refused by a person.
void hear_registry(EmployerFile& file, const RegistryWord& word, const Moment& moment);

/// Verified as of this day, until the rule's last day or the licence's, whichever comes first.
/// Its licences are the accepted ones.
void become_verified(EmployerFile& file, const Moment& moment);

/// Not verified any more, because the last day is over.
void lapse(EmployerFile& file, const Moment& moment);

/// No longer suspended: what its papers and dates say that day. Who was never verified waits for
/// staff again, and so do licences that were handed in before.
void reinstate(EmployerFile& file, const Moment& moment);

/// It waits for a person, from now on or from when it began to wait.
void wait_for(EmployerFile& file, WaitsFor reason, Time now);

/// What it is asked to renew: the licence, where that is what ends first.
WaitsFor renewal_of(const EmployerFile& file, const Moment& moment);

inline constexpr std::string_view refused_by_staff = "employer.refused_by_staff";

}  // namespace gig::employers
