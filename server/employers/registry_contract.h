#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "employers/registry.h"

namespace gig::employers {

/// For tests: a question and the answer that this registry is known to give, unless it is
/// unavailable just then.
struct KnownAnswer {
    RegistryQuestion question;
    RegistryAnswer answer;
};

struct KnownLicenceAnswer {
    LicenceQuestion question;
    LicenceAnswer answer;
};

/// For tests: what every registry owes the house about licences, the simulator and a real adapter
/// alike: nothing is thrown, silence is the only other answer, and nonsense is never valid.
inline void expect_keeps_licence_contract(Registry& registry,
                                          const std::vector<KnownLicenceAnswer>& known) {
    for (const auto& [question, expected] : known) {
        for (int time = 0; time < 2; ++time) {
            LicenceAnswer answer = LicenceAnswer::unavailable;
            EXPECT_NO_THROW(answer = registry.ask_licence(question));
            EXPECT_TRUE(answer == expected || answer == LicenceAnswer::unavailable)
                << question.number;
        }
    }
    const std::vector<LicenceQuestion> nonsense{
        {LicenceKind::human_resources_service, "", "", ""},
        {LicenceKind::labour_dispatch, std::string(10'000, '9'), "\xFF\xFE", "' OR 1=1 --"},
    };
    for (const LicenceQuestion& question : nonsense) {
        LicenceAnswer answer = LicenceAnswer::valid;
        EXPECT_NO_THROW(answer = registry.ask_licence(question));
        EXPECT_NE(answer, LicenceAnswer::valid);
    }
}

/// For tests: what every registry owes the house, the simulator and a real adapter alike.
inline void expect_keeps_contract(Registry& registry, const std::vector<KnownAnswer>& known) {
    const auto ask_all = [&] {
        for (const auto& [question, expected] : known) {
            for (int time = 0; time < 2; ++time) {
                RegistryAnswer answer = RegistryAnswer::unavailable;
                const auto start = std::chrono::steady_clock::now();
                EXPECT_NO_THROW(answer = registry.ask(question));
                EXPECT_LE(std::chrono::steady_clock::now() - start,
                          registry_timeout + std::chrono::seconds(1));
                EXPECT_TRUE(answer == expected || answer == RegistryAnswer::unavailable)
                    << question.credit_code;
            }
        }
    };
    std::vector<std::thread> callers;
    callers.reserve(registry_questions_max);
    for (std::size_t caller = 0; caller < registry_questions_max; ++caller) {
        callers.emplace_back(ask_all);
    }
    for (std::thread& caller : callers)
        caller.join();

    // Nonsense is answered too.
    const std::vector<RegistryQuestion> nonsense{
        {EmployerKind::firm, "", ""},
        {EmployerKind::shop, std::string(10'000, 'x'), "' OR 1=1 --"},
        {EmployerKind::firm, "\xFF\xFE", std::string(10'000, '9')},
    };
    for (const RegistryQuestion& question : nonsense) {
        RegistryAnswer answer = RegistryAnswer::match;
        EXPECT_NO_THROW(answer = registry.ask(question));
        EXPECT_NE(answer, RegistryAnswer::match);
    }
}

}  // namespace gig::employers
