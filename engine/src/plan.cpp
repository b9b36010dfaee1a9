#include "gigfair/plan.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "gigfair/filters.h"
#include "refusal.h"

namespace gigfair {

namespace {

/// The same worker's search on that date, for the filters and ranges that both share.
Query search_on_the_date(const DayQuery& day) {
    const Interval date = minutes_of(day.date);
    return {.home = day.home,
            .radius_m = radius_m_max,
            .now = day.now,
            .from = date.start,
            .to = date.end,
            .week_free = day.week_free,
            .busy = day.busy,
            .pay_floor = day.pay_floor,
            .certificates = day.certificates,
            .night_ok = day.night_ok,
            .blocked = day.blocked};
}

/// An opening that the worker could take, if nothing else.
struct Candidate {
    Opening opening;
    Interval free;              // The free interval that it lies in.
    std::size_t outing;         // Inside one outing the way to the next shift is direct.
    std::int32_t home_minutes;  // From home, and back.
    std::int32_t wage_fen;
};

class Ways {
public:
    explicit Ways(const DayQuery& day)
        : home_(day.home), plane_(day.home.lat_e7), speed_kmh_(day.speed_kmh) {}

    std::int32_t from_home(const Opening& to) const { return minutes(home_, to.place); }
    std::int32_t between(const Opening& from, const Opening& to) const {
        return minutes(from.place, to.place);
    }

private:
    std::int32_t minutes(Place from, Place to) const {
        return travel_minutes(plane_.metres(from, to), speed_kmh_);
    }

    Place home_;
    Plane plane_;
    std::uint32_t speed_kmh_;
};

std::vector<Interval> free_intervals(const DayQuery& day) {
    const Interval date = minutes_of(day.date);
    std::vector<Interval> intervals;
    for (Minute at = date.start; at < date.end; at += slot_minutes) {
        const Interval slot{at, at + slot_minutes};
        if (!is_free(day.week_free, day.busy, slot)) continue;
        if (!intervals.empty() && intervals.back().end == slot.start) {
            intervals.back().end = slot.end;
        } else {
            intervals.push_back(slot);
        }
    }
    return intervals;
}

std::int32_t wage_fen(const Opening& opening) {
    constexpr std::int32_t minutes_an_hour = 60;
    return opening.pay_fen_hour * (opening.end - opening.start) / minutes_an_hour;
}

/// In the order of their starts, so that each outing's stand together.
std::vector<Candidate> candidates_of(const DayQuery& day, std::span<const Opening> openings) {
    const Query search = search_on_the_date(day);
    const std::vector<Interval> intervals = free_intervals(day);
    const Ways ways(day);

    std::vector<Candidate> candidates;
    for (const Opening& opening : openings) {
        const auto free = std::ranges::find_if(intervals, [&](const Interval& interval) {
            return interval.start <= opening.start && opening.end <= interval.end;
        });
        constexpr std::uint32_t no_distance_m = 0;  // The radius is the caller's affair.
        if (free == intervals.end() || why_not(search, opening, no_distance_m)) continue;
        if (candidates.size() == candidates_max) refuse(Fault{"openings", "over 500 candidates"});
        const auto outing = static_cast<std::size_t>(free - intervals.begin());
        candidates.push_back({opening, *free, day.stays_out ? 0 : outing, ways.from_home(opening),
                              wage_fen(opening)});
    }
    std::ranges::sort(candidates, {}, [](const Candidate& candidate) {
        return std::tuple(candidate.opening.start, candidate.opening.id);
    });
    return candidates;
}

/// What may still come from some moment of a day on: a next stop with its own rest of the day, or
/// nothing more.
struct Rest {
    std::int32_t value_fen = 0;
    std::int32_t travel_minutes = 0;
    const Candidate* next = nullptr;
    const Rest* then = nullptr;  // After that stop.
};

/// By value, travel and the next stop's id; none comes first.
bool comes_before(const Rest& left, const Rest& right) {
    const auto id = [](const Rest& rest) {
        return rest.next == nullptr ? std::int64_t{-1} : rest.next->opening.id;
    };
    if (left.value_fen != right.value_fen) return left.value_fen > right.value_fen;
    if (left.travel_minutes != right.travel_minutes) {
        return left.travel_minutes < right.travel_minutes;
    }
    return id(left) < id(right);
}

/// Keeps the best of what it is shown, best first; what ties stays in the order of showing.
class BestRests {
public:
    void show(const Rest& rest) {
        if (is_full() && !comes_before(rest, rests_[count_ - 1])) return;
        std::size_t at = is_full() ? count_ - 1 : count_++;
        for (; at > 0 && comes_before(rest, rests_[at - 1]); --at) {
            rests_[at] = rests_[at - 1];
        }
        rests_[at] = rest;
    }

    bool empty() const { return count_ == 0; }
    std::int32_t best_value_fen() const { return rests_[0].value_fen; }

    /// Whether any rest of this value would be turned away.
    bool is_beyond(std::int32_t value_fen) const {
        return is_full() && value_fen < rests_[count_ - 1].value_fen;
    }

    const Rest* begin() const { return rests_.data(); }
    const Rest* end() const { return rests_.data() + count_; }

private:
    bool is_full() const { return count_ == plans_max; }

