#include "employers/employer_checks_service.h"

#include <algorithm>

#include "employers/employer_checks_store.h"
#include "employers/employers_store.h"
#include "employers/staff_words.h"
#include "employers/verdicts.h"
#include "events/events.h"
#include "places/places.h"

namespace gig::employers {

namespace {

using Seen = EmployerChecksService::Seen;
using Word = EmployerChecksService::Word;

bool stands(const Employer& employer) {
    return employer.state == EmployerState::verified || employer.state == EmployerState::lapsed;
}

/// The licence that will count once what waits is accepted.
const Licence* newest_licence(const Employer& employer, LicenceKind kind) {
    const Licence* newest = nullptr;
    for (const Licence& licence : employer.licences) {
        if (licence.kind != kind) continue;
        if (newest == nullptr || licence.stage == LicenceStage::handed_in) newest = &licence;
    }
    return newest;
}

bool has_agency_licence(const Employer& employer, Date today) {
    const Licence* licence = newest_licence(employer, LicenceKind::human_resources_service);
    return licence != nullptr && licence->covers(today);
}

/// The first of two has approved: who was not verified yet shows it.
void approve_first(EmployerFile& file, AccountId by, Time now) {
    file.approved_by = by;
    wait_for(file, WaitsFor::second_person, now);
    if (stands(file.employer)) return;
    file.employer.state = EmployerState::awaiting_second;
    file.employer.reason = "employer.awaits_second";
}

void refuse(EmployerFile& file) {
    file.waiting = std::nullopt;
    file.approved_by = std::nullopt;
    file.renew_on = std::nullopt;
    if (stands(file.employer)) return;
    file.employer.state = EmployerState::refused;
    file.employer.reason = std::string(refused_by_staff);
}

}  // namespace

EmployerChecksService::EmployerChecksService(storage::Database& database, const Clock& clock,
                                             const accounts::Policy& policy,
                                             const EmployersService& employers)
    : database_(database), clock_(clock), policy_(policy), employers_(employers) {}

accounts::Object EmployerChecksService::object_of(const Employer& employer) const {
    accounts::Object object{.employer = employer.id, .market = employer.market};
    if (employer.region_code) object.county = places::county_of(*employer.region_code);
    if (!object.county && employer.market) {
        object.county = employers_.city().county_of(*employer.market);
    }
    return object;
}

Moment EmployerChecksService::moment() const {
    const Time now = clock_.now();
    return {employers_.city().terms.on(date_of(now)), now};
}

Result<std::vector<EmployerChecksService::WaitingEmployer>> EmployerChecksService::waiting(
    const Actor& actor, MarketId market, std::optional<EmployerId> after, std::size_t limit) const {
    static constexpr Queue queue{
        [](const EmployerFile& file, Time) {
            return file.waiting ? std::optional(file.waiting->since) : std::nullopt;
        },
        [](storage::Reader& reader, MarketId of, Time, const WaitingPosition& position,
           std::size_t count) { return waiting_after(reader, of, position, count); }};
    return listed(actor, market, queue, after, limit);
}

Result<Seen> EmployerChecksService::decide(const Actor& actor, EmployerId id, const Word& word,
                                           const Once<Seen>& once) {
    const Moment at = moment();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Seen> {
        std::optional<EmployerFile> file = find_employer(transaction, id);
        if (!file) return not_there();
        const Result<Consent> consent = consent_of(actor, *file, word.verdict, at.now);
        if (!consent) return consent.error();
        if (file->employer.state == EmployerState::suspended) {
            return Error{ErrorKind::conflict, "employer.is_suspended"};
        }
        if (!file->waiting) return Error{ErrorKind::conflict, "employer.nothing_waits"};
        const bool needs_words = word.verdict != CheckVerdict::approved ||
                                 file->waiting->reason == WaitsFor::registry_refusal;
        const Result<std::string> remark =
            checked_remark(word.remark, needs_words ? Words::needed : Words::optional);
        if (!remark) return remark.error();

        const EmployerState before = file->employer.state;
        const std::optional<Date> until_before = file->employer.verified_until;
        const Approval approval{*actor.account, *consent, at};
        const Result<void> done = word.verdict == CheckVerdict::approved
                                      ? approve(transaction, *file, approval)
                                      : refuse_or_ask(transaction, *file, word.verdict);
        if (!done) return done.error();

        keep(transaction, actor, *file, {word.verdict, *remark}, at.now);
        const Employer& employer = file->employer;
        if (employer.state != before || employer.verified_until != until_before) {
            record_state(transaction, employer, actor.account, at.now);
        }
        return seen(transaction, *std::move(file), at.now);
    });
}

