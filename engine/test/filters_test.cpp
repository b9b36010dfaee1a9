#include "gigfair/filters.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

#include "sample.h"

namespace gigfair {
namespace {

using sample::anybody;
using sample::at;
using sample::lunch;

// NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): what a faulty caller may hand over.
constexpr Settlement settlement_beyond{settlement_count};

/// The answer's code, or "listed", after a change of the ordinary case.
std::string answer(const std::function<void(Query&, Opening&)>& change,
                   std::uint32_t distance_m = 0) {
    Query query = anybody();
    Opening opening = lunch();
    change(query, opening);
    EXPECT_FALSE(fault_of(query)) << fault_of(query)->field;
    EXPECT_FALSE(fault_of(opening)) << fault_of(opening)->field;
    const std::optional<WhyNot> why = why_not(query, opening, distance_m);
    return why ? std::string(name_of(*why)) : "listed";
}

TEST(FilterTest, TheOrdinaryCaseIsListed) {
    EXPECT_EQ(answer([](Query&, Opening&) {}), "listed");
}

TEST(FilterTest, ClosedWithoutPlacesOrOnceItHasBegun) {
    EXPECT_EQ(answer([](Query&, Opening& opening) { opening.places = 0; }), "closed");
    EXPECT_EQ(answer([](Query& query, Opening& opening) { query.now = opening.start; }), "closed");
    EXPECT_EQ(answer([](Query& query, Opening& opening) { query.now = opening.start - 1; }),
              "listed");
}

TEST(FilterTest, OutsideDatesIsHalfOpen) {
    EXPECT_EQ(answer([](Query& query, Opening& opening) { query.from = opening.start; }), "listed");
    EXPECT_EQ(answer([](Query& query, Opening& opening) { query.from = opening.start + 1; }),
              "outside_dates");
    EXPECT_EQ(answer([](Query& query, Opening& opening) { query.to = opening.start + 1; }),
              "listed");
    EXPECT_EQ(answer([](Query& query, Opening& opening) { query.to = opening.start; }),
              "outside_dates");
    EXPECT_EQ(answer([](Query& query, Opening&) { query.to = query.from; }), "outside_dates");
}

TEST(FilterTest, TooFarIsBeyondTheRadius) {
    EXPECT_EQ(answer([](Query&, Opening&) {}, 10'000), "listed");
    EXPECT_EQ(answer([](Query&, Opening&) {}, 10'001), "too_far");
}

TEST(FilterTest, ClashesWithTheWeeklyPattern) {
    const auto without_slot = [](std::int32_t slot) {
        return answer([&](Query& query, Opening&) { query.week_free.set_free(slot, false); });
    };
    constexpr std::int32_t tuesday = 48;
    EXPECT_EQ(without_slot(tuesday + 20), "listed");   // 10:00–10:30
    EXPECT_EQ(without_slot(tuesday + 21), "clashes");  // 10:30–11:00
    EXPECT_EQ(without_slot(tuesday + 26), "clashes");  // 13:00–13:30
    EXPECT_EQ(without_slot(tuesday + 27), "listed");   // 13:30–14:00
}

TEST(FilterTest, ClashesAcrossMidnight) {
    const auto night_without_slot = [](std::int32_t slot) {
        return answer([&](Query& query, Opening& opening) {
            opening.start = at(6, 22);
            opening.end = at(7, 2);  // Sunday night to Monday.
            query.week_free.set_free(slot, false);
        });
    };
    EXPECT_EQ(night_without_slot(335), "clashes");  // Sunday 23:30
    EXPECT_EQ(night_without_slot(0), "clashes");    // Monday 00:00
    EXPECT_EQ(night_without_slot(3), "clashes");    // Monday 01:30
    EXPECT_EQ(night_without_slot(4), "listed");     // Monday 02:00
}

TEST(FilterTest, BusyTimeTakesEverySlotThatItTouches) {
    const auto busy = [](Minute start, Minute end) {
        return answer([&](Query& query, Opening&) { query.busy = {{start, end}}; });
    };
    EXPECT_EQ(busy(at(1, 9), at(1, 10, 30)), "listed");
    EXPECT_EQ(busy(at(1, 9), at(1, 10, 31)), "clashes");
    EXPECT_EQ(busy(at(1, 13, 30), at(1, 14)), "listed");
    EXPECT_EQ(busy(at(1, 13, 29), at(1, 14)), "clashes");
    EXPECT_EQ(busy(at(1, 11), at(1, 11, 1)), "clashes");
    EXPECT_EQ(busy(at(8, 11), at(8, 12)), "listed");  // The same hours a week later.
    // Neither touches a minute of the other, but both touch the slot 13:00–13:30.
    EXPECT_EQ(answer([](Query& query, Opening& opening) {
                  opening.end = at(1, 13, 10);
                  query.busy = {{at(1, 13, 20), at(1, 14)}};
              }),
              "clashes");
}

TEST(FilterTest, PayBelowFloor) {
    EXPECT_EQ(answer([](Query& query, Opening&) { query.pay_floor = 2'400; }), "listed");
    EXPECT_EQ(answer([](Query& query, Opening&) { query.pay_floor = 2'401; }), "pay_below_floor");
}

TEST(FilterTest, SettlementUnwanted) {
    EXPECT_EQ(answer([](Query& query, Opening&) { query.settlements = 0b00001; }), "listed");
    EXPECT_EQ(answer([](Query& query, Opening&) { query.settlements = 0b11110; }),
              "settlement_unwanted");
    EXPECT_EQ(answer([](Query& query, Opening& opening) {
                  opening.settlement = Settlement::completion;
                  query.settlements = 0b10000;
              }),
              "listed");
}

TEST(FilterTest, LacksCertificateUnlessAllAreHeld) {
    const auto held = [](std::uint32_t certificates) {
        return answer([&](Query& query, Opening& opening) {
            opening.certificates = 0x8000'0001;
            query.certificates = certificates;
        });
    };
    EXPECT_EQ(held(0x8000'0001), "listed");
    EXPECT_EQ(held(0xffff'ffff), "listed");
    EXPECT_EQ(held(0x0000'0001), "lacks_certificate");
    EXPECT_EQ(held(0), "lacks_certificate");
}

TEST(FilterTest, NightUnwanted) {
    const auto ends = [](Minute end, bool night_ok) {
        return answer([&](Query& query, Opening& opening) {
            opening.start = at(1, 18);
            opening.end = end;
            query.night_ok = night_ok;
        });
    };
    EXPECT_EQ(ends(at(1, 22), false), "listed");
    EXPECT_EQ(ends(at(1, 22, 1), false), "night_unwanted");
    EXPECT_EQ(ends(at(1, 22, 1), true), "listed");
}

TEST(FilterTest, OccupationUnwantedOnlyWithOnlyWished) {
    const auto wishing = [](std::uint16_t wish, bool only_wished, bool personalised) {
        return answer([&](Query& query, Opening&) {
            query.wishes = {wish};
            query.only_wished = only_wished;
            query.personalised = personalised;
        });
    };
    EXPECT_EQ(wishing(65, true, true), "listed");
    EXPECT_EQ(wishing(64, true, true), "occupation_unwanted");  // The same family isn't enough.
    EXPECT_EQ(wishing(64, false, true), "listed");
    EXPECT_EQ(wishing(64, true, false), "listed");
}

TEST(FilterTest, EmployerBlocked) {
    EXPECT_EQ(answer([](Query& query, Opening&) { query.blocked = {8, 9}; }), "employer_blocked");
    EXPECT_EQ(answer([](Query& query, Opening&) { query.blocked = {8}; }), "listed");
}

/// Breaks all filters, then mends one after another: what is left speaks in the fixed order.
TEST(FilterTest, TheFirstThatHoldsIsTheAnswer) {
    Query query = anybody();
    Opening opening = lunch();
    opening.start = at(1, 23);
    opening.end = at(2, 3);
    opening.places = 0;
    opening.certificates = 1;
    query.to = query.from;
    query.week_free = WeekPattern();
    query.pay_floor = 9'999;
    query.settlements = 0b00010;
    query.night_ok = false;
    query.wishes = {1};
    query.only_wished = true;
    query.blocked = {9};
    std::uint32_t distance_m = 10'001;

    const std::vector<std::pair<std::string, std::function<void()>>> order = {
        {"closed", [&] { opening.places = 1; }},
        {"outside_dates", [&] { query.to = at(7, 8); }},
        {"too_far", [&] { distance_m = 0; }},
        {"clashes", [&] { query.week_free = WeekPattern::always_free(); }},
        {"pay_below_floor", [&] { query.pay_floor = 0; }},
        {"settlement_unwanted", [&] { query.settlements = 0b00001; }},
        {"lacks_certificate", [&] { query.certificates = 1; }},
        {"night_unwanted", [&] { query.night_ok = true; }},
        {"occupation_unwanted", [&] { query.wishes.push_back(65); }},
        {"employer_blocked", [&] { query.blocked.clear(); }},
    };
    for (const auto& [code, mend] : order) {
        const std::optional<WhyNot> why = why_not(query, opening, distance_m);
        ASSERT_TRUE(why) << code;
        EXPECT_EQ(name_of(*why), code);
        mend();
    }
    EXPECT_FALSE(why_not(query, opening, distance_m));
}

std::string fault_after(const std::function<void(Query&, Opening&)>& change) {
    Query query = anybody();
    Opening opening = lunch();
    change(query, opening);
    if (const auto fault = fault_of(query)) return std::string(fault->field);
    if (const auto fault = fault_of(opening)) return std::string(fault->field);
    return "none";
}

TEST(FaultTest, RangesOfAQuery) {
    EXPECT_EQ(fault_after([](Query&, Opening&) {}), "none");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.home.lat_e7 = 900'000'001; }), "lon,lat");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.home.lon_e7 = -1'800'000'001; }), "lon,lat");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.radius_m = 0; }), "radius_m");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.radius_m = 200'000; }), "none");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.radius_m = 200'001; }), "radius_m");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.k = 0; }), "k");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.k = 1'001; }), "k");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.now = -1; }), "now_min");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.from = -1; }), "from_min");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.to = -1; }), "to_min");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.busy = {{5, 5}}; }), "busy");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.busy = {{-1, 5}}; }), "busy");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.wishes = {4'096}; }), "wishes");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.only_wished = true; }), "only_wished");
    EXPECT_EQ(fault_after([](Query& q, Opening&) {
                  q.only_wished = true;
                  q.personalised = false;
              }),
              "none");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.settlements = 0; }), "settlements");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.settlements = 0x20; }), "settlements");
    EXPECT_EQ(fault_after([](Query& q, Opening&) { q.prefer_settlement = settlement_beyond; }),
              "prefer_settlement");
}

TEST(FaultTest, RangesOfAnOpening) {
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.place.lat_e7 = -900'000'001; }), "lon,lat");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.occupation = 4'096; }), "occupation");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.settlement = settlement_beyond; }),
              "settlement");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.start = -1; }), "start_min");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.end = o.start; }), "end_min");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.end = o.start + 1'440; }), "none");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.end = o.start + 1'441; }), "end_min");
    EXPECT_EQ(fault_after([](Query&, Opening& o) {
                  o.start = 0;
                  o.end = std::numeric_limits<Minute>::max();
              }),
              "end_min");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.skills = 0b111; }), "none");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.skills = 0b1111; }), "skills");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.posted = -1; }), "posted_min");
    EXPECT_EQ(fault_after([](Query&, Opening& o) { o.trust = 1'001; }), "trust");
}

}  // namespace
}  // namespace gigfair
