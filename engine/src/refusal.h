#pragma once

#include <optional>

#include "gigfair/opening.h"

namespace gigfair {

/// Throws std::invalid_argument with "field: reason" where there is a fault.
void refuse(const std::optional<Fault>& fault);

}  // namespace gigfair
