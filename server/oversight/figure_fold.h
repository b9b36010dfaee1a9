#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "events/events.h"
#include "oversight/figures.h"

namespace gig::oversight {

/// What one event adds to one figure.
struct Counted {
    Metric metric;
    std::int64_t amount;
    Spot spot;

    friend bool operator==(const Counted&, const Counted&) = default;
};

/// All figures as a fold over the log: counters for each metric, day and spot, and the few facts
/// that tell a first time from a second. Pure: the same events give the same figures, whether
/// taken one by one or all at once. One thread at a time.
///
/// Memory: 64 bytes a counter (metric, day and spot that had something), 16 bytes an intent, about
/// 40 bytes an opening, an employer and a worker. Events that nothing counts cost nothing.
class FigureFold {
public:
    explicit FigureFold(CountyLookup counties) : counties_(std::move(counties)) {}

    /// Takes the next event; one that was taken before is left out.
    void apply(const events::Recorded& recorded);

    /// What an event that was taken adds. For distinct people: itself once, whoever it was.
    std::vector<Counted> counted_by(const events::Recorded& recorded) const;

    /// The metric has a history. Walks the counters of the days, or the intents.
    std::int64_t total(Metric metric, const Slice& slice) const;

    /// One point a step, also where it is 0. For distinct people each point stands for itself:
    /// who comes again in another step is in both.
    std::vector<Point> series(Metric metric, const Slice& slice, Days days, Step step) const;

    /// The first event in the slice of each person, in order of the log: what the total counts.
    std::vector<std::int64_t> first_intents(const Slice& slice) const;

    const AsOf& as_of() const { return as_of_; }

    /// From the first event to the last; nothing for an empty log.
    const std::optional<Days>& days() const { return days_; }

    std::size_t counters() const;

    /// Whether two folds tell the same and would go on alike.
    bool same_as(const FigureFold& other) const;

private:
    using SpotNumber = std::uint32_t;
    using Day = std::chrono::sys_days;
    using Counters = std::map<std::pair<Day, SpotNumber>, std::int64_t>;

    struct Intent {
        std::int64_t sequence;
        std::uint32_t worker;
        SpotNumber spot;

        friend bool operator==(const Intent&, const Intent&) = default;
    };

    void remember(const events::Recorded& recorded);
    void remember_openings(const events::JobOpened& opened);
    void add(const Counted& counted, Day day);
    std::uint32_t worker_number(AccountId worker);
    SpotNumber spot_number(const Spot& spot);
    Spot spot_of(std::optional<MarketId> market) const;
    Spot spot_of(std::optional<MarketId> market, const std::optional<GeoPoint>& place) const;
    Spot spot_of_opening(OpeningId opening, std::optional<MarketId> market) const;
    std::vector<bool> spots_in(const Slice& slice) const;
    void count_people(Slice slice, Days days, std::vector<Point>& points) const;
    template <typename Visit>
    void each_intent(const Slice& slice, Visit&& visit) const;

    CountyLookup counties_;
    AsOf as_of_;
    std::optional<Days> days_;
    std::array<Counters, metric_count> counters_;

    std::vector<Spot> spots_;  // By number.
    std::map<Spot, SpotNumber> spot_numbers_;
    std::unordered_map<OpeningId, SpotNumber> openings_;           // Where each is, for ever.
    std::unordered_map<EmployerId, std::int64_t> first_verified_;  // By event.
    std::unordered_map<AccountId, std::int64_t> first_profile_;    // By event.
    std::unordered_map<AccountId, std::uint32_t> worker_numbers_;  // Of those with an intent.
    std::map<Day, std::vector<Intent>> intents_;
};

}  // namespace gig::oversight
