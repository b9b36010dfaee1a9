#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "workers/certificate_registry.h"

namespace gig::workers {

/// For tests: a question and the answer that this registry is known to give, unless it can't be
/// reached just then.
struct KnownCertificate {
    CertificateQuestion question;
    CertificateAnswer answer;
};

/// For tests: what every registry of certificates owes the house, the simulator and a real adapter
/// alike. Of `known` at least one must be confirmed, so that a registry that is always silent
/// doesn't pass.
inline void expect_keeps_contract(CertificateRegistry& registry,
                                  const std::vector<KnownCertificate>& known) {
    const auto ask_all = [&] {
        for (const auto& [question, expected] : known) {
            for (int time = 0; time < 2; ++time) {
                CertificateAnswer answer = CertificateAnswer::unreachable;
                const auto start = std::chrono::steady_clock::now();
                EXPECT_NO_THROW(answer = registry.ask(question));
                EXPECT_LE(std::chrono::steady_clock::now() - start,
                          registry_timeout + std::chrono::seconds(1));
                EXPECT_TRUE(answer == expected || answer == CertificateAnswer::unreachable)
                    << question.number;
            }
        }
    };
    std::vector<std::thread> callers;
    callers.reserve(registry_questions_max);
    for (std::ptrdiff_t caller = 0; caller < registry_questions_max; ++caller) {
        callers.emplace_back(ask_all);
    }
    for (std::thread& caller : callers)
        caller.join();

    bool some_confirmed = false;
    for (const auto& [question, expected] : known) {
        some_confirmed |= registry.ask(question) == CertificateAnswer::confirmed;
    }
    EXPECT_TRUE(some_confirmed);

    // Nonsense is answered too, and never confirmed.
    const std::vector<CertificateQuestion> nonsense{
        {"health", "", "示例"},
        {"health", "12345678", ""},
        {"", "12345678", "示例"},
        {"health", std::string(10'000, '9'), "' OR 1=1 --"},
        {"health", "\xFF\xFE\xFF\xFE", "\xFF"},
    };
    for (const CertificateQuestion& question : nonsense) {
        CertificateAnswer answer = CertificateAnswer::confirmed;
        EXPECT_NO_THROW(answer = registry.ask(question));
        EXPECT_NE(answer, CertificateAnswer::confirmed) << question.number;
    }
}

}  // namespace gig::workers
