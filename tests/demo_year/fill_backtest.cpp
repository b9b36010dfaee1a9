#include "fill_backtest.h"

#include <cmath>

#include "jobs/fill_history.h"

namespace gig::app {

namespace {

constexpr std::chrono::days month{30};
constexpr std::int64_t truth_openings_min = 10;  // Fewer tell nothing of a share.
constexpr double z_95 = 1.96;

/// What became of the openings of one kind.
struct Truth {
    jobs::OpeningLike kind;
    std::int64_t openings;
    std::int64_t places;
    std::int64_t taken;

    double share() const { return static_cast<double>(taken) / static_cast<double>(places); }
};

std::vector<Truth> truths(storage::Reader& reader, Time from, Time to) {
    std::vector<Truth> truths;
    for (const storage::Row& row : reader.query(
             "SELECT job.occupation, substr(coalesce(job.region_code, ''), 1, 6), "
             "opening.hourly_fen / 500 * 500 + 250, count(*), sum(opening.places), "
             "sum(opening.places - opening.places_left) FROM opening "
             "JOIN job ON job.city = opening.city AND job.id = opening.job "
             "WHERE opening.start_at >= $1 AND opening.start_at < $2 AND job.opened_at IS NOT NULL "
             "AND (job.ended_at IS NULL OR job.ended_at >= opening.start_at) GROUP BY 1, 2, 3",
             {from, to})) {
        truths.push_back({{row.text(0), row.text(1), static_cast<std::int32_t>(row.integer(2))},
                          row.integer(3),
                          row.integer(4),
                          row.integer(5)});
    }
    return truths;
}

/// The share of all that began before that day, as if kinds didn't matter.
double share_of_all(const std::vector<Truth>& before) {
    std::int64_t places = 0;
    std::int64_t taken = 0;
    for (const Truth& truth : before) {
        places += truth.places;
        taken += truth.taken;
    }
    return places == 0 ? 0 : static_cast<double>(taken) / static_cast<double>(places);
}

/// Both are counts of openings, so the later one has a width of its own.
bool holds(const jobs::ExpectedFill& expected, const Truth& truth) {
    const double centre = expected.share_permille / 1000.0;
    const double known = truth.share() < centre ? centre - expected.low_permille / 1000.0
                                                : expected.high_permille / 1000.0 - centre;
    const double pooled =
        (expected.share_permille / 1000.0 * static_cast<double>(expected.openings) +
         truth.share() * static_cast<double>(truth.openings)) /
        static_cast<double>(expected.openings + truth.openings);
    const double later =
        z_95 * std::sqrt(pooled * (1 - pooled) / static_cast<double>(truth.openings));
    return std::abs(truth.share() - centre) <= std::hypot(known, later);
}

}  // namespace

FillBacktest backtest_fill(storage::Reader& reader, Time now, int months) {
    FillBacktest result;
    for (int back = 1; back <= months; ++back) {
        const Time day = now - back * month;
        jobs::FillHistory history;
        history.refresh(reader, day);
        const double plain = share_of_all(truths(reader, day - jobs::fill_history_length, day));
        for (const Truth& truth : truths(reader, day, day + month)) {
            if (truth.openings < truth_openings_min) continue;
            const std::optional<jobs::ExpectedFill> expected = history.expect(truth.kind);
            if (!expected) continue;
            ++result.kinds;
            result.held += holds(*expected, truth) ? 1 : 0;
            result.error += std::abs(expected->share_permille / 1000.0 - truth.share());
            result.plain_error += std::abs(plain - truth.share());
        }
    }
    if (result.kinds > 0) {
        result.error /= result.kinds;
        result.plain_error /= result.kinds;
    }
    return result;
}

}  // namespace gig::app
