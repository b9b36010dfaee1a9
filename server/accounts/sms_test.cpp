#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <latch>
#include <thread>

#include "accounts/accounts_house_test.h"
#include "accounts/sms_gateway_contract.h"
#include "accounts/sms_sender.h"
#include "accounts/sms_simulator.h"

namespace gig::accounts {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A gateway that answers what a test says, and counts how often it was asked.
class ScriptedGateway final : public SmsGateway {
public:
    explicit ScriptedGateway(std::function<SmsOutcome(int)> answer) : answer_(std::move(answer)) {}
    SmsOutcome send(const SmsMessage&) override { return answer_(asked_++); }
    int asked() const { return asked_; }

private:
    std::function<SmsOutcome(int)> answer_;
    std::atomic<int> asked_ = 0;
};

std::string code_of(const Result<void>& result) {
    return result ? "" : std::string(result.error().code);
}

const Phone somebody = *Phone::parse("12000000001");

TEST(SmsSenderTest, WordsOfTheGateway) {
    const auto said = [](SmsOutcome outcome) {
        ScriptedGateway gateway([outcome](int) { return outcome; });
        SmsSender sender(gateway);
        const std::string code = code_of(sender.send(somebody, {"text", "123456"}));
        return code + " " + std::to_string(gateway.asked());
    };
    EXPECT_EQ(said(SmsOutcome::accepted), " 1");
    EXPECT_EQ(said(SmsOutcome::refused), "sms.refused 1");
    EXPECT_EQ(said(SmsOutcome::unavailable), "sms.unavailable 2");
}

TEST(SmsSenderTest, ASilentGatewayIsAskedOnceMore) {
    ScriptedGateway gateway(
        [](int asked) { return asked == 0 ? SmsOutcome::unavailable : SmsOutcome::accepted; });
    SmsSender sender(gateway);
    EXPECT_TRUE(sender.send(somebody, {"text", "123456"}));
    EXPECT_EQ(gateway.asked(), 2);
}

TEST(SmsSenderTest, AGatewayThatHangsHoldsAtMostFourThreads) {
    std::promise<void> release;
    const std::shared_future<void> released = release.get_future().share();
    std::latch inside(sms_in_flight_max);
    ScriptedGateway gateway([&](int) {
        inside.count_down();
        released.wait();
        return SmsOutcome::accepted;
    });
    SmsSender sender(gateway);
    std::vector<std::thread> waiting;
    waiting.reserve(sms_in_flight_max);
    for (int thread = 0; thread < sms_in_flight_max; ++thread) {
        waiting.emplace_back([&] { EXPECT_TRUE(sender.send(somebody, {"text", "123456"})); });
    }
    inside.wait();
    EXPECT_EQ(code_of(sender.send(somebody, {"text", "123456"})), "sms.busy");
    release.set_value();
    for (std::thread& thread : waiting)
        thread.join();
}

class SmsSimulatorTest : public testing::Test {
protected:
    std::size_t arrived(SmsSimulator& simulator) {
        return simulator.messages("12000000001").size();
    }

    ManualClock clock_{Time(seconds(1'000'000))};
    SystemRng rng_;
    SmsMessage message_{"12000000001", "your code is 123456", "123456"};
};

TEST_F(SmsSimulatorTest, KeepsTheNewestOfEachPhone) {
    SmsSimulator simulator(clock_, rng_);
    for (int number = 0; number <= 20; ++number) {
        simulator.send({"12000000001", "text", std::to_string(number)});
    }
    const auto messages = simulator.messages("12000000001");
    ASSERT_EQ(messages.size(), SmsSimulator::messages_per_phone_max);
    EXPECT_EQ(messages.front().code, "1");
    EXPECT_EQ(messages.back().code, "20");
    EXPECT_TRUE(simulator.messages("12000000002").empty());
}

TEST_F(SmsSimulatorTest, ForgetsTheOldestPhone) {
    SmsSimulator simulator(clock_, rng_);
    simulator.send(message_);
    for (std::size_t phone = 1; phone < SmsSimulator::phones_max; ++phone) {
        simulator.send({std::to_string(phone), "text", "123456"});
    }
    EXPECT_EQ(arrived(simulator), 1u);
    simulator.send({"one more", "text", "123456"});
    EXPECT_EQ(arrived(simulator), 0u);
}

TEST_F(SmsSimulatorTest, MisbehavesOnlyWhenTold) {
    SmsSimulator dropping(clock_, rng_, {.dropped = 1'000});
    EXPECT_EQ(dropping.send(message_), SmsOutcome::accepted);
    EXPECT_EQ(arrived(dropping), 0u);

    SmsSimulator doubling(clock_, rng_, {.duplicated = 1'000});
    EXPECT_EQ(doubling.send(message_), SmsOutcome::accepted);
    EXPECT_EQ(arrived(doubling), 2u);

    SmsSimulator slow(clock_, rng_, {.delayed = 1'000, .delay = milliseconds(500)});
    EXPECT_EQ(slow.send(message_), SmsOutcome::accepted);
    EXPECT_EQ(arrived(slow), 0u);
    clock_.advance(milliseconds(500));
    EXPECT_EQ(arrived(slow), 1u);

    SmsSimulator refusing(clock_, rng_, {.refused = 1'000});
    EXPECT_EQ(refusing.send(message_), SmsOutcome::refused);
    SmsSimulator silent(clock_, rng_, {.unavailable = 1'000});
    EXPECT_EQ(silent.send(message_), SmsOutcome::unavailable);
    EXPECT_EQ(arrived(refusing) + arrived(silent), 0u);
}

TEST_F(SmsSimulatorTest, KeepsTheGatewaysContract) {
    SmsSimulator simulator(clock_, rng_);
    expect_keeps_contract(simulator, "12000000001");
    SmsSimulator faulty(
        clock_, rng_,
        {.delayed = 200, .duplicated = 200, .dropped = 200, .refused = 200, .unavailable = 200});
    expect_keeps_contract(faulty, "12000000001");
}

class SmsRefusalTest : public AccountsHouse {};

TEST_F(SmsRefusalTest, ARefusedMessageIsSaidAndStillCounts) {
    SmsSimulator refusing(clock_, rng_, {.refused = 1'000});
    SignInService sign_in(*database_, clock_, rng_, *vault_, refusing);
    const auto asked = [&] {
        const Result<CodeSent> sent = sign_in.send_code({phone(1), "192.0.2.1"}, {});
        return sent ? "" : std::string(sent.error().code);
    };
    EXPECT_EQ(asked(), "sms.refused");
    EXPECT_EQ(asked(), "sign_in.code_too_soon");
}

}  // namespace
}  // namespace gig::accounts
