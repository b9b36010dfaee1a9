#include <gtest/gtest.h>

#include "workers/certificate_registry_contract.h"
#include "workers/certificate_registry_simulator.h"

namespace gig::workers {
namespace {

CertificateQuestion health(const std::string& number) {
    return {"health", number, "示例"};
}

TEST(CertificateRegistrySimulatorTest, KeepsTheRegistrysContract) {
    CertificateRegistrySimulator simulator(std::chrono::milliseconds(20));
    expect_keeps_contract(simulator, {{health("33050001"), CertificateAnswer::confirmed},
                                      {health("示例第一号"), CertificateAnswer::confirmed},
                                      {health("3305000R"), CertificateAnswer::refused},
                                      {health("3305000U"), CertificateAnswer::unknown},
                                      {health("3305000X"), CertificateAnswer::unreachable},
                                      {health("3305000W"), CertificateAnswer::confirmed}});
}

TEST(CertificateRegistrySimulatorTest, SaysWhatItsHeaderSays) {
    CertificateRegistrySimulator simulator(std::chrono::milliseconds(20));
    EXPECT_EQ(simulator.ask(health("33050001")), CertificateAnswer::confirmed);
    EXPECT_EQ(simulator.ask(health("3305000R")), CertificateAnswer::refused);
    EXPECT_EQ(simulator.ask(health("3305000U")), CertificateAnswer::unknown);
    EXPECT_EQ(simulator.ask(health("3305000X")), CertificateAnswer::unreachable);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(simulator.ask(health("3305000W")), CertificateAnswer::confirmed);
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(20));
}

}  // namespace
}  // namespace gig::workers
