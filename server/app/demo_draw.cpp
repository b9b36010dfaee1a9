#include "app/demo_draw.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/invariant.h"

namespace gig::app {

namespace {

constexpr double street_radius_metres = 1'500;
constexpr double metres_per_degree = 111'195;
constexpr int place_tries_max = 200;
constexpr int series_percent = 20;  // Jobs that run for several days.
constexpr std::int32_t series_days_max = 4;
constexpr std::int32_t pay_step_fen = 50;
constexpr int weight_scale = 1'000;

const std::string& pick(const std::vector<std::string>& list, Rng& rng) {
    return list.at(rng.below(list.size()));
}

std::int32_t between(std::int32_t low, std::int32_t high, Rng& rng) {
    return low + static_cast<std::int32_t>(rng.below(static_cast<std::uint64_t>(high - low) + 1));
}

std::string filled(std::string text, const std::string& town) {
    constexpr std::string_view gap = "{town}";
    const std::size_t at = text.find(gap);
    if (at != std::string::npos) text.replace(at, gap.size(), town);
    return text;
}

bool occurs_in(const JobPattern& pattern, const places::Region& street) {
    return std::ranges::any_of(pattern.regions, [&](const std::string& region) {
        return street.code.starts_with(region);
    });
}

bool within(const ShiftPattern& shift, int from_minute, int to_minute) {
    return from_minute <= shift.start_minute && shift.start_minute < shift.end_minute &&
           shift.end_minute <= to_minute;
}

std::uint64_t seed_of(std::uint64_t seed, Date date) {
    const auto day =
        static_cast<std::uint64_t>(std::chrono::sys_days(date).time_since_epoch().count());
    SeededRng mixed(seed ^ day * 0x9E3779B97F4A7C15);
    return mixed.next();
}

}  // namespace

std::string town_of(const places::Region& street) {
    for (const std::string_view kind : {"街道", "镇", "乡"}) {
        if (street.name.ends_with(kind)) {
            return street.name.substr(0, street.name.size() - kind.size());
        }
    }
    return street.name;
}

DemoDraw::DemoDraw(const LocalColour& colour, const places::Regions& regions,
                   const occupations::Occupations& occupations, std::vector<Date> holidays)
    : colour_(colour),
      regions_(regions),
      occupations_(occupations),
      holidays_(std::move(holidays)) {
    for (const places::Region* county : regions.children(regions.city().code)) {
        for (const places::Region* street : regions.children(county->code)) {
            if (street->centre) streets_.push_back(street);
        }
    }
    invariant(!streets_.empty());
    everywhere_ = area_of(streets_);
}

DemoArea DemoDraw::area_of(const std::vector<const places::Region*>& streets) const {
    const GeoPoint centre = *regions_.city().centre;
    const auto is_near = [&](const places::Region* street) {
        return places::metres_between(centre, *street->centre) <= meal_jobs_reach_metres;
    };
    DemoArea area;
    for (const JobPattern& pattern : colour_.patterns) {
        const auto is_here = [&](const places::Region* street) {
            return occurs_in(pattern, *street);
        };
        DemoArea::Spread spread{&pattern, {}, {}, 0};
        spread.sharing = static_cast<std::size_t>(std::ranges::count_if(streets_, is_here));
        std::ranges::copy_if(streets, std::back_inserter(spread.streets), is_here);
        if (is_meal_job(pattern)) {
            std::ranges::copy_if(spread.streets, std::back_inserter(spread.meal_streets), is_near);
        }
        if (!spread.streets.empty()) area.spreads.push_back(std::move(spread));
    }
    return area;
}

std::vector<DemoJob> DemoDraw::jobs_of(std::uint64_t seed, Date date,
                                       std::int32_t people_wanted) const {
    return jobs_of(seed, {.date = date, .people = people_wanted, .meal_jobs = meal_jobs_per_day});
}

std::vector<DemoJob> DemoDraw::jobs_of(std::uint64_t seed, const WantedJobs& wanted) const {
    SeededRng rng(seed_of(seed, wanted.date));
    const DemoArea& area = wanted.area == nullptr ? everywhere_ : *wanted.area;
    const std::vector<Choice> everything = choices_on(wanted.date, area, false);
    const std::vector<Choice> at_meals = choices_on(wanted.date, area, true);

    std::vector<DemoJob> jobs;
    for (std::int32_t left = wanted.people; left > 0;) {
        const bool near = std::ssize(jobs) < wanted.meal_jobs && !at_meals.empty();
        const std::vector<Choice>& choices = near ? at_meals : everything;
        jobs.push_back(draw(chosen_from(choices, rng), wanted.date, left, rng));
        for (const jobs::Shift& shift : jobs.back().draft.shifts) {
            left -= shift.places;
        }
    }
    return jobs;
}

std::int64_t DemoDraw::weight_of(Date date, const DemoArea& area) const {
    std::int64_t weight = 0;
    for (const DemoArea::Spread& spread : area.spreads) {
        weight += std::int64_t{weight_on(date, *spread.pattern)} * weight_scale *
                  std::ssize(spread.streets) / static_cast<std::int64_t>(spread.sharing);
    }
    return weight;
}

const DemoDraw::Choice& DemoDraw::chosen_from(const std::vector<Choice>& choices, Rng& rng) {
    std::uint64_t total = 0;
    for (const Choice& choice : choices) {
        total += static_cast<std::uint64_t>(choice.weight);
    }
    std::uint64_t drawn = rng.below(total);
    return *std::ranges::find_if(choices, [&](const Choice& choice) {
        const auto weight = static_cast<std::uint64_t>(choice.weight);
        if (drawn < weight) return true;
        drawn -= weight;
        return false;
    });
}

/// Against the other patterns of that day; 0 where it isn't posted then.
int DemoDraw::weight_on(Date date, const JobPattern& pattern) const {
    const auto month = static_cast<int>(static_cast<unsigned>(date.month()));
    if (std::ranges::find(pattern.months, month) == pattern.months.end()) return 0;
    if (std::ranges::find(holidays_, date) != holidays_.end()) return pattern.holiday_weight;

    const auto weekday =
        static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding());
    const bool works_today = std::ranges::find(pattern.weekdays, weekday) != pattern.weekdays.end();
    return works_today ? pattern.weight : 0;
}

