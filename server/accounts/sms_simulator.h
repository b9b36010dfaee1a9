#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "accounts/sms_gateway.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "base/rng.h"

namespace gig::accounts {

/// How the simulator misbehaves on purpose, in messages out of 1,000. All off unless the house
/// was started with faults.
struct SmsFaults {
    int delayed = 0;
    int duplicated = 0;
    int dropped = 0;
    int refused = 0;
    int unavailable = 0;
    std::chrono::milliseconds delay{2'000};
};

/// A SIMULATOR of a gateway, for demo and tests: nothing leaves the house, and anybody may read
/// what was "sent". Keeps the newest messages of each phone in memory. Safe from any thread.
///
/// A delayed message is accepted at once and shows after the delay, as with a slow carrier.
class SmsSimulator final : public SmsGateway {
public:
    static constexpr std::size_t messages_per_phone_max = 20;
    static constexpr std::size_t phones_max = 10'000;

    SmsSimulator(const Clock& clock, Rng& rng, SmsFaults faults = {})
        : clock_(clock), rng_(rng), faults_(faults) {}

    SmsOutcome send(const SmsMessage& message) override;

    struct Delivered {
        Time at;
        std::string text;
        std::string code;
    };

    /// What has arrived by now, newest last.
    std::vector<Delivered> messages(const std::string& digits);

private:
    struct Shelf {
        std::unordered_map<std::string, std::vector<Delivered>> by_phone;
        std::deque<std::string> phones;  // In the order they came; the oldest goes first.
    };

    bool happens(int per_mille);
    void deliver(const SmsMessage& message, Time at);

    const Clock& clock_;
    Rng& rng_;
    SmsFaults faults_;
    Guarded<Shelf> shelf_;
};

}  // namespace gig::accounts
