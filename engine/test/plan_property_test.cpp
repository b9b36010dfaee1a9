#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "day.h"
#include "gigfair/plan.h"

namespace gigfair {
namespace {

using sample::at;
using sample::donghu;
using sample::free_all_day;
using sample::lunch;
using sample::tuesday;

// The contract once more, written without looking at the library: minutes of the day one by one,
// and every subset of the openings lived through.
namespace naive {

class Tuesday {
public:
    Tuesday(const DayQuery& query, const std::vector<Opening>& openings) : query_(query) {
        bool* minute = is_free_;
        for (int slot = 0; slot < 48; ++slot) {
            minute = std::fill_n(minute, 30, is_slot_free(slot));
        }
        for (const Opening& opening : openings) {
            if (is_candidate(opening)) candidates_.push_back(opening);
        }
        std::ranges::sort(candidates_, {}, &Opening::start);
    }

    std::size_t candidates() const { return candidates_.size(); }

    /// All that are worth something, best first.
    std::vector<Plan> plans() const {
        std::vector<Plan> plans;
        for (unsigned subset = 1; subset < 1U << candidates_.size(); ++subset) {
            Plan plan{};
            if (live(subset, plan) && plan.value_fen > 0) plans.push_back(plan);
        }
        std::ranges::sort(plans, {}, [](const Plan& plan) {
            return std::tuple(-plan.value_fen, plan.travel_minutes, ids(plan));
        });
        return plans;
    }

    static std::vector<std::uint32_t> ids(const Plan& plan) {
        std::vector<std::uint32_t> ids;
        ids.reserve(plan.stops.size());
        for (const Stop& stop : plan.stops) {
            ids.push_back(stop.opening);
        }
        return ids;
    }

private:
    static constexpr Minute midnight = at(1, 0);

    bool is_slot_free(int slot) const {
        if (!query_.week_free.is_free(48 + slot)) return false;
        for (int minute = slot * 30; minute < slot * 30 + 30; ++minute) {
            for (const Interval& busy : query_.busy) {
                if (busy.start <= midnight + minute && midnight + minute < busy.end) return false;
            }
        }
        return true;
    }

