#include "jobs/fill_history.h"

#include <algorithm>
#include <cmath>

#include "base/names.h"

namespace gig::jobs {

namespace {

constexpr std::int32_t pay_step_fen = 100;
constexpr std::int32_t like_pay_percent = 15;  // Paid within so much of it counts as alike.

constexpr double z_95 = 1.96;

constexpr std::array<std::string_view, 3> likenesses{"same_county_and_pay", "same_pay",
                                                     "same_occupation"};

struct Interval {
    double low;
    double high;
};

Interval wilson(double share, double observations) {
    const double z2 = z_95 * z_95;
    const double scale = 1 + z2 / observations;
    const double centre = (share + z2 / (2 * observations)) / scale;
    const double spread =
        z_95 / scale *
        std::sqrt(share * (1 - share) / observations + z2 / (4 * observations * observations));
    return {std::max(0.0, centre - spread), std::min(1.0, centre + spread)};
}

std::int32_t permille(double share) {
    return static_cast<std::int32_t>(std::lround(share * 1000));
}

}  // namespace

std::string_view name_of(FillLikeness likeness) {
    return name_in(likenesses, likeness);
}

void FillHistory::Tally::add(const Tally& other) {
    openings += other.openings;
    places += other.places;
    taken += other.taken;
}

void FillHistory::refresh(storage::Reader& reader, Time now) {
    // What was withdrawn before it began was no longer on offer, so its filling says nothing.
    const std::vector<storage::Row> rows = reader.query(
        "SELECT job.occupation, opening.hourly_fen / $1, "
        "substr(coalesce(job.region_code, ''), 1, 6), count(*), sum(opening.places), "
        "sum(opening.places - opening.places_left) "
        "FROM opening JOIN job ON job.city = opening.city AND job.id = opening.job "
        "WHERE opening.start_at >= $2 AND opening.start_at < $3 AND job.opened_at IS NOT NULL "
        "AND (job.ended_at IS NULL OR job.ended_at >= opening.start_at) GROUP BY 1, 2, 3",
        {pay_step_fen, now - fill_history_length, now});
    auto tallies = std::make_shared<Tallies>();
    for (const storage::Row& row : rows) {
        tallies->emplace(
            Key{row.text(0), static_cast<PayStep>(row.integer(1)), row.text(2)},
            Tally{.openings = row.integer(3), .places = row.integer(4), .taken = row.integer(5)});
    }
    tallies_.with([&](auto& kept) { kept = std::move(tallies); });
}

std::optional<ExpectedFill> FillHistory::expect(const OpeningLike& opening) const {
    const std::shared_ptr<const Tallies> tallies = tallies_.with([](auto& kept) { return kept; });
    const std::int32_t margin = opening.hourly_fen / 100 * like_pay_percent;
    const PayStep low = (opening.hourly_fen - margin) / pay_step_fen;
    const PayStep high = (opening.hourly_fen + margin) / pay_step_fen;

    Tally here;
    Tally paid_alike;
    Tally occupation;
    const auto from = tallies->lower_bound(Key{opening.occupation, PayStep{0}, ""});
    for (auto entry = from; entry != tallies->end(); ++entry) {
        const auto& [name, pay, county] = entry->first;
        if (name != opening.occupation) break;
        occupation.add(entry->second);
        if (pay < low || pay > high) continue;
        paid_alike.add(entry->second);
        if (county == opening.county) here.add(entry->second);
    }
    if (auto found = expectation(here, FillLikeness::same_county_and_pay)) return found;
    if (auto found = expectation(paid_alike, FillLikeness::same_pay)) return found;
    return expectation(occupation, FillLikeness::same_occupation);
}

std::optional<ExpectedFill> FillHistory::expectation(const Tally& tally, FillLikeness likeness) {
    if (tally.openings < fill_openings_min) return std::nullopt;
    const double share = static_cast<double>(tally.taken) / static_cast<double>(tally.places);
    const Interval interval = wilson(share, static_cast<double>(tally.openings));
    return ExpectedFill{likeness, permille(share), permille(interval.low), permille(interval.high),
                        tally.openings};
}

}  // namespace gig::jobs
