#include "app/demo_employers.h"

#include "app/app_fixture.h"

namespace gig::app {
namespace {

class DemoEmployersTest : public WholeHouse {
protected:
    static Actor staff(std::int64_t number, Grant grant) {
        return {.account = AccountId(number), .grants = {grant}};
    }

    std::size_t open_jobs(House& house) {
        std::size_t jobs = 0;
        house.database.read([&](storage::Reader& reader) {
            house.jobs.each_open(reader, [&](const jobs::JobWithOpenings&) { ++jobs; });
        });
        return jobs;
    }
};

TEST_F(DemoEmployersTest, ThreeAgenciesPostAndTheOneWhoseLicenceEndedLosesItsPost) {
    ManualClock clock(midnight(today) - std::chrono::hours(72));
    House house(settings_in(folder_.path()), {clock, rng_, log_});
    const markets::Market* market = house.markets.nearest(*house.regions.city().centre);
    const DemoStaff staff_of_demo{staff(1, {Role::market_staff, market->id.value()}),
                                  staff(2, {Role::city_admin})};
    make_demo_agencies(house, staff_of_demo, today);
    EXPECT_EQ(open_jobs(house), 3U);

    clock.advance(std::chrono::hours(72));
    EXPECT_EQ(house.employer_checks.lapse_due(), 1U);
    EXPECT_EQ(house.closings.close_barred(), 1U);
    EXPECT_EQ(open_jobs(house), 2U);
}

}  // namespace
}  // namespace gig::app
