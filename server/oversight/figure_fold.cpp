#include "oversight/figure_fold.h"

#include <algorithm>

#include "base/invariant.h"
#include "base/overloaded.h"

namespace gig::oversight {

namespace {

using std::chrono::sys_days;

bool is_verified(const events::EmployerChecked& checked) {
    return checked.state == "verified";
}

/// Whether the event is the first of its kind for that person or employer.
template <typename IdType>
bool is_first(const std::unordered_map<IdType, std::int64_t>& firsts, IdType id,
              std::int64_t sequence) {
    const auto found = firsts.find(id);
    return found != firsts.end() && found->second == sequence;
}

bool matches(const Spot& spot, const Slice& slice) {
    return (!slice.market || spot.market == slice.market) &&
           (!slice.county || spot.county == slice.county);
}

sys_days first_of(const Slice& slice) {
    return slice.from ? sys_days(*slice.from) : sys_days::min();
}

/// The first day that is no longer in the slice.
sys_days end_of(const Slice& slice) {
    return slice.to ? sys_days(*slice.to) + std::chrono::days(1) : sys_days::max();
}

}  // namespace

void FigureFold::apply(const events::Recorded& recorded) {
    if (recorded.sequence <= as_of_.position) return;
    remember(recorded);
    const Day day = day_of(recorded.at);
    for (const Counted& counted : counted_by(recorded)) {
        add(counted, day);
    }
    if (!days_) days_ = Days{day, day};
    days_->first = std::min(days_->first, day);
    days_->last = std::max(days_->last, day);
    as_of_ = {recorded.sequence, recorded.at};
}

/// Keeps what later events are judged by.
void FigureFold::remember(const events::Recorded& recorded) {
    std::visit(Overloaded{
                   [&](const events::EmployerChecked& checked) {
                       if (!is_verified(checked)) return;
                       first_verified_.try_emplace(checked.employer, recorded.sequence);
                   },
                   [&](const events::WorkerProfileSaved& saved) {
                       first_profile_.try_emplace(saved.worker, recorded.sequence);
                   },
                   [&](const events::IntentExpressed& expressed) {
                       const Spot spot = spot_of_opening(expressed.opening, expressed.market);
                       intents_[day_of(recorded.at)].push_back(
                           {recorded.sequence, worker_number(expressed.worker), spot_number(spot)});
                   },
                   [&](const events::JobOpened& opened) { remember_openings(opened); },
                   [](const auto&) {},
               },
               recorded.event);
}

/// A later text of a job moves nothing: where an opening is was settled when the job first opened.
void FigureFold::remember_openings(const events::JobOpened& opened) {
    const SpotNumber spot = spot_number(spot_of(opened.market, opened.place));
    for (const events::OpeningFacts& opening : opened.openings) {
        openings_.try_emplace(opening.id, spot);
    }
}

std::vector<Counted> FigureFold::counted_by(const events::Recorded& recorded) const {
    using Several = std::vector<Counted>;
    return std::visit(
        Overloaded{
            [&](const events::JobOpened& opened) -> Several {
                const Spot spot = spot_of(opened.market, opened.place);
                return {
                    {Metric::notices, 1, spot},
                    {Metric::posts, opened.people_wanted, spot},
                    {Metric::openings, static_cast<std::int64_t>(opened.openings.size()), spot}};
            },
            [&](const events::SeekerRegistered& registered) -> Several {
                return {{Metric::registrations, 1, spot_of(registered.market)}};
            },
            [&](const events::WorkerProfileSaved& saved) -> Several {
                if (!is_first(first_profile_, saved.worker, recorded.sequence)) return {};
                Spot spot;
                if (saved.region_code) spot.county = counties_.of_region(*saved.region_code);
                return {{Metric::workers_registered, 1, spot}};
            },
            [&](const events::EmployerChecked& checked) -> Several {
                if (!is_first(first_verified_, checked.employer, recorded.sequence)) return {};
                return {{Metric::employers, 1, Spot()}};
            },
            [&](const events::VisitCounted& visit) -> Several {
                return {{Metric::visits, 1, spot_of(visit.market)}};
            },
            [&](const events::IntentExpressed& expressed) -> Several {
                const Spot spot = spot_of_opening(expressed.opening, expressed.market);
                return {{Metric::intents, 1, spot}, {Metric::intent_people, 1, spot}};
            },
            [&](const events::IntentConfirmed& confirmed) -> Several {
                return {{Metric::confirmed, 1, spot_of_opening(confirmed.opening, std::nullopt)}};
            },
            [](const auto&) -> Several { return {}; },
        },
        recorded.event);
}

void FigureFold::add(const Counted& counted, Day day) {
    // People are counted anew for every question, from the intents.
    if (traits_of(counted.metric).of_people) return;
    counters_.at(static_cast<std::size_t>(counted.metric))[{day, spot_number(counted.spot)}] +=
        counted.amount;
}

std::uint32_t FigureFold::worker_number(AccountId worker) {
    const auto next = static_cast<std::uint32_t>(worker_numbers_.size());
    return worker_numbers_.try_emplace(worker, next).first->second;
}

FigureFold::SpotNumber FigureFold::spot_number(const Spot& spot) {
    const auto next = static_cast<SpotNumber>(spots_.size());
    const auto [found, is_new] = spot_numbers_.try_emplace(spot, next);
    if (is_new) spots_.push_back(spot);
    return found->second;
}

Spot FigureFold::spot_of(std::optional<MarketId> market) const {
    if (!market) return {};
    return {market, counties_.of_market(*market)};
}

/// A job counts where its work is, whichever market it came by; remote work where its market is.
Spot FigureFold::spot_of(std::optional<MarketId> market,
                         const std::optional<GeoPoint>& place) const {
    Spot spot = spot_of(market);
    if (place) spot.county = counties_.of_place(*place);
    return spot;
}

Spot FigureFold::spot_of_opening(OpeningId opening, std::optional<MarketId> market) const {
    const auto found = openings_.find(opening);
    if (found == openings_.end()) return spot_of(market);
    return spots_[found->second];
}

/// By number, whether the spot is in the slice.
std::vector<bool> FigureFold::spots_in(const Slice& slice) const {
    std::vector<bool> is_in(spots_.size());
    for (std::size_t number = 0; number < spots_.size(); ++number) {
        is_in[number] = matches(spots_[number], slice);
    }
    return is_in;
}

std::int64_t FigureFold::total(Metric metric, const Slice& slice) const {
    if (traits_of(metric).of_people) {
        return static_cast<std::int64_t>(first_intents(slice).size());
    }
    const Counters& counters = counters_.at(static_cast<std::size_t>(metric));
    const std::vector<bool> is_in = spots_in(slice);
    const sys_days end = end_of(slice);
    std::int64_t total = 0;
    for (auto each = counters.lower_bound({first_of(slice), 0});
         each != counters.end() && each->first.first < end; ++each) {
        if (is_in[each->first.second]) total += each->second;
    }
    return total;
}

std::vector<Point> FigureFold::series(Metric metric, const Slice& slice, Days days,
                                      Step step) const {
    std::vector<Point> points;
    for (sys_days day = days.first; day <= days.last; day += std::chrono::days(1)) {
        const bool begins = points.empty() || step_start(day, step) > points.back().from;
        if (begins) points.push_back({day, 0});
    }
    if (traits_of(metric).of_people) {
        count_people(slice, days, points);
        return points;
    }
    for (std::size_t at = 0; at < points.size(); ++at) {
        Slice part = slice;
        part.from = Date(points[at].from);
        const bool is_last = at + 1 == points.size();
        part.to = Date(is_last ? days.last : points[at + 1].from - std::chrono::days(1));
        points[at].value = total(metric, part);
    }
    return points;
}

/// Each person once in each point.
void FigureFold::count_people(Slice slice, Days days, std::vector<Point>& points) const {
    slice.from = Date(days.first);
    slice.to = Date(days.last);
    constexpr std::size_t never = 0;
    std::vector<std::size_t> last_point(worker_numbers_.size(), never);
    std::size_t at = 0;
    each_intent(slice, [&](sys_days day, const Intent& intent) {
        while (at + 1 < points.size() && points[at + 1].from <= day)
            ++at;
        std::size_t& last = last_point[intent.worker];
        if (last == at + 1) return;
        last = at + 1;
        ++points[at].value;
    });
}

template <typename Visit>
void FigureFold::each_intent(const Slice& slice, Visit&& visit) const {
    const std::vector<bool> is_in = spots_in(slice);
    const sys_days end = end_of(slice);
    for (auto day = intents_.lower_bound(first_of(slice));
         day != intents_.end() && day->first < end; ++day) {
        for (const Intent& intent : day->second) {
            if (is_in[intent.spot]) visit(day->first, intent);
        }
    }
}

std::vector<std::int64_t> FigureFold::first_intents(const Slice& slice) const {
    // Days are walked in order, but around midnight an event of the day before may come later in
    // the log: so the least sequence counts, not the first that is met.
    constexpr std::int64_t none = 0;
    std::vector<std::int64_t> first(worker_numbers_.size(), none);
    each_intent(slice, [&](sys_days, const Intent& intent) {
        std::int64_t& known = first[intent.worker];
        known = known == none ? intent.sequence : std::min(known, intent.sequence);
    });
    std::erase(first, none);
    std::ranges::sort(first);
    return first;
}

std::size_t FigureFold::counters() const {
    std::size_t count = 0;
    for (const Counters& each : counters_)
        count += each.size();
    return count;
}

bool FigureFold::same_as(const FigureFold& other) const {
    return as_of_ == other.as_of_ && days_ == other.days_ && counters_ == other.counters_ &&
           spots_ == other.spots_ && openings_ == other.openings_ &&
           first_verified_ == other.first_verified_ && first_profile_ == other.first_profile_ &&
           worker_numbers_ == other.worker_numbers_ && intents_ == other.intents_;
}

}  // namespace gig::oversight
