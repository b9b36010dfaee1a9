#include "engagements/engagements_service.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "events/events.h"

namespace gig::engagements {

namespace {

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

accounts::Object object_of(const Intent& intent) {
    return {.owner = intent.worker, .employer = intent.employer, .market = intent.market};
}

}  // namespace

EngagementsService::EngagementsService(storage::Database& database, const Clock& clock, Rng& rng,
                                       const accounts::Policy& policy, const rules::Rules& rules,
                                       const workers::WorkersService& workers,
                                       const jobs::JobsService& jobs)
    : database_(database),
      clock_(clock),
      rng_(rng),
      policy_(policy),
      rules_(rules),
      workers_(workers),
      jobs_(jobs),
      store_(accounts::home_city) {}

Result<Intent> EngagementsService::express(const Actor& actor, OpeningId id,
                                           const Once<Intent>& once) {
    const Time now = clock_.now();
    const Result<void> allowed =
        policy_.authorize(actor, Action::intent_create, {.owner = actor.account}, now);
    if (!allowed) return allowed.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Intent> {
        const std::optional<jobs::OpeningOfJob> wanted = jobs_.find_opening_in(transaction, id);
        if (!wanted || !wanted->job.was_open) return not_there();
        const Result<void> fine = fits(transaction, *actor.account, *wanted, now);
        if (!fine) return fine.error();

        const auto& [job, opening] = *wanted;
        const Intent intent{.id = IntentId::random(rng_),
                            .opening = opening.id,
                            .job = job.id,
                            .employer = job.employer,
                            .worker = *actor.account,
                            .market = job.market,
                            .state = IntentState::expressed,
                            .reason = std::nullopt,
                            .start = opening.start,
                            .end = opening.end,
                            .expressed_at = now,
                            .changed_at = now,
                            .expires_at = opening.start};
        store_.insert(transaction, intent);
        events::record(transaction, now, actor.account, event_of(intent));
        return intent;
    });
}

Result<void> EngagementsService::fits(storage::Reader& reader, AccountId worker,
                                      const jobs::OpeningOfJob& wanted, Time now) const {
    const auto& [job, opening] = wanted;
    if (job.state != jobs::JobState::open || opening.start <= now) {
        return Error{ErrorKind::conflict, "intent.opening_over"};
    }
    const workers::Profile profile =
        workers_.find_in(reader, worker).value_or(workers::Profile{.worker = worker});
    if (!profile.preferences.birth_date) {
        return Error{ErrorKind::conflict, "intent.needs_birth_date"};
    }
    if (is_too_young(*profile.preferences.birth_date, opening.start)) {
        return Error{ErrorKind::conflict, "intent.too_young"};
    }
    const std::uint32_t held = workers_.certificates_mask(profile, date_of(opening.start));
    if ((job.certificates_mask & ~held) != 0) {
        return Error{ErrorKind::conflict, "intent.lacks_certificate"};
    }
    if (store_.has_living(reader, worker, opening.id)) {
        return Error{ErrorKind::conflict, "intent.already_expressed"};
    }
    if (store_.has_confirmed_between(reader, worker, opening.start, opening.end)) {
        return Error{ErrorKind::conflict, "intent.clashes"};
    }
    if (opening.places_left == 0) return Error{ErrorKind::conflict, "intent.full"};
    return {};
}

/// The law's lowest age is one of the dated rules on posts: whom no post may ask for, nobody may
/// take either.
bool EngagementsService::is_too_young(Date birth, Time start) const {
    const rules::Post asked_for{.age_min = workers::age_on(birth, date_of(start))};
    const std::vector<rules::Finding> findings = rules_.check(asked_for, start);
    return std::ranges::any_of(findings, [](const rules::Finding& finding) {
        return finding.severity == rules::Severity::block && finding.basis == rules::Basis::law;
    });
}

Result<Intent> EngagementsService::offer(const Actor& actor, IntentId intent,
                                         const Once<Intent>& once) {
    return take(actor, intent, {Step::offer, Action::intent_offer}, once);
}

Result<Intent> EngagementsService::confirm(const Actor& actor, IntentId intent,
                                           const Once<Intent>& once) {
    return take(actor, intent, {Step::confirm, Action::intent_confirm}, once);
}

