#pragma once

#include <cstdint>
#include <random>

#include "sample.h"

namespace gigfair::sample {

/// Draws openings and queries from small ranges on purpose, so that ties and every filter occur.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    int between(int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random_);
    }
    bool one_in(int n) { return between(1, n) == 1; }

    Place place() {
        return {donghu.lat_e7 + between(-30, 30) * 30'000,
                donghu.lon_e7 + between(-30, 30) * 30'000};
    }

    Opening opening(std::uint32_t id) {
        Opening opening = lunch();
        opening.id = id;
        opening.employer = static_cast<std::uint32_t>(between(1, 20));
        opening.place = place();
        opening.occupation = static_cast<std::uint16_t>(between(60, 135));
        opening.pay_fen_hour = static_cast<std::uint16_t>(between(20, 70) * 100);
        opening.settlement = static_cast<Settlement>(between(0, 4));
        opening.start = at(0, 0) + between(0, 8 * 96) * 15;
        opening.end = opening.start + between(1, 96) * 15;
        opening.certificates = one_in(3) ? 1U << between(0, 3) : 0;
        opening.skills = one_in(2) ? 0 : 1ULL << between(0, 4) | 1ULL << between(0, 4);
        opening.posted = at(0, 8) - between(-100, 12'000);
        opening.trust = static_cast<std::uint16_t>(between(0, 10) * 100);
        opening.places = static_cast<std::uint16_t>(between(0, 5));
        return opening;
    }

    Query query() {
        Query query = anybody();
        query.home = place();
        query.radius_m = static_cast<std::uint32_t>(between(1, 14'000));
        query.mode = one_in(2) ? Mode::match : Mode::distance;
        query.k = static_cast<std::uint32_t>(one_in(3) ? 1'000 : between(1, 30));
        query.now = at(0, between(0, 40));
        query.from = query.now + between(-1'000, 2'000);
        query.to = query.from + between(0, 10'000);
        if (one_in(2)) {
            for (int slots = 0; slots < 30; ++slots) {
                query.week_free.set_free(between(0, 335), false);
            }
        }
        while (one_in(2)) {
            const Minute start = at(0, 0) + between(0, 8 * 1'440);
            query.busy.push_back({start, start + between(1, 900)});
        }
        while (one_in(2))
            query.wishes.push_back(static_cast<std::uint16_t>(between(60, 135)));
        query.only_wished = !query.wishes.empty() && one_in(4);
        query.pay_floor = static_cast<std::uint16_t>(one_in(2) ? 0 : between(20, 50) * 100);
        query.settlements = static_cast<std::uint8_t>(one_in(2) ? 0b11111 : between(1, 31));
        if (one_in(2)) query.prefer_settlement = static_cast<Settlement>(between(0, 4));
        query.certificates = static_cast<std::uint32_t>(between(0, 15));
        query.skills = static_cast<std::uint64_t>(between(0, 31));
        query.night_ok = one_in(2);
        while (one_in(2))
            query.blocked.push_back(static_cast<std::uint32_t>(between(1, 20)));
        query.personalised = !one_in(4);
        return query;
    }

private:
    std::mt19937_64 random_;
};

}  // namespace gigfair::sample
