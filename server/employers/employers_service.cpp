#include "employers/employers_service.h"

#include <algorithm>

#include "accounts/accounts_service.h"
#include "base/turn.h"
#include "employers/employer_checks_store.h"
#include "employers/papers.h"
#include "events/events.h"

namespace gig::employers {

namespace {

constexpr std::chrono::hours recheck_window{1};

bool is_membership(const Grant& grant) {
    return grant.role == Role::employer_member || grant.role == Role::agency;
}

/// An agency's people act under a role of their own: the matrix gives it less.
Role membership_role(EmployerKind kind) {
    return kind == EmployerKind::agency ? Role::agency : Role::employer_member;
}

std::vector<EmployerFile> employers_of(storage::Reader& reader, AccountId account) {
    std::vector<EmployerFile> employers;
    for (const Grant& grant : accounts::grants_of(reader, account)) {
        if (!is_membership(grant)) continue;
        std::optional<EmployerFile> file = find_employer(reader, EmployerId(grant.scope));
        if (file) employers.push_back(*std::move(file));
    }
    return employers;
}

/// The licences to ask about: those that wait, else those that count.
std::vector<Licence> licences_to_ask(const std::vector<Licence>& licences) {
    const auto waits = [](const Licence& licence) {
        return licence.stage == LicenceStage::handed_in;
    };
    if (std::ranges::none_of(licences, waits)) return licences;
    std::vector<Licence> waiting;
    std::ranges::copy_if(licences, std::back_inserter(waiting), waits);
    return waiting;
}

/// Whether there is nothing to ask the registry about.
bool stands(const EmployerFile& file) {
    return file.employer.verified() && !file.waiting;
}

}  // namespace

EmployersService::EmployersService(storage::Database& database, const Clock& clock, Rng& rng,
                                   const accounts::Policy& policy, Registry& registry,
                                   CityAround city)
    : database_(database),
      clock_(clock),
      rng_(rng),
      policy_(policy),
      registry_(registry),
      city_(std::move(city)) {}

Result<EmployersService::Application> EmployersService::checked(Application application,
                                                                Date today) const {
    const std::optional<std::string> name = one_line(application.name, name_characters_max);
    if (!name) return Error{ErrorKind::invalid, "employer.name_malformed", "/name"};
    application.name = *name;

    const bool household = application.kind == EmployerKind::household;
    if (household && application.credit_code) {
        return Error{ErrorKind::invalid, "employer.credit_code_not_for_household", "/uscc"};
    }
    if (!household && !application.credit_code) {
        return Error{ErrorKind::invalid, "employer.credit_code_required", "/uscc"};
    }
    const bool licensed =
        std::ranges::find(application.licences, LicenceKind::human_resources_service,
                          &Licence::kind) != application.licences.end();
    if (application.kind == EmployerKind::agency && !licensed) {
        return Error{ErrorKind::invalid, "employer.licence_required", "/licences"};
    }
    const Result<Papers> papers =
        checked_papers(application.kind, {application.licences, application.mandate}, today);
    if (!papers) return papers.error();
    application.licences = papers->licences;
    application.mandate = papers->mandate;
    return application;
}

Result<Employer> EmployersService::apply(const Actor& actor, const Application& application,
                                         const Once<Employer>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(actor, Action::org_apply, {.owner = actor.account}, now);
    if (!allowed) return allowed.error();

    const Result<Application> proper = checked(application, date_of(now));
    if (!proper) return proper.error();

    // The key goes with the second act, whose answer the caller gets. A retry after a power cut
    // between the two finds its own pending application here and goes on from there.
    const Result<EmployerFile> entered =
        database_.act(Once<EmployerFile>{}, [&](storage::Transaction& transaction) {
            return enter(transaction, *actor.account, *proper, now);
        });
    if (!entered) return entered.error();

    return check(*actor.account, *entered, once);
}

Result<EmployerFile> EmployersService::enter(storage::Transaction& transaction, AccountId account,
                                             const Application& application, Time now) {
    std::optional<std::string> credit_code;
    if (application.credit_code) credit_code = application.credit_code->text();
    const Papers papers{application.licences, application.mandate};
    for (EmployerFile& kept : employers_of(transaction, account)) {
        const bool same = kept.employer.kind == application.kind &&
                          kept.employer.name == application.name && kept.credit_code == credit_code;
        if (!same || kept.employer.state != EmployerState::pending) continue;
        if (hand_in(transaction, kept, account, papers, now)) {
            events::record(transaction, now, account,
                           events::EmployerPapersHandedIn{kept.employer.id});
        }
        return kept;
    }

    EmployerFile fresh{.employer = {.id = EmployerId::random(rng_),
                                    .kind = application.kind,
                                    .name = application.name,
                                    .state = EmployerState::pending,
                                    .reason = std::nullopt,
                                    .region_code = application.region_code,
                                    .applied_at = now,
                                    .made_up = application.made_up,
                                    .market = city_.market_of(application.region_code)},
                       .credit_code = credit_code,
                       .waiting = Waiting{WaitsFor::application, now}};
    if (!insert_employer(transaction, fresh)) {
        return Error{ErrorKind::conflict, "employer.already_registered", "/uscc"};
    }
    hand_in(transaction, fresh, account, papers, now);
    const Grant membership{membership_role(application.kind), fresh.employer.id.value()};
    const Result<void> granted = accounts::grant_role(transaction, {account, membership, now});
    if (!granted) return granted.error();

    events::record(
        transaction, now, account,
        events::EmployerApplied{fresh.employer.id, std::string(name_of(fresh.employer.kind))});
    return fresh;
}

Result<EmployerFile> EmployersService::own(const Actor& actor, EmployerId employer,
                                           Time now) const {
    const bool member = std::ranges::any_of(actor.grants, [&](const Grant& grant) {
        return is_membership(grant) && grant.scope == employer.value();
    });
    accounts::Object object;
    if (member) object = {.owner = actor.account, .employer = employer};
    const Result<void> allowed = policy_.authorize(actor, Action::org_apply, object, now);
    if (!allowed) return allowed.error();

    std::optional<EmployerFile> file =
        database_.ask([&](storage::Reader& reader) { return find_employer(reader, employer); });
    if (!file) return Error{ErrorKind::not_found, "http.not_found"};
    if (file->employer.state == EmployerState::suspended) {
        return Error{ErrorKind::conflict, "employer.is_suspended"};
    }
    const bool for_good =
        file->employer.state == EmployerState::refused && file->employer.reason == refused_by_staff;
    if (for_good) return Error{ErrorKind::conflict, "employer.refused_for_good"};
    return *std::move(file);
}

Result<Employer> EmployersService::verify(const Actor& actor, EmployerId employer,
                                          const Once<Employer>& once) {
    return renew(actor, employer, {}, once);
}

Result<Employer> EmployersService::renew(const Actor& actor, EmployerId employer,
                                         const Papers& papers, const Once<Employer>& once) {
    const Time now = clock_.now();
    Result<EmployerFile> file = own(actor, employer, now);
    if (!file) return file.error();
    if (papers.empty() && stands(*file)) return file->employer;

    const Result<Papers> proper = checked_papers(file->employer.kind, papers, date_of(now));
    if (!proper) return proper.error();
    const Result<void> counted = count_recheck(employer, now);
    if (!counted) return counted.error();

    if (!proper->empty()) {
        database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
            *file = find_employer(transaction, employer).value();
            if (!hand_in(transaction, *file, *actor.account, *proper, now)) return false;
            events::record(transaction, now, actor.account,
                           events::EmployerPapersHandedIn{employer});
            return true;
        });
    }
    return check(*actor.account, *file, once);
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

