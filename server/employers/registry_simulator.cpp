#include "employers/registry_simulator.h"

#include <thread>

namespace gig::employers {

namespace {

constexpr std::size_t deciding_character = credit_code_characters - 2;
constexpr std::string_view unvouched_household = "待核";
constexpr std::size_t licence_number_bytes_max = licence_number_characters_max * 4;

}  // namespace

RegistryAnswer RegistrySimulator::ask(const RegistryQuestion& question) {
    if (question.kind == EmployerKind::household) {
        return question.name.ends_with(unvouched_household) ? RegistryAnswer::unknown
                                                            : RegistryAnswer::match;
    }
    if (question.credit_code.size() != credit_code_characters) return RegistryAnswer::unknown;

    switch (question.credit_code[deciding_character]) {
        case 'C':
            return RegistryAnswer::ceased;
        case 'D':
            return RegistryAnswer::name_differs;
        case 'U':
            return RegistryAnswer::unknown;
        case 'X':
            return RegistryAnswer::unavailable;
        case 'W':
            std::this_thread::sleep_for(slow_);
            return RegistryAnswer::match;
        default:
            return RegistryAnswer::match;
    }
}

LicenceAnswer RegistrySimulator::ask_licence(const LicenceQuestion& question) {
    if (question.number.empty() || question.number.size() > licence_number_bytes_max) {
        return LicenceAnswer::unknown;
    }
    switch (question.number.back()) {
        case 'E':
            return LicenceAnswer::expired;
        case 'D':
            return LicenceAnswer::name_differs;
        case 'U':
            return LicenceAnswer::unknown;
        case 'X':
            return LicenceAnswer::unavailable;
        case 'W':
            std::this_thread::sleep_for(slow_);
            return LicenceAnswer::valid;
        default:
            return LicenceAnswer::valid;
    }
}

}  // namespace gig::employers