    std::array<Rest, plans_max> rests_;
    std::size_t count_ = 0;
};

/// All days of one worker, of which the best are found from their end: for each stop the best
/// rests.
///
/// A set of openings has one order in which it can be lived, that of the starts, and the outings
/// fix its ways. So the days are the paths of a graph without cycles, each another set. To keep
/// plans_max rests at each moment is enough: with the same stops and ways put before two rests,
/// value and minutes of both move alike, and their ids differ first where they did. (From the
/// morning on that fails: 1 comes before 1 2, but 1 2 3 before 1 3.)
///
/// Rests that tie even in their next stop both come from that stop's own list and are shown in its
/// order, so that the order of showing decides rightly what comes_before leaves open.
class Days {
public:
    Days(const DayQuery& day, const std::vector<Candidate>& candidates)
        : ways_(day),
          minute_value_fen_(static_cast<std::int32_t>(day.minute_value_fen)),
          candidates_(candidates),
          after_(candidates.size()) {}

    std::vector<Plan> best() {
        std::vector<Plan> plans;
        for (const Rest& day : whole_days()) {
            if (day.value_fen > 0) plans.push_back(plan_of(day));
        }
        return plans;
    }

private:
    BestRests whole_days() {
        BestRests at_home;
        at_home.show(Rest{});
        for (std::size_t end = candidates_.size(); end > 0;) {
            const std::size_t begin = begin_of_outing(end - 1);
            at_home = before_outing(begin, end, at_home);
            end = begin;
        }
        return at_home;
    }

    std::size_t begin_of_outing(std::size_t at) const {
        while (at > 0 && candidates_[at - 1].outing == candidates_[at].outing) {
            --at;
        }
        return at;
    }

    /// At home before the outing: stay there until after it, or leave for one of its shifts.
    BestRests before_outing(std::size_t begin, std::size_t end, const BestRests& at_home_later) {
        BestRests at_home = at_home_later;
        for (std::size_t at = end; at-- > begin;) {
            after_[at] = after_stop(at, end, at_home_later);
            const Candidate& stop = candidates_[at];
            if (stop.home_minutes > stop.opening.start - stop.free.start) continue;
            show_stop(at, stop.home_minutes, at_home);
        }
        return at_home;
    }

    /// After a stop: the way home, or directly to a later stop of the same outing.
    BestRests after_stop(std::size_t at, std::size_t end, const BestRests& at_home_later) const {
        const Candidate& stop = candidates_[at];
        BestRests rests;
        if (stop.home_minutes <= stop.free.end - stop.opening.end) {
            for (const Rest& rest : at_home_later) {
                rests.show(after_way(stop.home_minutes, rest));
            }
        }
        for (std::size_t later = at + 1; later < end; ++later) {
            const Minute pause = candidates_[later].opening.start - stop.opening.end;
            if (pause < 0 || !is_worth_a_way(later, rests)) continue;
            const std::int32_t way = ways_.between(stop.opening, candidates_[later].opening);
            if (way <= pause) show_stop(later, way, rests);
        }
        return rests;
    }

    /// False where not even the shortest way would have the stop kept: that spares the distance.
    bool is_worth_a_way(std::size_t at, const BestRests& rests) const {
        if (after_[at].empty()) return false;
        return !rests.is_beyond(candidates_[at].wage_fen + after_[at].best_value_fen());
    }

    void show_stop(std::size_t at, std::int32_t way_minutes, BestRests& rests) const {
        const Candidate& stop = candidates_[at];
        for (const Rest& rest : after_[at]) {
            rests.show(after_way(way_minutes, {.value_fen = stop.wage_fen + rest.value_fen,
                                               .travel_minutes = rest.travel_minutes,
                                               .next = &stop,
                                               .then = &rest}));
        }
    }

    Rest after_way(std::int32_t minutes, Rest rest) const {
        rest.travel_minutes += minutes;
        rest.value_fen -= minutes * minute_value_fen_;
        return rest;
    }

    Plan plan_of(const Rest& day) const {
        Plan plan{day.value_fen, 0, day.travel_minutes, {}, 0};
        const Candidate* before = nullptr;
        for (const Rest* rest = &day; rest->next != nullptr; rest = rest->then) {
            plan.stops.push_back(stop_of(*rest->next, before));
            plan.wage_fen += rest->next->wage_fen;
            plan.home_at = rest->next->opening.end + rest->next->home_minutes;
            before = rest->next;
        }
        return plan;
    }

    Stop stop_of(const Candidate& stop, const Candidate* before) const {
        const Opening& opening = stop.opening;
        const bool is_direct = before != nullptr && before->outing == stop.outing;
        const std::int32_t way =
            is_direct ? ways_.between(before->opening, opening) : stop.home_minutes;
        return {.opening = opening.id,
                .leave = opening.start - way,
                .arrive = opening.start,
                .start = opening.start,
                .end = opening.end,
                .wage_fen = stop.wage_fen};
    }

    Ways ways_;
    std::int32_t minute_value_fen_;
    const std::vector<Candidate>& candidates_;
    std::vector<BestRests> after_;
};

}  // namespace

std::optional<Fault> fault_of(const DayQuery& query) {
    if (query.date < 1 || query.date > date_max) return Fault{"date", "not in 1..1491307"};
    if (const auto fault = fault_of(search_on_the_date(query))) return fault;
    if (query.speed_kmh < 1 || query.speed_kmh > speed_kmh_max) {
        return Fault{"speed_kmh", "not in 1..120"};
    }
    if (query.minute_value_fen > minute_value_fen_max) {
        return Fault{"minute_value_fen", "over 10000"};
    }
    return std::nullopt;
}

std::vector<Plan> plan(const DayQuery& query, std::span<const Opening> openings) {
    refuse(fault_of(query));
    const std::vector<Candidate> candidates = candidates_of(query, openings);
    return Days(query, candidates).best();
}

}  // namespace gigfair
