#include "employers/employers.h"

#include <algorithm>
#include <array>

namespace gig::employers {

namespace {

constexpr std::array<std::string_view, 4> kind_names{"firm", "shop", "household", "agency"};
constexpr std::array<std::string_view, 6> state_names{"pending", "awaiting_second", "verified",
                                                      "refused", "lapsed",          "suspended"};

/// GB 32100-2015's characters in the order of their values: no I, O, S, V, Z, so a letter's
/// value is its place here and not its distance from A.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t modulus = alphabet.size();
constexpr std::size_t weight_ratio = 3;  // Weights are its powers, from the left.

/// The character that the first 17 ask for; nothing where one of them is not of the alphabet.
std::optional<char> check_character(std::string_view first_17) {
    std::size_t sum = 0;
    std::size_t weight = 1;
    for (const char character : first_17) {
        const std::size_t value = alphabet.find(character);
        if (value == std::string_view::npos) return std::nullopt;
        sum += value * weight;
        weight = weight * weight_ratio % modulus;
    }
    // The last remainder turns 31 into 0, which many programs forget.
    return alphabet[(modulus - sum % modulus) % modulus];
}

}  // namespace

std::string_view name_of(EmployerKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(EmployerState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::optional<EmployerKind> kind_named(std::string_view name) {
    const auto* const found = std::ranges::find(kind_names, name);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<EmployerKind>(found - kind_names.begin());
}

std::optional<EmployerState> state_named(std::string_view name) {
    const auto* const found = std::ranges::find(state_names, name);
    if (found == state_names.end()) return std::nullopt;
    return static_cast<EmployerState>(found - state_names.begin());
}

Result<CreditCode> CreditCode::parse(std::string_view text) {
    const Error malformed{ErrorKind::invalid, "employer.credit_code_malformed", "/uscc"};
    if (text.size() != credit_code_characters) return malformed;

    const std::optional<char> check = check_character(text.substr(0, text.size() - 1));
    if (!check || alphabet.find(text.back()) == std::string_view::npos) return malformed;
    if (text.back() != *check) {
        return Error{ErrorKind::invalid, "employer.credit_code_mistyped", "/uscc"};
    }
    return CreditCode(std::string(text));
}

Result<CreditCode> CreditCode::complete(std::string_view first_17) {
    const std::optional<char> check = check_character(first_17);
    return parse(std::string(first_17) + check.value_or(' '));
}

std::optional<PostingBar> posting_bar(const Employer& employer, Date today) {
    const bool agency = employer.kind == EmployerKind::agency;
    const bool licensed =
        licence_in_force(employer.licences, LicenceKind::human_resources_service, today) != nullptr;
    switch (employer.state) {
        case EmployerState::suspended:
            return PostingBar::suspended;
        case EmployerState::refused:
            return PostingBar::refused;
        case EmployerState::pending:
        case EmployerState::awaiting_second:
            if (agency) return PostingBar::not_licensed;
            return std::nullopt;
        case EmployerState::verified:
        case EmployerState::lapsed:
            if (agency && !licensed) return PostingBar::licence_expired;
            if (employer.state == EmployerState::lapsed) return PostingBar::verification_ended;
            if (*employer.verified_until < today) return PostingBar::verification_ended;
            return std::nullopt;
    }
    return std::nullopt;
}

bool may_dispatch(const Employer& employer, Date today) {
    return licence_in_force(employer.licences, LicenceKind::labour_dispatch, today) != nullptr;
}

}  // namespace gig::employers
