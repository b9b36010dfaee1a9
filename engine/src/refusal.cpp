#include "refusal.h"

#include <stdexcept>
#include <string>

namespace gigfair {

void refuse(const std::optional<Fault>& fault) {
    if (!fault) return;
    throw std::invalid_argument(std::string(fault->field) + ": " + std::string(fault->reason));
}

}  // namespace gigfair
