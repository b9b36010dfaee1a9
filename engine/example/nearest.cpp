// The nearest shifts around a home, of two that can be taken: what a first caller needs.

#include <cstdio>
#include <vector>

#include "gigfair/search.h"

int main() {
    using gigfair::Opening;
    using gigfair::Settlement;

    constexpr gigfair::Minute now = 29'900'000;
    constexpr gigfair::Minute hour = 60;

    Opening lunch{};
    lunch.id = 1;
    lunch.place = {.lat_e7 = 308'900'000, .lon_e7 = 1'201'040'000};
    lunch.pay_fen_hour = 2'600;
    lunch.settlement = Settlement::day;
    lunch.start = now + 3 * hour;
    lunch.end = now + 6 * hour;
    lunch.posted = now - hour;
    lunch.trust = gigfair::trust_prior;
    lunch.places = 2;

    Opening dinner = lunch;
    dinner.id = 2;
    dinner.place = {.lat_e7 = 308'680'000, .lon_e7 = 1'201'190'350};
    dinner.start = now + 9 * hour;
    dinner.end = now + 13 * hour;

    gigfair::Query query{};
    query.home = {.lat_e7 = 308'680'000, .lon_e7 = 1'201'040'000};
    query.radius_m = 5'000;
    query.mode = gigfair::Mode::distance;
    query.now = now;
    query.from = now;
    query.to = now + 24 * hour;

    for (const gigfair::Match& match : search(query, std::vector{lunch, dinner})) {
        std::printf("opening %u in %u m, score %u\n", match.opening, match.distance_m, match.score);
    }
}
