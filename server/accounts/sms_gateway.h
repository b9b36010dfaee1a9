#pragma once

#include <chrono>
#include <string>

namespace gig::accounts {

inline constexpr std::chrono::seconds sms_timeout{5};
inline constexpr std::size_t sms_characters_max = 500;

struct SmsMessage {
    std::string to;    // 11 digits.
    std::string text;  // At most sms_characters_max.
    std::string code;  // The code inside the text, for gateways that send by template.
};

enum class SmsOutcome {
    accepted,     // The gateway will deliver it, soon, at least once, or not at all.
    refused,      // It never will: number barred or not in service.
    unavailable,  // No answer in time; it may have been taken all the same.
};

/// The outside service that delivers short messages. Contract: answers within sms_timeout or says
/// unavailable, and never throws; may be slow; a message sent twice may arrive twice, and
/// messages may overtake one another. Called outside of any transaction, from up to
/// sms_in_flight_max threads at once.
class SmsGateway {
public:
    virtual ~SmsGateway() = default;
    virtual SmsOutcome send(const SmsMessage& message) = 0;
};

}  // namespace gig::accounts
