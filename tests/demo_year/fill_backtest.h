#pragma once

#include "storage/database.h"

namespace gig::app {

/// How the expectations of filling, each made from what was known on its day, compare with the
/// openings that began in the month after. A kind is an occupation, a county and five yuan of pay.
struct FillBacktest {
    int kinds = 0;  // With an expectation, and openings enough to say what became of it.
    int held = 0;   // The share that was taken lies within its own interval and the expected one.
    double error = 0;        // Mean distance of the share expected from the one that was taken.
    double plain_error = 0;  // The same, had the share of all openings been expected of each.
};

/// Asks at the start of each of the `months` before `now`.
FillBacktest backtest_fill(storage::Reader& reader, Time now, int months);

}  // namespace gig::app
