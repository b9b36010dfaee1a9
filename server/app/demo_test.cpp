#include <set>

#include "app/app_fixture.h"

namespace gig::app {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr GeoPoint donghu{Latitude{308'680'000}, Longitude{1'201'040'000}};

class DemoTest : public WholeHouse {
protected:
    House house_{settings_in(folder_.path()), {clock_, rng_, log_}};
    DemoDraw draw_{colour_, house_.regions, house_.occupations, {}};

    static std::string facts_of(const std::vector<DemoJob>& jobs) {
        std::string facts;
        for (const DemoJob& job : jobs) {
            facts += job.street + job.draft.title + std::to_string(job.draft.pay.amount.fen) +
                     std::to_string(job.draft.place->longitude) +
                     time_text(job.draft.shifts.front().start) + "\n";
        }
        return facts;
    }
};

TEST_F(DemoTest, TheSameSeedAndDateDrawTheSameJobs) {
    EXPECT_EQ(facts_of(draw_.jobs_of(1, today, 143)), facts_of(draw_.jobs_of(1, today, 143)));
    EXPECT_NE(facts_of(draw_.jobs_of(1, today, 143)), facts_of(draw_.jobs_of(2, today, 143)));
}

TEST_F(DemoTest, JobsWantExactlyThatManyPeople) {
    for (const std::int32_t wanted : {1, 142, 143}) {
        std::int32_t places = 0;
        for (const DemoJob& job : draw_.jobs_of(3, today, wanted)) {
            for (const jobs::Shift& shift : job.draft.shifts) {
                places += shift.places;
            }
        }
        EXPECT_EQ(places, wanted);
    }
}

TEST_F(DemoTest, EveryPlaceIsInItsStreetAndOnLandInEverySeason) {
    int places = 0;
    for (int week = 0; week < 52; week += 4) {
        const Date date(std::chrono::sys_days(today) + days(7 * week));
        for (const DemoJob& job : draw_.jobs_of(5, date, 143)) {
            const GeoPoint place = *places::to_wgs84(*job.draft.place);
            EXPECT_FALSE(colour_.in_water(place)) << job.draft.title;
            EXPECT_EQ(house_.regions.street_at(place)->code, job.street);
            ++places;
        }
    }
    EXPECT_GT(places, 200);
}

TEST_F(DemoTest, TheLakeIsKnown) {
    EXPECT_TRUE(colour_.in_water(*GeoPoint::from_degrees(31.15, 120.20)));
    EXPECT_FALSE(colour_.in_water(donghu));
}

TEST_F(DemoTest, TeaIsPickedInSpringAlone) {
    const auto tea_jobs_in = [&](Date date) {
        int count = 0;
        for (int day = 0; day < 14; ++day) {
            const Date on(std::chrono::sys_days(date) + days(day));
            for (const DemoJob& job : draw_.jobs_of(11, on, 400)) {
                count += job.draft.occupation.starts_with("tea_picker") ? 1 : 0;
            }
        }
        return count;
    };
    EXPECT_GT(tea_jobs_in(std::chrono::year{2026} / 4 / 1), 0);
    EXPECT_EQ(tea_jobs_in(today), 0);
}

TEST_F(DemoTest, TwoThousandPeopleAreWantedAndTheMiddleOfTheCityHasWork) {
    ManualClock past(midnight(today) - hours(72));
    House making(
        [&] {
            HouseSettings settings = settings_in(folder_.path());
            settings.data = folder_.path() / "demo";
            return settings;
        }(),
        {past, rng_, log_});
    EXPECT_GT(fill(making, past, today, true), 300);

    matching::OpeningIndex index(making.jobs, making.employers, making.occupations, past);
    index.rebuild(making.database);
    std::int32_t wanted = 0;
    int near = 0;
    int around_meals = 0;
    index.snapshot()->each([&](const matching::IndexedOpening& opening) {
        wanted += opening.places_left;
        const std::uint32_t metres = places::metres_between(donghu, *opening.card->place);
        near += metres <= 10'000 && opening.start > clock_.now() ? 1 : 0;
        const auto start = opening.start - midnight(date_of(opening.start));
        const auto end = opening.end - midnight(date_of(opening.start));
        const bool at_meals = (start >= hours(10) && end <= hours(14)) ||
                              (start >= std::chrono::minutes(16 * 60 + 30) && end <= hours(22));
        const bool soon = opening.start > clock_.now() && opening.start < clock_.now() + days(7);
        around_meals += metres <= 8'000 && soon && at_meals && opening.hourly_fen >= 2'200 &&
                                opening.hourly_fen <= 4'000 && opening.engine.certificates == 0
                            ? 1
                            : 0;
    });
    EXPECT_EQ(wanted, demo_people_wanted);
    EXPECT_GE(near, 50);
    EXPECT_GE(around_meals, 15);
}

TEST_F(DemoTest, FillingAgainAddsNothingAndTwoWeeksLaterFillsUp) {
    ManualClock past(midnight(today) - hours(72));
    HouseSettings settings = settings_in(folder_.path());
    settings.data = folder_.path() / "again";
    House making(settings, {past, rng_, log_});
    const int first = fill(making, past, today, true);
    EXPECT_EQ(fill(making, past, today, false), 0);

    const Date later(std::chrono::sys_days(today) + days(14));
    past.advance(midnight(later) - past.now());
    const int added = fill(making, past, later, false);
    EXPECT_GT(added, first / 2);
    EXPECT_EQ(fill(making, past, later, false), 0);
}

}  // namespace
}  // namespace gig::app
