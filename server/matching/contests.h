#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "gigfair/score.h"
#include "matching/receipts.h"

namespace gig::matching {

inline constexpr std::size_t contest_reason_max = 500;    // Unicode code points,
inline constexpr std::size_t contest_answer_max = 1'000;  // and of the answer.
inline constexpr std::int64_t contests_per_day_max = 20;  // Of one worker.

/// What a worker says against a term of a ranking.
struct NewContest {
    gigfair::Term term;
    std::string reason;
};

/// Whose staff answer: the market nearest to the worker's home, and its county.
struct ContestPlace {
    MarketId market;
    std::optional<std::int64_t> county;
};

struct ContestAnswer {
    std::string text;
    Time at;
};

/// An objection to a ranking (申诉): open until a person has answered.
struct Contest {
    ContestId id;
    ReceiptId receipt;
    AccountId worker;
    ContestPlace place;
    std::string rule_version;
    gigfair::Term term;
    std::string reason;
    std::optional<bool> identical;  // What the replay said when it was raised; nothing without one.
    Time at;
    Time due_at;
    std::optional<ContestAnswer> answer;
};

/// What staff look at. The worker is not named.
struct QueuedContest {
    Contest contest;
    std::vector<ReceiptRow> rows;  // Of the receipt; none where that is gone.
};

std::optional<gigfair::Term> term_named(std::string_view name);

}  // namespace gig::matching