Result<Employer> EmployersService::check(AccountId account, const EmployerFile& file,
                                         const Once<Employer>& once) {
    const RegistryWord word = ask_registry(file);
    const Time now = clock_.now();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Employer> {
        // Read again: the employer may have been checked by another request meanwhile.
        std::optional<EmployerFile> current = find_employer(transaction, file.employer.id);
        invariant(current.has_value());
        const Employer& employer = current->employer;
        const bool was_refused = employer.state == EmployerState::refused;
        // A yes that waits no more (another request was faster) is not asked for once more.
        const bool nothing_to_hear = employer.verified() && !current->waiting;
        if (!nothing_to_hear) {
            hear_registry(*current, word, {city_.terms.on(date_of(now)), now});
        }
        const bool revived = was_refused && employer.state != EmployerState::refused;
        if (revived && current->credit_code &&
            credit_code_taken(transaction, *current->credit_code, employer.id)) {
            return Error{ErrorKind::conflict, "employer.already_registered", "/uscc"};
        }

        update_check(transaction, *current, now);
        add_check(transaction, employer.id,
                  {std::nullopt,
                   {std::string(by_registry), word.verdict,
                    word.reason.empty() ? std::nullopt : std::optional(std::string(word.reason)),
                    "", now}});
        events::record(transaction, now, account,
                       events::EmployerChecked{employer.id, std::string(name_of(employer.state)),
                                               employer.reason.value_or("")});
        return employer;
    });
}

RegistryWord EmployersService::ask_registry(const EmployerFile& file) {
    // A registry that hangs must not take every handler thread with it.
    const Turn turn(registry_questions_);
    if (!turn.taken()) return word_of(RegistryAnswer::unavailable);
    const std::string credit_code = file.credit_code.value_or("");
    RegistryWord word =
        word_of(registry_.ask({file.employer.kind, file.employer.name, credit_code}));
    for (const Licence& licence : licences_to_ask(file.employer.licences)) {
        if (word.verdict != CheckVerdict::approved) break;
        word = word_of(
            registry_.ask_licence({licence.kind, licence.number, file.employer.name, credit_code}));
    }
    return word;
}

std::optional<Employer> EmployersService::find(EmployerId employer) const {
    return database_.ask([&](storage::Reader& reader) { return find_in(reader, employer); });
}

std::optional<Employer> EmployersService::find_in(storage::Reader& reader,
                                                  EmployerId employer) const {
    std::optional<EmployerFile> file = find_employer(reader, employer);
    if (!file) return std::nullopt;
    return std::move(file->employer);
}

bool EmployersService::mandate_is_over(EmployerId employer, AccountId account) const {
    const std::optional<Mandate> mandate = database_.ask(
        [&](storage::Reader& reader) { return find_mandate(reader, employer, account); });
    return mandate && mandate->until && *mandate->until < date_of(clock_.now());
}

std::vector<Employer> EmployersService::of_account(AccountId account) const {
    std::vector<Employer> employers;
    for (OwnEmployer& own : own_of(account))
        employers.push_back(std::move(own.file.employer));
    return employers;
}

std::vector<OwnEmployer> EmployersService::own_of(AccountId account) const {
    return database_.ask([&](storage::Reader& reader) {
        std::vector<EmployerFile> files = employers_of(reader, account);
        std::ranges::sort(files, {}, [](const EmployerFile& file) {
            return std::pair(file.employer.applied_at, file.employer.id);
        });
        std::vector<OwnEmployer> own;
        own.reserve(files.size());
        for (EmployerFile& file : files) {
            const EmployerId id = file.employer.id;
            std::optional<Question> question;
            if (file.waiting) question = latest_question(reader, id, file.waiting->since);
            own.push_back(
                {std::move(file), std::move(question), find_mandate(reader, id, account)});
        }
        return own;
    });
}

}  // namespace gig::employers
