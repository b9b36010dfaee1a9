#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "accounts/sms_gateway.h"
#include "accounts/sms_sender.h"

namespace gig::accounts {

/// For tests: what every gateway owes the house, the simulator and a real adapter alike. `to` is
/// a number that may be sent to.
inline void expect_keeps_contract(SmsGateway& gateway, const std::string& to) {
    const std::vector<SmsMessage> messages{
        {to, "【零工集】登录验证码 123456", "123456"},
        {to, "code 123456", "123456"},
        {to, std::string(sms_characters_max, 'x'), "123456"},
    };
    std::atomic<int> answered = 0;
    std::vector<std::thread> callers;
    callers.reserve(sms_in_flight_max);
    for (int caller = 0; caller < sms_in_flight_max; ++caller) {
        callers.emplace_back([&] {
            for (const SmsMessage& message : messages) {
                const auto start = std::chrono::steady_clock::now();
                EXPECT_NO_THROW((void)gateway.send(message));
                EXPECT_LE(std::chrono::steady_clock::now() - start,
                          sms_timeout + std::chrono::seconds(1));
                ++answered;
            }
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    EXPECT_EQ(answered.load(), sms_in_flight_max * static_cast<int>(messages.size()));
}

}  // namespace gig::accounts