Result<std::vector<NumberedCheck>> EmployerChecksService::history(
    const Actor& actor, EmployerId employer, std::optional<std::int64_t> before,
    std::size_t limit) const {
    invariant(limit >= 1 && limit <= checks_list_max);
    using Listed = Result<std::vector<NumberedCheck>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        const std::optional<EmployerFile> file = find_employer(reader, employer);
        const accounts::Object object = file ? object_of(file->employer) : accounts::Object{};
        const Result<void> allowed =
            policy_.authorize(actor, Action::org_documents_read, object, clock_.now());
        if (!allowed) return allowed.error();
        if (!file) return not_there();
        return checks_before(reader, employer, before.value_or(past_all_checks), limit);
    });
}

std::size_t EmployerChecksService::lapse_due() {
    const Moment at = moment();
    return change_due(ended_before, at, [&](storage::Transaction& transaction, EmployerFile& file) {
        lapse(file, at);
        update_check(transaction, file, at.now);
        add_check(
            transaction, file.employer.id,
            {std::nullopt,
             {std::string(by_house), CheckVerdict::lapsed, file.employer.reason, "", at.now}});
        record_state(transaction, file.employer, std::nullopt, at.now);
    });
}

std::size_t EmployerChecksService::ask_renewals() {
    const Moment at = moment();
    return change_due(to_be_asked, at, [&](storage::Transaction& transaction, EmployerFile& file) {
        const WaitsFor what = renewal_of(file, at);
        wait_for(file, what, at.now);
        update_check(transaction, file, at.now);
        events::record(transaction, at.now, std::nullopt,
                       events::EmployerRenewalAsked{file.employer.id, std::string(name_of(what))});
    });
}

// What the acts above, and those of suspensions.cpp, do in their transactions.

Result<void> EmployerChecksService::may_look(const Actor& actor, MarketId market) const {
    const std::optional<std::int64_t> county = employers_.city().county_of(market);
    const Result<void> allowed = policy_.authorize(
        actor, Action::org_verify_licence, {.market = market, .county = county}, clock_.now());
    // Looking takes one person, also where approving takes two.
    if (!allowed && !is_second_missing(allowed)) return allowed.error();
    if (!county) return not_there();
    return {};
}

Result<std::vector<EmployerChecksService::WaitingEmployer>> EmployerChecksService::listed(
    const Actor& actor, MarketId market, const Queue& queue, std::optional<EmployerId> after,
    std::size_t limit) const {
    invariant(limit >= 1 && limit <= checks_list_max);
    const Result<void> allowed = may_look(actor, market);
    if (!allowed) return allowed.error();

    const Time now = clock_.now();
    using Listed = Result<std::vector<WaitingEmployer>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        WaitingPosition position{Time::min(), EmployerId(-1)};
        if (after) {
            const std::optional<EmployerFile> file = find_employer(reader, *after);
            const bool is_here = file && file->employer.market == market;
            const std::optional<Time> since = is_here ? queue.since(*file, now) : std::nullopt;
            if (!since) return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            position = {*since, *after};
        }
        return with_checks(reader, queue.after(reader, market, now, position, limit), now);
    });
}

Seen EmployerChecksService::seen(storage::Reader& reader, EmployerFile file, Time now) {
    if (!is_fresh(file.first_word, now)) file.first_word = std::nullopt;
    const EmployerId id = file.employer.id;
    return {std::move(file), mandates_of(reader, id)};
}

