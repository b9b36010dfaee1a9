#pragma once

#include <semaphore>
#include <string>

#include "accounts/sms_gateway.h"
#include "base/phone.h"
#include "base/result.h"

namespace gig::accounts {

inline constexpr int sms_in_flight_max =
    4;  // A gateway that hangs takes no more threads than these.
inline constexpr int sms_tries_max = 2;

/// Hands a message and the digits it goes to to the gateway, the only place that gets them
/// without a person having asked to see them. Safe from any thread.
class SmsSender {
public:
    explicit SmsSender(SmsGateway& gateway) : gateway_(gateway) {}

    struct Letter {
        std::string text;
        std::string code;
    };

    /// Tries again once where the gateway is silent. sms.refused, sms.unavailable, sms.busy.
    Result<void> send(const Phone& phone, const Letter& letter);

private:
    SmsGateway& gateway_;
    std::counting_semaphore<sms_in_flight_max> in_flight_{sms_in_flight_max};
};

}  // namespace gig::accounts
