#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/clock.h"
#include "base/names.h"
#include "employers/employers.h"

namespace gig::employers {

/// What a person of the market's staff must look at.
enum class WaitsFor {
    application,       // New, and the registry's yes alone doesn't do.
    second_person,     // One has approved, another must.
    registry_refusal,  // The registry said no; a person may know better.
    renewal_due,       // Asked to renew its verification.
    licence_ending,    // Asked to renew a licence.
    renewal,           // Renewed papers were handed in, or the registry didn't vouch again.
};

enum class CheckVerdict {
    approved,
    refused,
    asked,
    unanswered,        // By the registry alone.
    lapsed,            // By the house: a date ran out.
    suspension_asked,  // One person wants it suspended, another must agree.
    suspended,
    reinstatement_asked,  // One person wants the suspension lifted, another must agree.
    reinstated,
    reinstatement_refused,  // The suspension stays.
};

std::string_view name_of(WaitsFor reason);
std::string_view name_of(CheckVerdict verdict);

/// One look at an employer. `by` is the registry, the house or a role of the staff.
struct Check {
    std::string by;
    CheckVerdict verdict;
    std::optional<std::string> reason;  // A code, of the registry or the house.
    std::string remark;                 // Of a person; the employer reads it.
    Time at;
};

struct NumberedCheck {
    std::int64_t number;  // Per employer, from 1.
    Check check;
};

inline constexpr std::string_view by_registry = "registry";
inline constexpr std::string_view by_house = "house";

struct Waiting {
    WaitsFor reason;
    Time since;
};

/// Who wants an employer suspended or, where it is, reinstated. It takes a second person, and
/// lapses after second_word_within.
struct FirstWord {
    AccountId by;
    Time at;
};

inline constexpr std::chrono::hours second_word_within{72};  // SECURITY R10.

/// What whoever acts for an employer may do: until which day, the paper that says so, and from
/// which day on (left out of what is handed in: from that day).
struct Mandate {
    std::optional<Date> until;
    std::optional<std::string> document_ref;
    std::optional<Date> since = std::nullopt;
};

/// What one of the staff asked.
struct Question {
    std::string remark;
    Time at;
};

/// What a member hands in; what is left out stays as it is.
struct Papers {
    std::vector<Licence> licences = {};
    std::optional<Mandate> mandate = std::nullopt;

    bool empty() const { return licences.empty() && !mandate; }
};

/// An employer with what only its members and the market's staff see of it.
struct EmployerFile {
    Employer employer;
    std::optional<std::string> credit_code;
    std::optional<Date> renew_on = std::nullopt;
    std::optional<Waiting> waiting = std::nullopt;
    std::optional<AccountId> approved_by = std::nullopt;
    std::optional<Time> suspended_at = std::nullopt;
    std::optional<FirstWord> first_word = std::nullopt;
};

/// The same as one of its members sees it.
struct OwnEmployer {
    EmployerFile file;
    std::optional<Question> question;  // The latest about what still waits.
    std::optional<Mandate> mandate;    // The member's own.
};

inline constexpr std::size_t remark_characters_max = 200;
inline constexpr std::size_t questions_max = 20;  // While one thing waits: then decide.
inline constexpr std::size_t checks_shown = 20;   // Beside an employer that waits.
inline constexpr std::size_t mandates_max = 20;
inline constexpr std::size_t document_ref_characters_max = 120;

}  // namespace gig::employers

namespace gig {

template <>
std::optional<employers::WaitsFor> named(std::string_view name);
template <>
std::optional<employers::CheckVerdict> named(std::string_view name);

}  // namespace gig
