#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "base/result.h"
#include "events/events.h"
#include "markets/markets.h"
#include "oversight/figure_fold.h"
#include "oversight/figures.h"
#include "places/places.h"
#include "storage/database.h"

namespace gig::oversight {

inline constexpr std::size_t series_points_max = 3'660;  // Ten years of days.
inline constexpr std::int64_t row_windows_max = 4;       // Of the log, for one page of rows:
inline constexpr std::int64_t row_window = 50'000;       // so many positions each.

/// One figure as it was asked for.
struct Figure {
    Metric metric;
    std::int64_t total;
    std::vector<Point> series;   // Empty where the metric has no history, or none was asked for.
    std::optional<Days> covers;  // The days asked for that the log knows.
};

struct FigureAnswer {
    Figure figure;
    AsOf as_of;
};

/// Why a metric is not in a list: the code that asking for it alone would be refused with.
struct LeftOut {
    Metric metric;
    std::string_view code;
};

struct FigureList {
    std::vector<Figure> figures;
    std::vector<LeftOut> left_out;
    AsOf as_of;
};

/// One event behind a figure: what it adds, and what it speaks of. Names no person.
struct FigureRow {
    std::int64_t position;
    Time at;
    std::string_view event_type;
    std::int64_t amount;
    Spot spot;
    std::vector<std::pair<std::string_view, std::string>> things;  // "job_id" and the id.
};

struct RowPage {
    std::vector<FigureRow> rows;
    std::optional<std::int64_t> next;  // Position to go on after; a page may be short or empty.
    AsOf as_of;
};

/// All that the total of one metric in one place splits into, for open data.
struct FigureSplit {
    Figure whole;  // Its series by month.
    std::vector<std::pair<County, std::int64_t>> counties;
    std::vector<std::pair<MarketId, std::int64_t>> markets;
};

/// The counties of one city. What it is made from must outlive it.
CountyLookup county_lookup(const places::Regions& regions, const markets::MarketDirectory& markets);

/// The figures of the city, kept up with the log.
///
/// rebuild() once at start, then apply() with every event after position(), in order: a follower's
/// work. Nothing is decided by a figure, and nothing is kept of one: thrown away and rebuilt it is
/// the same. Safe from any thread; who asks and who applies wait for each other.
class FiguresService {
public:
    FiguresService(storage::Database& database, const Clock& clock, const accounts::Policy& policy,
                   const places::Regions& regions, const markets::MarketDirectory& markets);

    /// Folds the whole log anew, page by page.
    void rebuild();

    /// Harmless where the same events come twice.
    void apply(const std::vector<events::Recorded>& events);

    std::int64_t position() const { return as_of().position; }
    AsOf as_of() const;

    /// figures.no_history, figures.not_by_market, figures.not_by_region where the metric can't be
    /// asked for so; figures.not_covered where the log knows none of the days (a zero would look
    /// like a fact); figures.series_too_long.
    Result<FigureAnswer> figure(Metric metric, const Slice& slice, Step step) const;

    /// Totals of all metrics; those that can't be asked for so are left out. figures.not_covered.
    Result<FigureList> figures(const Slice& slice) const;

    /// The events behind a figure after the given position, oldest first, at most `limit`. Their
    /// amounts together are the figure's total. Those of authorize(), of figure(), and
    /// figures.no_rows for a metric that no event tells.
    Result<RowPage> rows(const Actor& actor, Metric metric, const Slice& slice, std::int64_t after,
                         std::size_t limit) const;

    /// Every metric, whole and by county and market, as of one position.
    std::pair<std::vector<FigureSplit>, AsOf> splits() const;

    /// A copy, to compare.
    FigureFold fold() const;

private:
    std::optional<Days> covered(const FigureFold& fold, const Slice& slice) const;
    Figure figure_in(const FigureFold& fold, Metric metric, const Slice& slice) const;
    std::int64_t markets_in(const Slice& slice) const;
    FigureSplit split_in(const FigureFold& fold, Metric metric) const;
    Result<void> may_read_rows(const Actor& actor, const Slice& slice) const;
    RowPage rows_of_events(Metric metric, const Slice& slice, std::int64_t after,
                           std::size_t limit) const;
    RowPage rows_of_people(Metric metric, const Slice& slice, std::int64_t after,
                           std::size_t limit) const;

    storage::Database& database_;
    const Clock& clock_;
    const accounts::Policy& policy_;
    const places::Regions& regions_;
    const markets::MarketDirectory& markets_;
    CountyLookup counties_;
    mutable Guarded<FigureFold> fold_;
};

}  // namespace gig::oversight
