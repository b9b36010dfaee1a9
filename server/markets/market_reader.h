#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markets/markets.h"

namespace gig::markets {

/// The markets of a city's markets.json, in its order. Throws std::runtime_error,
/// "<file>: market <n or key>: <field>: <why>", where one can't be used or a key occurs twice.
std::vector<Market> read_markets(std::string_view text, const std::string& file);

}  // namespace gig::markets
