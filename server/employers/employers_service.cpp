#include "employers/employers_service.h"

#include <algorithm>

#include "accounts/accounts_service.h"
#include "base/text.h"
#include "events/events.h"

namespace gig::employers {

namespace {

using Application = EmployersService::Application;

constexpr std::chrono::hours recheck_window{1};

Result<std::string> checked_name(std::string_view name) {
    const Error malformed{ErrorKind::invalid, "employer.name_malformed", "/name"};
    if (!is_utf8(name)) return malformed;

    const std::string_view kept = trimmed(name);
    const bool one_line = kept.find_first_of("\n\t") == std::string_view::npos;
    if (kept.empty() || code_points(kept) > name_characters_max || has_hidden_characters(kept) ||
        !one_line) {
        return malformed;
    }
    return std::string(kept);
}

Result<Application> checked(Application application) {
    Result<std::string> name = checked_name(application.name);
    if (!name) return name.error();
    application.name = *std::move(name);

    const bool household = application.kind == EmployerKind::household;
    if (household && application.credit_code) {
        return Error{ErrorKind::invalid, "employer.credit_code_not_for_household", "/uscc"};
    }
    if (!household && !application.credit_code) {
        return Error{ErrorKind::invalid, "employer.credit_code_required", "/uscc"};
    }
    return application;
}

std::vector<KeptEmployer> employers_of(storage::Reader& reader, AccountId account) {
    std::vector<KeptEmployer> employers;
    for (const Grant& grant : accounts::grants_of(reader, account)) {
        if (grant.role != Role::employer_member) continue;
        std::optional<KeptEmployer> kept = find_employer(reader, EmployerId(grant.scope));
        if (kept) employers.push_back(*std::move(kept));
    }
    return employers;
}

std::optional<std::string> code_text(const Application& application) {
    if (!application.credit_code) return std::nullopt;
    return application.credit_code->text();
}

/// A question that is under way; the next may be asked when it is over, however it ends.
class Turn {
public:
    explicit Turn(std::counting_semaphore<registry_questions_max>& questions)
        : questions_(questions) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { questions_.release(); }

private:
    std::counting_semaphore<registry_questions_max>& questions_;
};

struct Verdict {
    EmployerState state;
    std::optional<std::string> reason;
};

/// What the registry's answer makes of an employer. Silence never takes anything away, and a
/// household that the registry can't vouch for waits for the market's staff.
Verdict verdict_of(const Employer& employer, RegistryAnswer answer) {
    if (answer == RegistryAnswer::match) return {EmployerState::verified, std::nullopt};
    if (employer.verified()) return {employer.state, employer.reason};
    if (employer.kind == EmployerKind::household) {
        return {EmployerState::pending, "employer.awaits_staff"};
    }
    switch (answer) {
        case RegistryAnswer::name_differs:
            return {EmployerState::refused, "employer.name_differs"};
        case RegistryAnswer::ceased:
            return {EmployerState::refused, "employer.ceased"};
        case RegistryAnswer::unknown:
            return {EmployerState::refused, "employer.credit_code_unknown"};
        case RegistryAnswer::match:
        case RegistryAnswer::unavailable:
            break;
    }
    if (employer.state == EmployerState::refused) return {employer.state, employer.reason};
    return {EmployerState::pending, "employer.registry_unavailable"};
}

}  // namespace

EmployersService::EmployersService(storage::Database& database, const Clock& clock, Rng& rng,
                                   const accounts::Policy& policy, Registry& registry)
    : database_(database), clock_(clock), rng_(rng), policy_(policy), registry_(registry) {}

Result<Employer> EmployersService::apply(const Actor& actor, const Application& application,
                                         const Once<Employer>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(actor, Action::org_apply, {.owner = actor.account}, now);
    if (!allowed) return allowed.error();

    const Result<Application> proper = checked(application);
    if (!proper) return proper.error();

    // The key goes with the second act, whose answer the caller gets. A retry after a power cut
    // between the two finds its own pending application here and goes on from there.
    const Result<KeptEmployer> entered =
        database_.act(Once<KeptEmployer>{}, [&](storage::Transaction& transaction) {
            return enter(transaction, *actor.account, *proper, now);
        });
    if (!entered) return entered.error();

    return check(*actor.account, *entered, once);
}

Result<KeptEmployer> EmployersService::enter(storage::Transaction& transaction, AccountId account,
                                             const Application& application, Time now) {
    const std::optional<std::string> credit_code = code_text(application);
    for (const KeptEmployer& kept : employers_of(transaction, account)) {
        const bool same = kept.employer.kind == application.kind &&
                          kept.employer.name == application.name && kept.credit_code == credit_code;
        if (same && kept.employer.state == EmployerState::pending) return kept;
    }

    const KeptEmployer fresh{Employer{EmployerId::random(rng_), application.kind, application.name,
                                      EmployerState::pending, std::nullopt, application.region_code,
                                      now, application.made_up},
                             credit_code};
    if (!insert_employer(transaction, fresh)) {
        return Error{ErrorKind::conflict, "employer.already_registered", "/uscc"};
    }
    const Result<void> granted = accounts::grant_role(
        transaction, {account, {Role::employer_member, fresh.employer.id.value()}, now});
    if (!granted) return granted.error();

    events::record(
        transaction, now, account,
        events::EmployerApplied{fresh.employer.id, std::string(name_of(fresh.employer.kind))});
    return fresh;
}

Result<Employer> EmployersService::verify(const Actor& actor, EmployerId employer,
                                          const Once<Employer>& once) {
    const Time now = clock_.now();
    const Grant membership{Role::employer_member, employer.value()};
    const bool member = std::ranges::find(actor.grants, membership) != actor.grants.end();
    accounts::Object object;
    if (member) object = {.owner = actor.account, .employer = employer};
    const Result<void> allowed = policy_.authorize(actor, Action::org_apply, object, now);
    if (!allowed) return allowed.error();

    const std::optional<KeptEmployer> kept =
        database_.ask([&](storage::Reader& reader) { return find_employer(reader, employer); });
    if (!kept) return Error{ErrorKind::not_found, "http.not_found"};
    if (kept->employer.verified()) return kept->employer;

    const Result<void> counted = count_recheck(employer, now);
    if (!counted) return counted.error();

    return check(*actor.account, *kept, once);
}

Result<void> EmployersService::count_recheck(EmployerId employer, Time now) {
    Result<void> outcome;
    database_.write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        const std::optional<Time> first_counted =
            nth_recheck_after(transaction, employer, now - recheck_window, rechecks_per_hour_max);
        if (first_counted) {
            const auto wait =
                std::chrono::ceil<std::chrono::seconds>(*first_counted + recheck_window - now);
            outcome = Error{ErrorKind::too_many,
                            "employer.rechecked_too_often",
                            "",
                            {},
                            static_cast<int>(wait.count())};
            return false;
        }
        delete_rechecks_before(transaction, employer, now - recheck_window);
        insert_recheck(transaction, {static_cast<std::int64_t>(rng_.next() >> 1), employer, now});
        return true;
    });
    return outcome;
}

