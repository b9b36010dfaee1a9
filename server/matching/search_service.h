#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/geo.h"
#include "gigfair/query.h"
#include "jobs/jobs.h"
#include "matching/matching.h"
#include "matching/opening_index.h"

namespace gig::matching {

enum class Order { distance, recent };

/// The shift classes that one can ask for: those of an opening, and a series with both.
enum class ShiftWish { day, long_day, night, rotating };

/// How many dates the whole job has: 1, 2 to span_days_max, more.
enum class Span { one_day, days, season };
inline constexpr std::size_t span_days_max = 30;

inline constexpr std::uint32_t radius_m_default = 10'000;
inline constexpr std::chrono::days dates_default{14};
inline constexpr std::size_t found_max = 100;  // Of one page.

/// What a visitor looks for. What is not set shuts nothing out.
struct Search {
    Order order = Order::distance;
    GeoPoint home;
    std::uint32_t radius_m = radius_m_default;  // 1..gigfair::radius_m_max
    Time from;                                  // from <= start < to
    Time to;
    std::vector<std::uint16_t> occupations = {};  // Engine ids, any of them.
    std::uint16_t pay_min_fen = 0;                // Fen an hour.
    std::optional<Settlement> settlement = std::nullopt;
    std::optional<ShiftWish> shift = std::nullopt;
    double hours_min = 0;
    double hours_max = 24;
    std::optional<Span> span = std::nullopt;
    std::optional<MarketId> market = std::nullopt;
    std::vector<std::string> words = {};  // Folded; all of them, see text_match.h.
};

/// Where a page ends: the sort key of its last opening. An insert moves no other opening's key,
/// so that pages neither repeat nor skip what was there all the time.
struct Position {
    std::int64_t rank;  // Metres, or for Order::recent the posting time's negative milliseconds.
    std::uint32_t id;   // The engine's, which never leaves the house: see opening_cursor.h.

    friend auto operator<=>(const Position&, const Position&) = default;
};

struct Found {
    const IndexedOpening* opening;            // Lives as long as the page's snapshot.
    std::optional<std::uint32_t> distance_m;  // Nothing for remote work.
};

struct FoundPage {
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<Found> items;
    std::optional<Position> next;  // Nothing on the last page.
};

/// Finds openings for anybody. Safe from any thread; locks nothing for longer than a pointer.
///
/// Openings with free places that have not started, by distance then id, or newest post first
/// then id. Work at a place must lie within the radius in both orders; remote work, which has
/// none, is found in Order::recent, and by words also in Order::distance, after all that has a
/// place. A plain scan: O(openings).
class SearchService {
public:
    SearchService(const OpeningIndex& index, const Clock& clock) : index_(index), clock_(clock) {}

    /// `limit` is 1..found_max.
    FoundPage find(const Search& search, std::optional<Position> after, std::size_t limit) const;

private:
    const OpeningIndex& index_;
    const Clock& clock_;
};

}  // namespace gig::matching
