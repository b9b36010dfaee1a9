#include "employers/employers.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "employers/check_terms.h"
#include "employers/registry_contract.h"
#include "employers/registry_simulator.h"

namespace gig::employers {
namespace {

std::string code_of(const Result<CreditCode>& result) {
    return result ? "" : std::string(result.error().code);
}

/// GB 32100-2015 as its table writes it: weights 3^(i-1) mod 31 spelled out, the check value
/// 31 - sum mod 31 where 31 stands for 0. Shares nothing with the code under test.
char check_by_table(const std::string& first_17) {
    const std::string characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    constexpr std::array<int, 17> weights{1,  3,  9,  27, 19, 26, 16, 17, 20,
                                          29, 25, 13, 8,  24, 10, 30, 28};
    int sum = 0;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        sum += static_cast<int>(characters.find(first_17[place])) * weights[place];
    }
    const int check = 31 - sum % 31;
    return characters[static_cast<std::size_t>(check == 31 ? 0 : check)];
}

/// Made-up codes: no firm is registered in region 000000.
std::string made_up(Rng& rng) {
    const std::string characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string code = "91000000";
    while (code.size() < 17)
        code += characters[rng.below(characters.size())];
    return code;
}

TEST(CreditCodeTest, AgreesWithTheStandardsTable) {
    SeededRng rng(20261125);
    for (int round = 0; round < 5'000; ++round) {
        const std::string first_17 = made_up(rng);
        const Result<CreditCode> code = CreditCode::complete(first_17);
        ASSERT_TRUE(code) << first_17;
        ASSERT_EQ(code->text(), first_17 + check_by_table(first_17));
        ASSERT_TRUE(CreditCode::parse(code->text()));
    }
}

TEST(CreditCodeTest, ARemainderOfNothingGivesZero) {
    // The trap of many programs: 31 - 0 is 31, which is no character.
    const std::string all_zero(17, '0');
    EXPECT_EQ(CreditCode::complete(all_zero)->text(), all_zero + "0");
    EXPECT_TRUE(CreditCode::parse(std::string(18, '0')));
    EXPECT_EQ(code_of(CreditCode::parse(all_zero + "1")), "employer.credit_code_mistyped");
}

TEST(CreditCodeTest, LettersAfterIHaveTheirPlaceInTheAlphabet) {
    // J is 18 and not 19, as its distance from A would have it: 18 * 1 mod 31, check 13 = D.
    EXPECT_EQ(CreditCode::complete("J0000000000000000")->text(), "J0000000000000000D");
    // Y is 30: check 1.
    EXPECT_EQ(CreditCode::complete("Y0000000000000000")->text(), "Y00000000000000001");
}

TEST(CreditCodeTest, EveryMistypedCharacterIsNoticed) {
    SeededRng rng(7);
    const std::string characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const std::string right = CreditCode::complete(made_up(rng))->text();
    for (std::size_t place = 0; place < right.size(); ++place) {
        for (const char character : characters) {
            if (character == right[place]) continue;
            std::string wrong = right;
            wrong[place] = character;
            EXPECT_EQ(code_of(CreditCode::parse(wrong)), "employer.credit_code_mistyped") << wrong;
        }
    }
}

TEST(CreditCodeTest, OnlyEighteenOfTheAlphabet) {
    const std::string zeros(18, '0');
    EXPECT_EQ(code_of(CreditCode::parse("")), "employer.credit_code_malformed");
    EXPECT_EQ(code_of(CreditCode::parse(zeros.substr(1))), "employer.credit_code_malformed");
    EXPECT_EQ(code_of(CreditCode::parse(zeros + "0")), "employer.credit_code_malformed");
    for (const char character : std::string("IOSVZa-. ") + '\0' + '\xE9') {
        for (const std::size_t place : {0U, 16U, 17U}) {
            std::string wrong = zeros;
            wrong[place] = character;
            EXPECT_EQ(code_of(CreditCode::parse(wrong)), "employer.credit_code_malformed");
        }
    }
    EXPECT_EQ(code_of(CreditCode::complete("I0000000000000000")), "employer.credit_code_malformed");
    EXPECT_EQ(code_of(CreditCode::complete("0")), "employer.credit_code_malformed");
}

TEST(EmployerNamesTest, EveryNameIsReadAsItIsWritten) {
    for (const EmployerKind kind :
         {EmployerKind::firm, EmployerKind::shop, EmployerKind::household, EmployerKind::agency}) {
        EXPECT_EQ(kind_named(name_of(kind)), kind);
    }
    for (const EmployerState state :
         {EmployerState::pending, EmployerState::awaiting_second, EmployerState::verified,
          EmployerState::refused, EmployerState::lapsed, EmployerState::suspended}) {
        EXPECT_EQ(state_named(name_of(state)), state);
    }
    EXPECT_EQ(kind_named("union"), std::nullopt);
    EXPECT_EQ(state_named(""), std::nullopt);
}

TEST(RegistrySimulatorTest, KeepsTheRegistrysContract) {
    RegistrySimulator simulator(std::chrono::milliseconds(20));
    const auto firm = [](const std::string& first_17) {
        return RegistryQuestion{EmployerKind::firm, "示例", CreditCode::complete(first_17)->text()};
    };
    expect_keeps_contract(
        simulator, {{firm("91000000000000001"), RegistryAnswer::match},
                    {firm("9100000000000000C"), RegistryAnswer::ceased},
                    {firm("9100000000000000D"), RegistryAnswer::name_differs},
                    {firm("9100000000000000U"), RegistryAnswer::unknown},
                    {firm("9100000000000000X"), RegistryAnswer::unavailable},
                    {firm("9100000000000000W"), RegistryAnswer::match},
                    {{EmployerKind::household, "示例家庭", ""}, RegistryAnswer::match},
                    {{EmployerKind::household, "示例家庭待核", ""}, RegistryAnswer::unknown}});
}

TEST(RegistrySimulatorTest, KeepsTheLicencesContract) {
    RegistrySimulator simulator(std::chrono::milliseconds(20));
    const auto licence = [](const std::string& number) {
        return LicenceQuestion{LicenceKind::human_resources_service, number, "示例", ""};
    };
    expect_keeps_licence_contract(simulator, {{licence("示例1"), LicenceAnswer::valid},
                                              {licence("示例1号"), LicenceAnswer::valid},
                                              {licence("示例1E"), LicenceAnswer::expired},
                                              {licence("示例1D"), LicenceAnswer::name_differs},
                                              {licence("示例1U"), LicenceAnswer::unknown},
                                              {licence("示例1X"), LicenceAnswer::unavailable},
                                              {licence("示例1W"), LicenceAnswer::valid}});
    EXPECT_EQ(simulator.ask_licence(licence("示例1E")), LicenceAnswer::expired);
    EXPECT_EQ(simulator.ask_licence(licence("示例1X")), LicenceAnswer::unavailable);
}

TEST(CheckTermsTest, SixMonthsEndOnTheMonthsLastDayWhereItIsShorter) {
    using std::chrono::year;
    const CheckTerms terms =
        load_check_terms(std::filesystem::path(GIG_SOURCE_DIR) / "city/huzhou");
    const CheckTerm& term = terms.on(year(2026) / 11 / 25);
    EXPECT_EQ(term.last_day(year(2026) / 11 / 25), Date(year(2027) / 5 / 25));
    EXPECT_EQ(term.last_day(year(2026) / 8 / 31), Date(year(2027) / 2 / 28));
    EXPECT_EQ(term.last_day(year(2027) / 8 / 30), Date(year(2028) / 2 / 29));
    EXPECT_EQ(term.asked_on(year(2027) / 5 / 25), Date(year(2027) / 4 / 25));
    EXPECT_EQ(terms.on(year(2020) / 1 / 1).id, term.id);
}

TEST(RegistrySimulatorTest, SaysWhatItsHeaderSays) {
    RegistrySimulator simulator(std::chrono::milliseconds(20));
    EXPECT_EQ(simulator.ask({EmployerKind::firm, "示例", "9100000000000000X0"}),
              RegistryAnswer::unavailable);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(simulator.ask({EmployerKind::firm, "示例", "9100000000000000W0"}),
              RegistryAnswer::match);
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(20));
}

}  // namespace
}  // namespace gig::employers