Result<Intent> EngagementsService::decline(const Actor& actor, IntentId intent,
                                           DeclineReason reason, const Once<Intent>& once) {
    return take(actor, intent, {Step::decline, Action::intent_decline, reason}, once);
}

Result<Intent> EngagementsService::withdraw(const Actor& actor, IntentId intent,
                                            const Once<Intent>& once) {
    return take(actor, intent, {Step::withdraw, Action::intent_withdraw}, once);
}

Result<Intent> EngagementsService::take(const Actor& actor, IntentId id, const Asked& asked,
                                        const Once<Intent>& once) {
    const Time now = clock_.now();
    const Result<void> admitted = policy_.admit(actor, asked.action);
    if (!admitted) return admitted.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Intent> {
        std::optional<Intent> intent = store_.find(transaction, id);
        if (!intent) return not_there();
        const Result<void> allowed =
            policy_.authorize(actor, asked.action, object_of(*intent), now);
        if (!allowed) return allowed.error();
        const std::optional<IntentState> next = state_after(asked.step, intent->state);
        if (!next) return Error{ErrorKind::conflict, "intent.step_not_allowed"};
        if (intent->expires_at <= now) return Error{ErrorKind::conflict, "intent.too_late"};
        const Result<void> met = meet(transaction, *intent, asked.step);
        if (!met) return met.error();

        intent->state = *next;
        intent->reason = asked.reason;
        intent->changed_at = now;
        if (asked.step == Step::offer) {
            intent->expires_at = std::min<Time>(now + offer_answer_time, intent->start);
        }
        store_.update(transaction, *intent);
        events::record(transaction, now, actor.account, event_of(*intent));
        return *std::move(intent);
    });
}

/// What a step needs besides its place in the table.
Result<void> EngagementsService::meet(storage::Transaction& transaction, const Intent& intent,
                                      Step step) const {
    if (step != Step::offer && step != Step::confirm) return {};
    const std::optional<jobs::OpeningOfJob> wanted =
        jobs_.find_opening_in(transaction, intent.opening);
    invariant(wanted.has_value());
    if (wanted->job.state != jobs::JobState::open) {
        return Error{ErrorKind::conflict, "intent.opening_over"};
    }
    if (wanted->opening.places_left == 0) return Error{ErrorKind::conflict, "intent.full"};
    if (step == Step::offer) return {};

    if (store_.has_confirmed_between(transaction, intent.worker, intent.start, intent.end)) {
        return Error{ErrorKind::conflict, "intent.clashes"};
    }
    jobs_.take_place(transaction, intent.opening);
    return {};
}

std::size_t EngagementsService::expire_due() {
    const Time now = clock_.now();
    const auto due = [&](storage::Reader& reader) {
        return store_.due(reader, now, expire_batch_max);
    };
    if (database_.ask(due).empty()) return 0;

    std::size_t expired = 0;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        // Asked again: somebody may have answered meanwhile.
        std::vector<Intent> intents = due(transaction);
        for (Intent& intent : intents) {
            const std::optional<IntentState> next = state_after(Step::expire, intent.state);
            invariant(next.has_value());
            intent.state = *next;
            intent.changed_at = now;
            store_.update(transaction, intent);
            events::record(transaction, now, std::nullopt, event_of(intent));
        }
        expired = intents.size();
        return expired > 0;
    });
    return expired;
}

/// What the log says when an intent has come to its state.
events::Event EngagementsService::event_of(const Intent& intent) {
    switch (intent.state) {
        case IntentState::expressed:
            return events::IntentExpressed{intent.id,       intent.opening, intent.job,
                                           intent.employer, intent.worker,  intent.market};
        case IntentState::offered:
            return events::IntentOffered{intent.id};
        case IntentState::confirmed:
            return events::IntentConfirmed{intent.id, intent.opening, intent.worker};
        case IntentState::declined:
            return events::IntentDeclined{intent.id, std::string(name_of(*intent.reason))};
        case IntentState::expired:
            return events::IntentExpired{intent.id};
        case IntentState::withdrawn:
            return events::IntentWithdrawn{intent.id};
    }
    throw Bug("an intent in no state");
}

}  // namespace gig::engagements
