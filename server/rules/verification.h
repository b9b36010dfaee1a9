#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "rules/rules.h"

namespace gig::rules {

/// How long amounts count as verified after somebody held them against their document.
inline constexpr std::chrono::months amounts_verified_max{24};

/// Amounts out of one document, and when somebody last held them against it.
struct Amounts {
    std::string document;
    Words name;
    Words effect;  // What being uncertain makes of them.
    std::optional<std::chrono::sys_days> verified_on;
};

/// Whether nobody verified them, or too long ago.
bool is_uncertain(const std::optional<std::chrono::sys_days>& verified_on,
                  std::chrono::sys_days day);

/// What staff are told of amounts that are uncertain.
TableWarning warning_of(const Amounts& amounts);

}  // namespace gig::rules
