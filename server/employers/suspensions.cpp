// Suspending and reinstating: EmployerChecksService::suspend, reinstate, refuse_reinstatement and
// suspensions.

#include "employers/employer_checks_service.h"
#include "employers/employer_checks_store.h"
#include "employers/employers_store.h"
#include "employers/staff_words.h"
#include "employers/verdicts.h"

namespace gig::employers {

namespace {

using Seen = EmployerChecksService::Seen;

Result<void> can_be_suspended(EmployerState state) {
    if (state == EmployerState::suspended) {
        return Error{ErrorKind::conflict, "employer.is_suspended"};
    }
    // Its credit code is free again and may be another's by now.
    if (state == EmployerState::refused) {
        return Error{ErrorKind::conflict, "employer.refused_for_good"};
    }
    return {};
}

Result<void> can_be_reinstated(EmployerState state) {
    if (state == EmployerState::suspended) return {};
    return Error{ErrorKind::conflict, "employer.not_suspended"};
}

void suspend_file(EmployerFile& file, Time now) {
    file.first_word = std::nullopt;
    file.waiting = std::nullopt;
    file.approved_by = std::nullopt;
    file.suspended_at = now;
    file.employer.state = EmployerState::suspended;
    file.employer.reason = "employer.suspended_by_staff";
}

/// Whether the registry said no and nobody has said otherwise since.
bool stands_refused(storage::Reader& reader, EmployerId employer) {
    for (const NumberedCheck& each :
         checks_before(reader, employer, past_all_checks, checks_shown)) {
        if (each.check.verdict == CheckVerdict::approved) return false;
        if (each.check.verdict == CheckVerdict::refused) return each.check.by == by_registry;
    }
    return false;
}

}  // namespace

Result<Seen> EmployerChecksService::suspend(const Actor& actor, EmployerId id,
                                            const std::string& remark, const Once<Seen>& once) {
    const TwoWords words{Action::org_suspend, CheckVerdict::suspension_asked,
                         CheckVerdict::suspended, can_be_suspended};
    return by_two(actor, id, words, remark, once);
}

Result<Seen> EmployerChecksService::reinstate(const Actor& actor, EmployerId id,
                                              const std::string& remark, const Once<Seen>& once) {
    const TwoWords words{Action::org_reinstate, CheckVerdict::reinstatement_asked,
                         CheckVerdict::reinstated, can_be_reinstated};
    return by_two(actor, id, words, remark, once);
}

Result<Seen> EmployerChecksService::by_two(const Actor& actor, EmployerId id, const TwoWords& words,
                                           const std::string& remark, const Once<Seen>& once) {
    const Result<std::string> reason = checked_remark(remark, Words::needed);
    if (!reason) return reason.error();
    const Moment at = moment();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Seen> {
        std::optional<EmployerFile> file = find_employer(transaction, id);
        if (!file) return not_there();
        accounts::Object object = object_of(file->employer);
        if (is_fresh(file->first_word, at.now)) object.agreed_by = file->first_word->by;
        const Result<void> allowed = policy_.authorize(actor, words.action, object, at.now);
        if (!allowed && !is_second_missing(allowed)) return allowed.error();
        if (is_member(actor, id)) return Error{ErrorKind::forbidden, "employer.own_case"};
        const Result<void> possible = words.possible(file->employer.state);
        if (!possible) return possible.error();
        // Who asked can't agree with themselves.
        if (!allowed && object.agreed_by) return allowed.error();

        if (!allowed) {
            file->first_word = FirstWord{*actor.account, at.now};
            keep(transaction, actor, *file, {words.asked, *reason}, at.now);
            return seen(transaction, *std::move(file), at.now);
        }
        if (words.done == CheckVerdict::suspended) {
            suspend_file(*file, at.now);
        } else {
            employers::reinstate(*file, at);
            if (!file->waiting && stands_refused(transaction, id)) {
                wait_for(*file, WaitsFor::registry_refusal, at.now);
            }
        }
        keep(transaction, actor, *file, {words.done, *reason}, at.now);
        record_state(transaction, file->employer, actor.account, at.now);
        return seen(transaction, *std::move(file), at.now);
    });
}

Result<Seen> EmployerChecksService::refuse_reinstatement(const Actor& actor, EmployerId id,
                                                         const std::string& remark,
                                                         const Once<Seen>& once) {
    const Result<std::string> reason = checked_remark(remark, Words::needed);
    if (!reason) return reason.error();
    const Time now = clock_.now();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Seen> {
        std::optional<EmployerFile> file = find_employer(transaction, id);
        if (!file) return not_there();
        const Result<void> allowed =
            policy_.authorize(actor, Action::org_reinstate, object_of(file->employer), now);
        // Refusing takes one person, because it gives nobody anything.
        if (!allowed && !is_second_missing(allowed)) return allowed.error();
        if (is_member(actor, id)) return Error{ErrorKind::forbidden, "employer.own_case"};
        const bool suspended = file->employer.state == EmployerState::suspended;
        if (!suspended || !is_fresh(file->first_word, now)) {
            return Error{ErrorKind::conflict, "employer.no_reinstatement_asked"};
        }
        file->first_word = std::nullopt;
        keep(transaction, actor, *file, {CheckVerdict::reinstatement_refused, *reason}, now);
        return seen(transaction, *std::move(file), now);
    });
}

Result<std::vector<EmployerChecksService::WaitingEmployer>> EmployerChecksService::suspensions(
    const Actor& actor, MarketId market, std::optional<EmployerId> after, std::size_t limit) const {
    static constexpr Queue queue{
        [](const EmployerFile& file, Time now) -> std::optional<Time> {
            if (file.suspended_at) return file.suspended_at;
            return is_fresh(file.first_word, now) ? std::optional(file.first_word->at)
                                                  : std::nullopt;
        },
        [](storage::Reader& reader, MarketId of, Time now, const WaitingPosition& position,
           std::size_t count) {
            return suspensions_after(reader, of, now - second_word_within, position, count);
        }};
    return listed(actor, market, queue, after, limit);
}

}  // namespace gig::employers
