#include "gigfair/score.h"

#include <algorithm>
#include <bit>

namespace gigfair {

namespace {

constexpr std::uint32_t pay_fen_per_point = 6;      // 60 yuan an hour is full.
constexpr std::int64_t fresh_minutes_max = 10'080;  // A week.

std::uint32_t near_points(std::uint32_t radius_m, std::uint32_t distance_m) {
    if (distance_m > radius_m) return 0;
    // A fixed-point reciprocal: one division a query instead of one an opening.
    constexpr int fraction_bits = 20;
    const std::uint64_t points_per_metre = (std::uint64_t{points_max} << fraction_bits) / radius_m;
    return static_cast<std::uint32_t>((radius_m - distance_m) * points_per_metre >> fraction_bits);
}

std::uint32_t occupation_points(const Query& query, std::uint16_t occupation) {
    const auto wish = std::ranges::find(query.wishes, occupation);
    if (wish != query.wishes.end()) return wish == query.wishes.begin() ? 1'000 : 800;
    const bool is_of_a_wished_family = std::ranges::any_of(query.wishes, [&](std::uint16_t wished) {
        return family_of(wished) == family_of(occupation);
    });
    return is_of_a_wished_family ? 400 : 0;
}

std::uint32_t skill_points(const Query& query, std::uint64_t asked) {
    if (asked == 0) return points_max;
    const auto held = static_cast<std::uint32_t>(std::popcount(asked & query.skills));
    return points_max * held / static_cast<std::uint32_t>(std::popcount(asked));
}

std::uint32_t fresh_points(Minute now, Minute posted) {
    const std::int64_t age = std::max<std::int64_t>(0, std::int64_t{now} - posted);
    return static_cast<std::uint32_t>(
        std::max<std::int64_t>(0, points_max - age * points_max / fresh_minutes_max));
}

}  // namespace

std::string_view name_of(Term term) {
    switch (term) {
        case Term::near:
            return "near";
        case Term::pay:
            return "pay";
        case Term::occupation:
            return "occupation";
        case Term::trust:
            return "trust";
        case Term::settle:
            return "settle";
        case Term::skill:
            return "skill";
        case Term::fresh:
            return "fresh";
    }
    return {};
}

Terms points_of(const Query& query, const Opening& opening, std::uint32_t distance_m) {
    return {
        near_points(query.radius_m, distance_m),
        std::min(points_max, opening.pay_fen_hour / pay_fen_per_point),
        occupation_points(query, opening.occupation),
        opening.trust,
        query.prefer_settlement == opening.settlement ? points_max : 0,
        skill_points(query, opening.skills),
        fresh_points(query.now, opening.posted),
    };
}

Terms products_of(const Terms& points, const Terms& weights) {
    Terms products{};
    for (std::size_t term = 0; term < term_count; ++term) {
        products[term] = points[term] * weights[term];
    }
    return products;
}

}  // namespace gigfair
