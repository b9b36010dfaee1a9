#include "matching/search_service.h"

#include <algorithm>
#include <limits>

#include "base/invariant.h"
#include "base/time.h"
#include "gigfair/filters.h"
#include "gigfair/geo.h"
#include "matching/text_match.h"

namespace gig::matching {

namespace {

/// Behind every distance.
constexpr std::int64_t remote_rank = std::numeric_limits<std::uint32_t>::max();

/// The part of a search that the engine's filters answer. Its dates may be up to a minute too
/// wide, because the engine counts in minutes: Filter looks at them again.
gigfair::Query engine_query(const Search& search, Time now) {
    gigfair::Query query{};
    query.home = {search.home.latitude().e7, search.home.longitude().e7};
    query.radius_m = search.radius_m;
    query.mode = gigfair::Mode::distance;
    query.now = minute_of(now);
    query.from = std::max(0, minute_of(search.from));
    query.to = std::max(0, minute_not_before(search.to));
    query.wishes = search.occupations;
    query.only_wished = !search.occupations.empty();
    query.pay_floor = search.pay_min_fen;
    if (search.settlement) {
        query.settlements = static_cast<std::uint8_t>(1U << static_cast<int>(*search.settlement));
    }
    query.certificates = std::numeric_limits<std::uint32_t>::max();  // A visitor may have any.
    return query;
}

/// Whether an opening is what the search asks for, and how far away.
class Filter {
public:
    Filter(const Search& search, Time now)
        : search_(search), query_(engine_query(search, now)), home_(query_.home) {
        invariant(!gigfair::fault_of(query_));
    }

    std::optional<Found> found(const IndexedOpening& opening) const {
        if (opening.is_remote() && !asks_for_remote()) return std::nullopt;
        const std::uint32_t metres =
            opening.is_remote() ? 0 : home_.metres_to(opening.engine.place);
        if (gigfair::why_not(query_, opening.engine, metres)) return std::nullopt;
        if (!fits_times(opening) || !fits_job(opening)) return std::nullopt;
        if (opening.is_remote()) return Found{&opening, std::nullopt};
        return Found{&opening, metres};
    }

private:
    bool asks_for_remote() const {
        return search_.order == Order::recent || !search_.words.empty();
    }

    bool fits_times(const IndexedOpening& opening) const {
        if (opening.start < search_.from || opening.start >= search_.to) return false;
        const double hours = static_cast<double>(opening.engine.end - opening.engine.start) / 60;
        return search_.hours_min <= hours && hours <= search_.hours_max;
    }

    bool fits_job(const IndexedOpening& opening) const {
        const JobCard& card = *opening.card;
        if (search_.market && card.market != search_.market) return false;
        if (search_.span && *search_.span != span_of(card)) return false;
        if (search_.shift && !is_wished(*search_.shift, opening)) return false;
        return has_all(card.search_text, search_.words);
    }

    static Span span_of(const JobCard& card) {
        if (card.dates <= 1) return Span::one_day;
        return card.dates <= span_days_max ? Span::days : Span::season;
    }

    static bool is_wished(ShiftWish wish, const IndexedOpening& opening) {
        const gigfair::ShiftClass shift = gigfair::shift_class(opening.engine.shift());
        switch (wish) {
            case ShiftWish::day:
                return shift == gigfair::ShiftClass::day;
            case ShiftWish::long_day:
                return shift == gigfair::ShiftClass::long_day;
            case ShiftWish::night:
                return shift == gigfair::ShiftClass::night;
            case ShiftWish::rotating:
                return opening.card->rotating;
        }
        return false;
    }

    const Search& search_;
    gigfair::Query query_;
    gigfair::DistanceFrom home_;
};

Position position_of(const Found& found, Order order) {
    const IndexedOpening& opening = *found.opening;
    if (order == Order::recent) {
        return {-opening.card->posted_at.time_since_epoch().count(), opening.engine.id};
    }
    return {found.distance_m ? std::int64_t{*found.distance_m} : remote_rank, opening.engine.id};
}

struct Candidate {
    Position position;
    Found found;

    friend bool operator<(const Candidate& left, const Candidate& right) {
        return left.position < right.position;
    }
};

/// Keeps the first `count` by position: a heap with the last of them on top.
void keep(std::vector<Candidate>& heap, const Candidate& candidate, std::size_t count) {
    if (heap.size() == count && !(candidate < heap.front())) return;
    heap.push_back(candidate);
    std::push_heap(heap.begin(), heap.end());
    if (heap.size() <= count) return;
    std::pop_heap(heap.begin(), heap.end());
    heap.pop_back();
}

}  // namespace

FoundPage SearchService::find(const Search& search, std::optional<Position> after,
                              std::size_t limit) const {
    invariant(limit >= 1 && limit <= found_max);
    FoundPage page{index_.snapshot(), {}, std::nullopt};
    const Filter filter(search, clock_.now());

    std::vector<Candidate> first;
    page.snapshot->each([&](const IndexedOpening& opening) {
        const std::optional<Found> found = filter.found(opening);
        if (!found) return;
        const Position position = position_of(*found, search.order);
        if (after && position <= *after) return;
        keep(first, {position, *found}, limit + 1);  // One more tells whether a page follows.
    });
    std::sort_heap(first.begin(), first.end());

    const bool has_more = first.size() > limit;
    if (has_more) {
        first.pop_back();
        page.next = first.back().position;
    }
    for (const Candidate& candidate : first) {
        page.items.push_back(candidate.found);
    }
    return page;
}

}  // namespace gig::matching
