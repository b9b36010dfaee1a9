#include "workers/certificate_registry_simulator.h"

#include <thread>

#include "base/text.h"
#include "workers/certificates.h"

namespace gig::workers {

CertificateAnswer CertificateRegistrySimulator::ask(const CertificateQuestion& question) {
    const std::string& number = question.number;
    const bool is_possible = is_utf8(number) && is_utf8(question.name) && !question.name.empty() &&
                             !question.code.empty() &&
                             code_points(number) >= number_characters_min &&
                             code_points(number) <= number_characters_max;
    if (!is_possible) return CertificateAnswer::unknown;

    switch (number.back()) {
        case 'R':
            return CertificateAnswer::refused;
        case 'U':
            return CertificateAnswer::unknown;
        case 'X':
            return CertificateAnswer::unreachable;
        case 'W':
            std::this_thread::sleep_for(slow_);
            return CertificateAnswer::confirmed;
        default:
            return CertificateAnswer::confirmed;
    }
}

}  // namespace gig::workers
