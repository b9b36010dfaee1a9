#include <set>

#include "app/app_fixture.h"
#include "app/demo_city.h"

namespace gig::app {
namespace {

using std::chrono::days;

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

TEST_F(DemoTest, AMarketsStreetsHoldAllOfItsJobs) {
    const std::vector<const places::Region*> streets{draw_.streets().at(3), draw_.streets().at(9)};
    const DemoArea area = draw_.area_of(streets);
    const WantedJobs wanted{.date = today, .people = 200, .area = &area, .meal_jobs = 0};
    for (const DemoJob& job : draw_.jobs_of(13, wanted)) {
        EXPECT_TRUE(job.street == streets[0]->code || job.street == streets[1]->code);
    }
    EXPECT_GT(draw_.weight_of(today, area), 0);
    EXPECT_LT(draw_.weight_of(today, area), draw_.weight_of(today, draw_.area_of(draw_.streets())));
}

TEST_F(DemoTest, OpenedAgainItGainsTheDaysThatAreMissingAndNothingTwice) {
    ManualClock clock(midnight(today));
    House making(settings_of_demo("again"), {clock, rng_, log_});
    DemoRooms rooms = rooms_of(making, clock);
    const DemoCity city(draw_, making.markets, 7);
    const auto open_at = [&](Date date) {
        clock.advance(midnight(date) - clock.now());
        DemoPosters posters(rooms, colour_, DemoPosters::Before::something);
        return post_missing(rooms, posters,
                            city.posts_of(date, demo_days, clock.now(), clock.now()));
    };
    const int first = open_at(today);
    EXPECT_GT(first, 300);
    EXPECT_EQ(open_at(today), 0);
    const Date later(std::chrono::sys_days(today) + days(5));
    const int added = open_at(later);
    EXPECT_GT(added, first / 5);
    EXPECT_LT(added, first / 2);
    EXPECT_EQ(open_at(later), 0);
}

}  // namespace
}  // namespace gig::app