std::vector<DemoDraw::Choice> DemoDraw::choices_on(Date date, const DemoArea& area,
                                                   bool only_meals) const {
    std::vector<Choice> choices;
    for (const DemoArea::Spread& spread : area.spreads) {
        const int weight = weight_on(date, *spread.pattern);
        if (weight == 0) continue;
        // A pattern's weight is shared by its streets; scaled so that the shares stay whole.
        const std::size_t sharing = only_meals ? spread.meal_streets.size() : spread.sharing;
        for (const places::Region* street : only_meals ? spread.meal_streets : spread.streets) {
            choices.push_back(
                {spread.pattern, street, weight * weight_scale / static_cast<int>(sharing)});
        }
    }
    return choices;
}

bool DemoDraw::is_meal_job(const JobPattern& pattern) const {
    const occupations::Occupation* occupation = occupations_.find(pattern.occupation);
    return occupation != nullptr && occupation->legal_certificates.empty() &&
           pattern.pay_fen_hour_low >= 2'200 && pattern.pay_fen_hour_high <= 4'000 &&
           !pattern.pieces_per_hour &&
           std::ranges::all_of(pattern.shifts, [](const ShiftPattern& shift) {
               return within(shift, 10 * 60, 14 * 60) || within(shift, 16 * 60 + 30, 22 * 60);
           });
}

GeoPoint DemoDraw::place_in(const places::Region& street, Rng& rng) const {
    const GeoPoint centre = *street.centre;
    const double shrink = std::cos(centre.latitude_degrees() * std::numbers::pi / 180);
    for (int tries = 0; tries < place_tries_max; ++tries) {
        const auto north = static_cast<double>(rng.below(2'001)) / 1'000 - 1;
        const auto east = static_cast<double>(rng.below(2'001)) / 1'000 - 1;
        if (north * north + east * east > 1) continue;

        const double reach = street_radius_metres / metres_per_degree;
        const Result<GeoPoint> place =
            GeoPoint::from_degrees(centre.latitude_degrees() + north * reach,
                                   centre.longitude_degrees() + east * reach / shrink);
        if (!place || colour_.in_water(*place)) continue;
        const places::Region* nearest = regions_.street_at(*place);
        if (nearest != nullptr && nearest->code == street.code) return *place;
    }
    return centre;
}

DemoJob DemoDraw::draw(const Choice& choice, Date date, std::int32_t places_left, Rng& rng) const {
    const JobPattern& pattern = *choice.pattern;
    const occupations::Occupation& occupation = *occupations_.find(pattern.occupation);
    const ShiftPattern& hours = pattern.shifts.at(rng.below(pattern.shifts.size()));
    const int length = hours.end_minute > hours.start_minute
                           ? hours.end_minute - hours.start_minute
                           : hours.end_minute + 24 * 60 - hours.start_minute;
    const std::string town = town_of(*choice.street);
    const GeoPoint place = place_in(*choice.street, rng);

    const std::int32_t steps =
        (pattern.pay_fen_hour_high - pattern.pay_fen_hour_low) / pay_step_fen;
    const std::int32_t pay_hour = pattern.pay_fen_hour_low + pay_step_fen * between(0, steps, rng);

    jobs::Pay pay{Money{pay_hour}, PayUnit::hour};
    if (pattern.pieces_per_hour) {
        const std::int32_t pieces = *pattern.pieces_per_hour;
        pay = {Money{(pay_hour + pieces - 1) / pieces}, PayUnit::piece, pieces};
    } else if (length >= 8 * 60) {
        pay = {Money{std::int64_t{pay_hour} * length / 60}, PayUnit::day};
    }

    std::vector<jobs::Shift> shifts;
    const bool series = rng.below(100) < series_percent;
    const std::int32_t days = series ? between(2, series_days_max, rng) : 1;
    for (std::int32_t day = 0; day < days && places_left > 0; ++day) {
        const Time midnight_of_day = midnight(date) + std::chrono::days(day);
        const Time start = midnight_of_day + std::chrono::minutes(hours.start_minute);
        const std::int32_t places =
            std::min(places_left, between(pattern.places_low, pattern.places_high, rng));
        shifts.push_back({start, start + std::chrono::minutes(length), places});
        places_left -= places;
    }

    jobs::JobDraft draft{
        .title = filled(pick(pattern.titles, rng), town),
        .occupation = pattern.occupation,
        .description = filled(pick(pattern.descriptions, rng), town),
        .place = places::SourcePlace{place.latitude_degrees(), place.longitude_degrees(),
                                     places::Crs::wgs84},
        .address = choice.street->name,
        .pay = pay,
        .settlement = pattern.settlement,
        .relation = pattern.relation,
        .shifts = shifts,
        .benefits = pattern.benefits,
        .injury_cover = {pattern.injury_cover},
        .expires_at = shifts.back().start,
    };
    return {occupation.family, pattern.trades, choice.street->code, std::move(draft)};
}

}  // namespace gig::app
