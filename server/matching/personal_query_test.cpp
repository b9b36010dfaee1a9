#include "matching/personal_query.h"

#include "matching/personal_fixture.h"
#include "matching/receipts.h"
#include "matching/travel.h"

namespace gig::matching {
namespace {

using std::chrono::hours;

class PersonalQueryTest : public PersonalHouse {
protected:
    gigfair::Query query_of(const Actor& actor, std::uint32_t k = 20) {
        return database_->ask([&](storage::Reader& reader) {
            return queries_.asking(reader, *actor.account, clock_.now(), k).query;
        });
    }
    std::uint16_t number_of(const char* occupation) const {
        return static_cast<std::uint16_t>(occupations_.find(occupation)->engine_id);
    }
};

TEST_F(PersonalQueryTest, AProfileBecomesTheEnginesQuestion) {
    workers::ProfileDraft draft = profile();
    draft.preferences.week_free = workers::WeekFree::never();
    draft.preferences.week_free.free(20);
    const Time away = clock_.now() + hours(30);
    draft.preferences.away = {{away, away + hours(2)},
                              {clock_.now() - hours(5), clock_.now() - hours(4)}};
    draft.preferences.wishes = {"room_attendant", "dishwasher"};
    draft.preferences.only_wished = true;
    draft.preferences.pay_floor_fen = 2'400;
    draft.preferences.settlements = {Settlement::day, Settlement::month};
    draft.preferences.prefer_settlement = Settlement::month;
    draft.preferences.night_ok = false;
    agreed_ = {{minute_of(away) + 600, minute_of(away) + 840}};
    const gigfair::Query query = query_of(worker_with(draft), 7);

    EXPECT_EQ(query.home, (gigfair::Place{308'680'000, 1'201'040'000}));
    EXPECT_EQ(query.radius_m, 10'000U);
    EXPECT_EQ(query.mode, gigfair::Mode::match);
    EXPECT_EQ(query.k, 7U);
    EXPECT_EQ(query.now, minute_of(clock_.now()));
    EXPECT_EQ(query.from, query.now);
    EXPECT_EQ(query.to, query.now + 14 * 24 * 60);
    EXPECT_EQ(week_text(query.week_free), draft.preferences.week_free.text());
    ASSERT_EQ(query.busy.size(), 2U) << "what is over keeps nobody busy";
    EXPECT_EQ(query.busy[0].start, minute_of(away));
    EXPECT_EQ(query.busy[0].end, minute_of(away) + 120);
    EXPECT_EQ(query.busy[1].start, minute_of(away) + 600);
    EXPECT_EQ(query.wishes, (std::vector{number_of("room_attendant"), number_of("dishwasher")}));
    EXPECT_TRUE(query.only_wished);
    EXPECT_EQ(query.pay_floor, 2'400);
    EXPECT_EQ(query.settlements, 0b01001);
    EXPECT_EQ(query.prefer_settlement, gigfair::Settlement::month);
    EXPECT_EQ(query.certificates, occupations_.mask_of({"health"}));
    EXPECT_FALSE(query.night_ok);
    EXPECT_TRUE(query.personalised);
}

TEST_F(PersonalQueryTest, WhoSavedNothingAsksFromTheMiddleOfTheCity) {
    const gigfair::Query query = query_of(newcomer());
    const GeoPoint centre = regions_.city().centre.value();
    EXPECT_EQ(query.home, (gigfair::Place{centre.latitude().e7, centre.longitude().e7}));
    EXPECT_EQ(query.radius_m, 5'000U);
    EXPECT_EQ(query.week_free, gigfair::WeekPattern::always_free());
    EXPECT_EQ(query.settlements, 0b11111);
    EXPECT_TRUE(query.busy.empty());
    EXPECT_TRUE(query.night_ok);
}

TEST_F(PersonalQueryTest, WithPersonalisationOffWishesAreNotEvenRead) {
    workers::ProfileDraft draft = profile();
    draft.preferences.wishes = {"dishwasher"};
    draft.preferences.only_wished = true;
    draft.preferences.prefer_settlement = Settlement::day;
    draft.preferences.pay_floor_fen = 2'000;
    draft.preferences.personalised = false;
    const gigfair::Query query = query_of(worker_with(draft));
    EXPECT_FALSE(query.personalised);
    EXPECT_TRUE(query.wishes.empty());
    EXPECT_FALSE(query.only_wished);
    EXPECT_EQ(query.prefer_settlement, std::nullopt);
    EXPECT_EQ(query.pay_floor, 2'000) << "a filter set by hand still holds";
    EXPECT_EQ(query.radius_m, 10'000U);
}

/// Free on Thursday from 09:00 to 13:00; a shift from 10:00 to 12:30.
TEST(TravelTest, AWayThatLeavesTheFreeTimeClashes) {
    const gigfair::Minute thursday = minute_of(time_value("2026-11-26T00:00:00+08:00").value());
    gigfair::Query query{};
    query.week_free = gigfair::WeekPattern();
    for (int slot = 0; slot < 8; ++slot)
        query.week_free.set_free(3 * 48 + 18 + slot, true);
    const gigfair::Interval shift{thursday + 600, thursday + 750};
    const auto clashes = [&](std::int32_t minutes) {
        return travel_to(query, shift, minutes).clashes;
    };
    EXPECT_FALSE(clashes(0));
    EXPECT_FALSE(clashes(30));
    EXPECT_TRUE(clashes(31)) << "home only at 13:01";
    const Travel travel = travel_to(query, shift, 20);
    EXPECT_EQ(travel.leave_home, shift.start - 20);
    EXPECT_EQ(travel.back_home, shift.end + 20);

    query.busy = {{thursday + 540, thursday + 570}};  // 09:00 to 09:30.
    EXPECT_FALSE(clashes(30));
    query.busy = {{thursday + 540, thursday + 571}};  // Touches the half hour from 09:30.
    EXPECT_TRUE(clashes(30));
    EXPECT_TRUE(clashes(1));
    EXPECT_FALSE(clashes(0));
}

}  // namespace
}  // namespace gig::matching