Result<Employer> EmployersService::check(AccountId account, const KeptEmployer& kept,
                                         const Once<Employer>& once) {
    const RegistryAnswer answer = ask_registry(kept);
    const Time now = clock_.now();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Employer> {
        // Read again: the employer may have been checked by another request meanwhile.
        const std::optional<KeptEmployer> current = find_employer(transaction, kept.employer.id);
        invariant(current.has_value());
        Employer employer = current->employer;
        const Verdict verdict = verdict_of(employer, answer);
        const bool revived = employer.state == EmployerState::refused &&
                             verdict.state != EmployerState::refused && current->credit_code;
        if (revived && credit_code_taken(transaction, *current->credit_code, employer.id)) {
            return Error{ErrorKind::conflict, "employer.already_registered", "/uscc"};
        }

        employer.state = verdict.state;
        employer.reason = verdict.reason;
        update_check(transaction, employer, now);
        events::record(transaction, now, account,
                       events::EmployerChecked{employer.id, std::string(name_of(employer.state)),
                                               employer.reason.value_or("")});
        return employer;
    });
}

RegistryAnswer EmployersService::ask_registry(const KeptEmployer& kept) {
    // A registry that hangs must not take every handler thread with it.
    if (!registry_questions_.try_acquire()) return RegistryAnswer::unavailable;
    const Turn turn(registry_questions_);
    return registry_.ask({kept.employer.kind, kept.employer.name, kept.credit_code.value_or("")});
}

std::optional<Employer> EmployersService::find(EmployerId employer) const {
    const std::optional<KeptEmployer> kept =
        database_.ask([&](storage::Reader& reader) { return find_employer(reader, employer); });
    if (!kept) return std::nullopt;
    return kept->employer;
}

std::vector<Employer> EmployersService::of_account(AccountId account) const {
    const std::vector<KeptEmployer> kept =
        database_.ask([&](storage::Reader& reader) { return employers_of(reader, account); });
    std::vector<Employer> employers;
    employers.reserve(kept.size());
    for (const KeptEmployer& each : kept)
        employers.push_back(each.employer);
    std::ranges::sort(employers, {}, [](const Employer& employer) {
        return std::pair(employer.applied_at, employer.id);
    });
    return employers;
}

}  // namespace gig::employers
