#include "employers/staff_words.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "events/events.h"

namespace gig::employers {

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

std::string role_of(const Actor& actor) {
    for (const Grant& grant : actor.grants) {
        if (accounts::is_staff(grant.role)) return std::string(role_name(grant.role));
    }
    invariant(false);  // The matrix lets nobody else decide.
    return {};
}

bool is_member(const Actor& actor, EmployerId employer) {
    return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
        return accounts::scope_kind_of(grant.role) == accounts::ScopeKind::employer &&
               grant.scope == employer.value();
    });
}

Result<std::string> checked_remark(const std::string& remark, Words words) {
    if (remark.empty() && words == Words::optional) return std::string();
    std::optional<std::string> kept = one_line(remark, remark_characters_max);
    if (kept) return *std::move(kept);
    return Error{ErrorKind::invalid,
                 remark.empty() ? "employer.remark_missing" : "employer.remark_malformed",
                 "/remark"};
}

bool is_second_missing(const Result<void>& allowed) {
    return !allowed && allowed.error().code == second_person_code;
}

bool is_fresh(const std::optional<FirstWord>& word, Time now) {
    return word && now - word->at <= second_word_within;
}

void record_state(storage::Transaction& transaction, const Employer& employer,
                  std::optional<AccountId> actor, Time now) {
    events::record(transaction, now, actor,
                   events::EmployerChecked{employer.id, std::string(name_of(employer.state)),
                                           employer.reason.value_or("")});
}

}  // namespace gig::employers
