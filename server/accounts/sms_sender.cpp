#include "accounts/sms_sender.h"

namespace gig::accounts {

namespace {

constexpr int busy_retry_seconds = 5;
constexpr int unavailable_retry_seconds = 60;  // When the phone's next code may be asked for.

SmsOutcome send_patiently(SmsGateway& gateway, const SmsMessage& message) {
    SmsOutcome outcome = SmsOutcome::unavailable;
    for (int tries = 0; tries < sms_tries_max && outcome == SmsOutcome::unavailable; ++tries) {
        outcome = gateway.send(message);
    }
    return outcome;
}

}  // namespace

Result<void> SmsSender::send(const Phone& phone, const Letter& letter) {
    if (!in_flight_.try_acquire()) {
        return Error{ErrorKind::busy, "sms.busy", "", {}, busy_retry_seconds};
    }
    const SmsOutcome outcome = send_patiently(gateway_, {phone.digits_, letter.text, letter.code});
    in_flight_.release();

    switch (outcome) {
        case SmsOutcome::accepted:
            return {};
        case SmsOutcome::refused:
            return Error{ErrorKind::invalid, "sms.refused", "/phone"};
        case SmsOutcome::unavailable:
            break;
    }
    return Error{ErrorKind::busy, "sms.unavailable", "", {}, unavailable_retry_seconds};
}

}  // namespace gig::accounts