    bool is_free(Minute from, Minute to) const {
        for (Minute minute = from; minute < to; ++minute) {
            const Minute of_day = minute - midnight;
            if (of_day < 0 || of_day >= 1'440 || !is_free_[of_day]) return false;
        }
        return true;
    }

    bool is_candidate(const Opening& opening) const {
        bool is_night = false;
        for (Minute minute = opening.start; minute < opening.end; ++minute) {
            const Minute hour = (minute - midnight + 1'440) / 60 % 24;
            is_night = is_night || hour >= 22 || hour < 6;
        }
        return opening.places > 0 && opening.start > query_.now &&
               is_free(opening.start, opening.end) && opening.pay_fen_hour >= query_.pay_floor &&
               (opening.certificates & query_.certificates) == opening.certificates &&
               (query_.night_ok || !is_night) &&
               std::ranges::count(query_.blocked, opening.employer) == 0;
    }

    int way(Place from, Place to) const {
        constexpr double unit = 1.7453292519943295e-9;
        const double x = static_cast<double>(to.lon_e7 - from.lon_e7) * unit * cosine_of_home_;
        const double y = static_cast<double>(to.lat_e7 - from.lat_e7) * unit;
        const auto metres = std::lround(6371008.8 * std::sqrt(x * x + y * y));
        int minutes = 0;
        while (minutes * 1'000L * query_.speed_kmh < metres * 78) {
            ++minutes;
        }
        return minutes;
    }

    bool live(unsigned subset, Plan& plan) const {
        const Opening* before = nullptr;
        for (std::size_t at = 0; at < candidates_.size(); ++at) {
            if ((subset >> at & 1U) == 0) continue;
            const Opening& stop = candidates_[at];
            if (before != nullptr && stop.start < before->end) return false;
            const bool is_from_home =
                before == nullptr || (!query_.stays_out && !is_free(before->end, stop.start));
            if (before != nullptr && is_from_home && !go_home(*before, plan)) return false;
            const int minutes = way(is_from_home ? query_.home : before->place, stop.place);
            const Minute leave = stop.start - minutes;
            if (is_from_home && !is_free(leave, stop.start)) return false;
            if (!is_from_home && leave < before->end) return false;
            const int wage = stop.pay_fen_hour * (stop.end - stop.start) / 60;
            plan.stops.push_back({stop.id, leave, stop.start, stop.start, stop.end, wage});
            plan.wage_fen += wage;
            plan.travel_minutes += minutes;
            before = &stop;
        }
        if (!go_home(*before, plan)) return false;
        plan.value_fen =
            plan.wage_fen - plan.travel_minutes * static_cast<int>(query_.minute_value_fen);
        return true;
    }

    bool go_home(const Opening& from, Plan& plan) const {
        const int minutes = way(from.place, query_.home);
        plan.travel_minutes += minutes;
        plan.home_at = from.end + minutes;
        return is_free(from.end, plan.home_at);
    }

    const DayQuery& query_;
    double cosine_of_home_ = cosine(query_.home.lat_e7 * 1.7453292519943295e-9);
    bool is_free_[1'440] = {};
    std::vector<Opening> candidates_;
};

}  // namespace naive

/// Draws few places, times and pays on purpose, so that values and ways tie.
class DayDice {
public:
    explicit DayDice(std::uint64_t seed) : random_(seed) {}

    int between(int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random_);
    }
    bool one_in(int n) { return between(1, n) == 1; }
    void shuffle(std::vector<Opening>& openings) { std::ranges::shuffle(openings, random_); }

    Place place() {
        return {donghu.lat_e7 + between(-1, 1) * 90'000, donghu.lon_e7 + between(-1, 1) * 60'000};
    }

    Opening opening(std::uint32_t id, int minutes_max) {
        Opening opening = lunch();
        opening.id = id;
        opening.employer = static_cast<std::uint32_t>(between(1, 8));
        opening.place = place();
        opening.pay_fen_hour = static_cast<std::uint16_t>(one_in(4) ? 0 : between(4, 7) * 600);
        opening.start = at(1, 0) + between(-2, 97) * 15;
        opening.end = opening.start + between(1, minutes_max / 15) * 15 - (one_in(8) ? 7 : 0);
        opening.certificates = one_in(8) ? 1U << between(0, 1) : 0;
        opening.places = one_in(16) ? 0 : 1;
        return opening;
    }

    /// Ids from few numbers, so that they are in no order.
    std::vector<Opening> openings(int count, int minutes_max) {
        std::set<std::uint32_t> ids;
        while (static_cast<int>(ids.size()) < count) {
            ids.insert(static_cast<std::uint32_t>(between(1, 40)));
        }
        std::vector<Opening> openings;
        openings.reserve(ids.size());
        for (const std::uint32_t id : ids) {
            openings.push_back(opening(id, minutes_max));
        }
        shuffle(openings);
        return openings;
    }

    DayQuery query() {
        DayQuery query = free_all_day();
        query.home = place();
        query.now = one_in(4) ? at(1, between(0, 23)) : at(0, 8);
        query.stays_out = one_in(2);
        if (one_in(3)) query.speed_kmh = static_cast<std::uint32_t>(between(2, 40));
        if (one_in(2)) query.minute_value_fen = one_in(2) ? 0 : 60;
        while (one_in(2))
            query.week_free.set_free(48 + between(0, 47), false);
        while (one_in(2)) {
            const Minute start = at(1, 0) + between(-100, 1'440);
            query.busy.push_back({start, start + between(1, 200)});
        }
        query.certificates = static_cast<std::uint32_t>(between(0, 3));
        query.night_ok = !one_in(4);
        query.pay_floor = one_in(4) ? 2'500 : 0;
        if (one_in(4)) query.blocked = {static_cast<std::uint32_t>(between(1, 8))};
        return query;
    }

private:
    std::mt19937_64 random_;
};

/// What decided between two neighbours in the order of the plans.
std::string decided_by(const Plan& better, const Plan& worse) {
    if (better.value_fen != worse.value_fen) return "value";
    if (better.travel_minutes != worse.travel_minutes) return "way";
    const auto ids = naive::Tuesday::ids(better);
    const auto others = naive::Tuesday::ids(worse);
    const auto [own, other] = std::ranges::mismatch(ids, others);
    return own == ids.end() ? "prefix" : "id";
}

struct Tally {
    std::map<std::string, int> decisions;
    std::map<std::size_t, int> plans;  // How many were listed.
    std::size_t longest = 0;
};

void expect_the_best_of_all(DayDice& dice, int openings_max, int minutes_max, Tally& tally) {
    const DayQuery query = dice.query();
    const std::vector<Opening> openings = dice.openings(dice.between(0, openings_max), minutes_max);
    std::vector<Plan> all = naive::Tuesday(query, openings).plans();
    for (std::size_t at = 1; at < std::min<std::size_t>(all.size(), 4); ++at) {
        ++tally.decisions[decided_by(all[at - 1], all[at])];
    }
    if (all.size() > 3) all.resize(3);
    ASSERT_EQ(plan(query, openings), all);

    ++tally.plans[all.size()];
    for (const Plan& plan : all) {
        tally.longest = std::max(tally.longest, plan.stops.size());
    }
}

TEST(PlanPropertyTest, IsTheBestOfAllSubsets) {
    constexpr std::uint64_t seed = 20'261'127;
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    DayDice dice(seed);
    Tally tally;
    for (int round = 0; round < 10'000; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        ASSERT_NO_FATAL_FAILURE(expect_the_best_of_all(dice, 9, 240, tally));
    }
    for (int round = 0; round < 100; ++round) {
        SCOPED_TRACE("long round " + std::to_string(round));
        ASSERT_NO_FATAL_FAILURE(expect_the_best_of_all(dice, 13, 90, tally));
    }
    for (const auto& [what, times] : tally.decisions) {
        std::printf("decided by %s: %d\n", what.c_str(), times);
        EXPECT_GT(times, 200) << what;
    }
    EXPECT_EQ(tally.decisions.size(), 4U) << "value, way, id and prefix each decided";
    for (const auto& [plans, times] : tally.plans) {
        std::printf("%zu plans: %d\n", plans, times);
        EXPECT_GT(times, 200) << plans;
    }
    EXPECT_EQ(tally.plans.size(), 4U);
    EXPECT_GE(tally.longest, 6U);
}

}  // namespace
}  // namespace gigfair
