#include "employers/verdicts.h"

#include <algorithm>

namespace gig::employers {

namespace {

void set_state(EmployerFile& file, EmployerState state, std::string_view reason) {
    file.employer.state = state;
    file.employer.reason = std::string(reason);
}

bool is_handed_in(const Licence& licence) {
    return licence.stage == LicenceStage::handed_in;
}

void hear_yes(EmployerFile& file, const Moment& moment) {
    if (file.employer.kind != EmployerKind::agency) {
        become_verified(file, moment);
        return;
    }
    switch (file.employer.state) {
        case EmployerState::pending:
        case EmployerState::refused:
            set_state(file, EmployerState::pending, "employer.awaits_staff");
            wait_for(file, WaitsFor::application, moment.now);
            break;
        case EmployerState::verified:
        case EmployerState::lapsed:
            if (!file.approved_by) wait_for(file, WaitsFor::renewal, moment.now);
            break;
        case EmployerState::awaiting_second:
        case EmployerState::suspended:
            break;
    }
}

void hear_no(EmployerFile& file, std::string_view reason, const Moment& moment) {
    const bool stands = file.employer.state == EmployerState::verified ||
                        file.employer.state == EmployerState::lapsed;
    file.approved_by = std::nullopt;  // Of an agency: what the first person saw has changed.
    if (!stands) set_state(file, EmployerState::refused, reason);
    wait_for(file, WaitsFor::registry_refusal, moment.now);
}

void hear_nothing(EmployerFile& file, std::string_view reason, const Moment& moment) {
    switch (file.employer.state) {
        case EmployerState::pending:
            set_state(file, EmployerState::pending, reason);
            wait_for(file, WaitsFor::application, moment.now);
            break;
        case EmployerState::verified:
        case EmployerState::lapsed:
            if (!file.approved_by) wait_for(file, WaitsFor::renewal, moment.now);
            break;
        case EmployerState::awaiting_second:
        case EmployerState::refused:
        case EmployerState::suspended:
            break;
    }
}

/// Nobody is in a register of households: without a yes the market's staff know better.
void hear_of_household(EmployerFile& file, const Moment& moment) {
    if (file.employer.state == EmployerState::refused) {
        set_state(file, EmployerState::pending, "employer.awaits_staff");
    }
    hear_nothing(file, "employer.awaits_staff", moment);
}

}  // namespace

RegistryWord word_of(RegistryAnswer answer) {
    switch (answer) {
        case RegistryAnswer::match:
            return {CheckVerdict::approved};
        case RegistryAnswer::name_differs:
            return {CheckVerdict::refused, "employer.name_differs"};
        case RegistryAnswer::ceased:
            return {CheckVerdict::refused, "employer.ceased"};
        case RegistryAnswer::unknown:
            return {CheckVerdict::refused, "employer.credit_code_unknown"};
        case RegistryAnswer::unavailable:
            break;
    }
    return {CheckVerdict::unanswered, "employer.registry_unavailable"};
}

RegistryWord word_of(LicenceAnswer answer) {
    switch (answer) {
        case LicenceAnswer::valid:
            return {CheckVerdict::approved};
        case LicenceAnswer::expired:
            return {CheckVerdict::refused, "employer.licence_expired"};
        case LicenceAnswer::name_differs:
            return {CheckVerdict::refused, "employer.licence_name_differs"};
        case LicenceAnswer::unknown:
            return {CheckVerdict::refused, "employer.licence_unknown"};
        case LicenceAnswer::unavailable:
            break;
    }
    return {CheckVerdict::unanswered, "employer.registry_unavailable"};
}

void hear_registry(EmployerFile& file, const RegistryWord& word, const Moment& moment) {
    const Employer& employer = file.employer;
    if (employer.state == EmployerState::suspended) return;
    if (employer.state == EmployerState::refused && employer.reason == refused_by_staff) return;

    if (word.verdict == CheckVerdict::approved) {
        hear_yes(file, moment);
    } else if (employer.kind == EmployerKind::household) {
        hear_of_household(file, moment);
    } else if (word.verdict == CheckVerdict::refused) {
        hear_no(file, word.reason, moment);
    } else {
        hear_nothing(file, word.reason, moment);
    }
}

void become_verified(EmployerFile& file, const Moment& moment) {
    Employer& employer = file.employer;
    const Date today = moment.today();
    Date until = moment.term.last_day(today);
    Date next_end = until;
    for (const Licence& licence : employer.licences) {
        if (licence.stage != LicenceStage::accepted || !licence.covers(today)) continue;
        next_end = std::min(next_end, licence.expires_on);
        if (licence.kind == LicenceKind::human_resources_service) {
            until = std::min(until, licence.expires_on);
        }
    }
    employer.state = EmployerState::verified;
    employer.reason = std::nullopt;
    employer.verified_until = until;
    const Date tomorrow(std::chrono::sys_days(today) + std::chrono::days(1));
    file.renew_on = std::max(moment.term.asked_on(next_end), tomorrow);
    file.waiting = std::nullopt;
    file.approved_by = std::nullopt;
}

void lapse(EmployerFile& file, const Moment& moment) {
    const bool licence = posting_bar(file.employer, moment.today()) == PostingBar::licence_expired;
    set_state(file, EmployerState::lapsed,
              licence ? "employer.licence_expired" : "employer.verification_ended");
}

void reinstate(EmployerFile& file, const Moment& moment) {
    Employer& employer = file.employer;
    file.suspended_at = std::nullopt;
    file.first_word = std::nullopt;
    if (!employer.verified_until) {
        set_state(file, EmployerState::pending, "employer.awaits_staff");
        wait_for(file, WaitsFor::application, moment.now);
        return;
    }
    employer.state = EmployerState::verified;
    employer.reason = std::nullopt;
    if (posting_bar(employer, moment.today())) lapse(file, moment);
    if (std::ranges::any_of(employer.licences, is_handed_in)) {
        wait_for(file, WaitsFor::renewal, moment.now);
    }
}

void wait_for(EmployerFile& file, WaitsFor reason, Time now) {
    file.waiting = Waiting{reason, file.waiting ? file.waiting->since : now};
}

WaitsFor renewal_of(const EmployerFile& file, const Moment& moment) {
    const Date today = moment.today();
    const auto ends_soon = [&](const Licence& licence) {
        return licence.stage == LicenceStage::accepted && licence.covers(today) &&
               moment.term.asked_on(licence.expires_on) <= today;
    };
    const bool licence = std::ranges::any_of(file.employer.licences, ends_soon);
    return licence ? WaitsFor::licence_ending : WaitsFor::renewal_due;
}

}  // namespace gig::employers
