#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "employers/employers.h"
#include "employers/licences.h"

namespace gig::employers {

inline constexpr std::chrono::seconds registry_timeout{3};
inline constexpr std::size_t registry_questions_max = 4;  // At one time; more count as no answer.

/// The business registry's answer about a credit code and a name.
enum class RegistryAnswer {
    match,         // It exists, is active, and bears that name.
    name_differs,  // It exists under another name.
    ceased,        // Struck off or revoked.
    unknown,       // No such code.
    unavailable,   // No answer in time: the employer stays pending; ask again later.
};

struct RegistryQuestion {
    EmployerKind kind;
    std::string name;
    std::string credit_code;  // Empty for a household, which is checked by real name.
};

/// The answer of those who grant licences about one licence.
enum class LicenceAnswer {
    valid,         // It exists, is in force, and was granted to that holder.
    expired,       // It has ended or was withdrawn, whatever is printed on it.
    name_differs,  // It was granted to somebody else.
    unknown,       // No such licence.
    unavailable,   // No answer in time.
};

struct LicenceQuestion {
    LicenceKind kind;
    std::string number;
    std::string holder;       // The employer's name.
    std::string credit_code;  // And its code.
};

/// The outside services that know firms and licences. Contract: answers within registry_timeout or
/// says unavailable, and never throws; may be slow; asking twice is harmless and, while the firm
/// doesn't change, gets the same answer or unavailable. Called outside of any transaction, from
/// up to registry_questions_max threads at once.
class Registry {
public:
    virtual ~Registry() = default;
    virtual RegistryAnswer ask(const RegistryQuestion& question) = 0;
    virtual LicenceAnswer ask_licence(const LicenceQuestion& question) = 0;
};

}  // namespace gig::employers
