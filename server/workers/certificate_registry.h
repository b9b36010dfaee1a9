#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace gig::workers {

inline constexpr std::chrono::seconds registry_timeout{3};
inline constexpr std::ptrdiff_t registry_questions_max = 4;  // At one time; more count as silence.

/// What whoever issues certificates says of one.
enum class CertificateAnswer {
    confirmed,    // It exists, is in force, and was issued to somebody of that name.
    unknown,      // None of that kind and number, or none of that name: a person must look.
    refused,      // It was withdrawn or has ended, whatever is printed on it.
    unreachable,  // No answer in time.
};

struct CertificateQuestion {
    std::string code;    // Of the city's catalogue.
    std::string number;  // As the worker wrote it.
    std::string name;    // What the worker is called here.
};

/// The outside services that know certificates: those of health, of special operations, licences to
/// drive. Contract: answers within registry_timeout or says unreachable, and never throws; may be
/// slow; says unknown of kinds that it keeps no list of; asking twice is harmless and, while the
/// certificate doesn't change, gets the same answer or unreachable. Called outside of any
/// transaction, from up to registry_questions_max threads at once.
class CertificateRegistry {
public:
    virtual ~CertificateRegistry() = default;
    virtual CertificateAnswer ask(const CertificateQuestion& question) = 0;
};

}  // namespace gig::workers
