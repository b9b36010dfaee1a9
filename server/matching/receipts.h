#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "gigfair/query.h"
#include "gigfair/search.h"

namespace gig::matching {

/// One line of an answer: the opening as the world names it, and what the engine said of it.
struct ReceiptRow {
    OpeningId opening;
    gigfair::Match match;

    friend bool operator==(const ReceiptRow&, const ReceiptRow&) = default;
};

/// All that one recommendation answer was made of. With the log up to its position it can be made
/// again, and must come out the same.
struct RankingAnswer {
    AccountId worker;
    std::string rule_version;
    std::int64_t position;  // Of the log.
    Time made_at;
    Time kept_until;
    gigfair::Query query;
    std::vector<ReceiptRow> rows;
};

struct Receipt {
    ReceiptId id;
    RankingAnswer answer;
};

/// Whether the answer comes out the same from the log, and what comes out.
struct Replayed {
    bool identical;  // Byte for byte.
    std::vector<ReceiptRow> rows;
};

// The bytes of a receipt. The same query or rows are always the same bytes, and only they are.

std::string bytes_of_query(const gigfair::Query& query);
std::string bytes_of_rows(const std::vector<ReceiptRow>& rows);

/// Throw std::exception where the bytes are not what those above wrote.
gigfair::Query query_in(const std::string& bytes);
std::vector<ReceiptRow> rows_in(const std::string& bytes);

/// 84 hex digits, as gigfair::WeekPattern::parse reads them.
std::string week_text(const gigfair::WeekPattern& week);

}  // namespace gig::matching