std::vector<EmployerChecksService::WaitingEmployer> EmployerChecksService::with_checks(
    storage::Reader& reader, const std::vector<EmployerId>& employers, Time now) {
    std::vector<WaitingEmployer> listed;
    listed.reserve(employers.size());
    for (const EmployerId id : employers) {
        WaitingEmployer each{seen(reader, find_employer(reader, id).value(), now), {}};
        for (NumberedCheck& check : checks_before(reader, id, past_all_checks, checks_shown))
            each.checks.push_back(std::move(check.check));
        listed.push_back(std::move(each));
    }
    return listed;
}

Result<EmployerChecksService::Consent> EmployerChecksService::consent_of(const Actor& actor,
                                                                         const EmployerFile& file,
                                                                         CheckVerdict verdict,
                                                                         Time now) const {
    accounts::Object object = object_of(file.employer);
    object.agreed_by = file.approved_by;
    const Result<void> allowed = policy_.authorize(actor, Action::org_verify_licence, object, now);
    if (!allowed && !is_second_missing(allowed)) return allowed.error();
    if (is_member(actor, file.employer.id)) {
        return Error{ErrorKind::forbidden, "employer.own_case"};
    }
    // Refusing and asking take one person, because they give nobody anything.
    const bool takes_two = file.employer.kind == EmployerKind::agency || !allowed;
    if (verdict != CheckVerdict::approved || !takes_two) return Consent::enough;
    if (!file.approved_by) return Consent::first_of_two;
    if (file.approved_by == actor.account) return Error{ErrorKind::forbidden, second_person_code};
    return Consent::enough;
}

Result<void> EmployerChecksService::approve(storage::Transaction& transaction, EmployerFile& file,
                                            const Approval& approval) const {
    const Employer& employer = file.employer;
    const bool agency = employer.kind == EmployerKind::agency;
    if (agency && !has_agency_licence(employer, approval.at.today())) {
        return Error{ErrorKind::conflict, "employer.licence_ended"};
    }
    // Whoever was refused gave its code free, and another may bear it by now.
    if (employer.state == EmployerState::refused && file.credit_code &&
        credit_code_taken(transaction, *file.credit_code, employer.id)) {
        return Error{ErrorKind::conflict, "employer.already_registered"};
    }
    if (approval.consent == Consent::first_of_two) {
        approve_first(file, approval.by, approval.at.now);
        return {};
    }
    settle_licences(transaction, employer.id, LicenceStage::accepted);
    file.employer.licences = find_employer(transaction, employer.id)->employer.licences;
    become_verified(file, approval.at);
    return {};
}

Result<void> EmployerChecksService::refuse_or_ask(storage::Transaction& transaction,
                                                  EmployerFile& file, CheckVerdict verdict) const {
    const EmployerId id = file.employer.id;
    if (verdict == CheckVerdict::asked) {
        const bool often = questions_since(transaction, id, file.waiting->since) >= questions_max;
        if (often) return Error{ErrorKind::conflict, "employer.asked_too_often"};
        return {};
    }
    settle_licences(transaction, id, LicenceStage::refused);
    refuse(file);
    return {};
}

void EmployerChecksService::keep(storage::Transaction& transaction, const Actor& actor,
                                 const EmployerFile& file, const Word& word, Time now) const {
    const EmployerId id = file.employer.id;
    update_check(transaction, file, now);
    add_check(transaction, id,
              {actor.account, {role_of(actor), word.verdict, std::nullopt, word.remark, now}});
    events::record(transaction, now, actor.account,
                   events::EmployerReviewed{id, std::string(name_of(word.verdict))});
}

std::size_t EmployerChecksService::change_due(
    std::vector<EmployerId> (*due)(storage::Reader&, Date, std::size_t), const Moment& at,
    const std::function<void(storage::Transaction&, EmployerFile&)>& change) {
    const auto ids = [&](storage::Reader& reader) {
        return due(reader, at.today(), dates_batch_max);
    };
    if (database_.ask(ids).empty()) return 0;

    std::size_t changed = 0;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        // Asked again: somebody may have renewed one meanwhile.
        for (const EmployerId id : ids(transaction)) {
            EmployerFile file = find_employer(transaction, id).value();
            change(transaction, file);
            ++changed;
        }
        return changed > 0;
    });
    return changed;
}

}  // namespace gig::employers
