#include "matching/day_plans_service.h"

#include "matching/personal_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::hours;

class DayPlansServiceTest : public PersonalHouse {
protected:
    /// Three hours of lunch a kilometre away and four of the evening half a kilometre away.
    DayPlansServiceTest() {
        jobs::JobDraft lunch = shift("午市", 1'000, 11);
        lunch.shifts[0].end = lunch.shifts[0].start + hours(3);
        published(lunch);
        published(shift("晚市", 500, 17));
    }

    DayPlans plan(const workers::ProfileDraft& draft) {
        const Actor actor = worker_with(draft);
        follow();
        Result<DayPlans> days = day_plans_.plan(actor, date_of(tomorrow()));
        invariant(days.has_value());
        return *std::move(days);
    }
    static std::string told(const DayPlans& days) {
        std::string text;
        for (const gigfair::Plan& plan : days.plans) {
            for (const gigfair::Stop& stop : plan.stops)
                text += days.openings.at(stop.opening)->card->title;
            text += " " + std::to_string(plan.value_fen) + "; ";
        }
        return text;
    }
};

TEST_F(DayPlansServiceTest, TheBestDayHasBothShiftsAndTheWaysBetween) {
    const DayPlans days = plan(profile());
    // 6 minutes to lunch, 3 from there to the evening, 3 home: 17,500 − 12 × 30.
    EXPECT_EQ(told(days), "午市晚市 17140; 晚市 9820; 午市 7140; ");
    const gigfair::Plan& best = days.plans.at(0);
    EXPECT_EQ(best.wage_fen, 17'500);
    EXPECT_EQ(best.travel_minutes, 12);
    EXPECT_EQ(best.stops[1].leave, minute_of(tomorrow() + hours(17)) - 3);
    EXPECT_EQ(best.home_at, minute_of(tomorrow() + hours(21)) + 3);
}

TEST_F(DayPlansServiceTest, TheProfileSaysWhatComesIntoQuestion) {
    workers::ProfileDraft draft = profile();
    draft.preferences.travel.speed_kmh = 5;
    draft.preferences.radius_m = 900;
    EXPECT_EQ(told(plan(draft)), "晚市 9520; ") << "eight minutes on foot, each way";
    draft = profile();
    draft.preferences.away = {{tomorrow() + hours(16), tomorrow() + hours(18)}};
    EXPECT_EQ(told(plan(draft)), "午市 7140; ");
    draft.preferences.away = {};
    draft.preferences.certificates = {};
    EXPECT_EQ(told(plan(draft)), "");
    draft = profile();
    agreed_ = {{minute_of(tomorrow() + hours(8)), minute_of(tomorrow() + hours(12))}};
    EXPECT_EQ(told(plan(draft)), "晚市 9820; ");
}

TEST_F(DayPlansServiceTest, OtherDaysAreOtherPlans) {
    const Actor actor = worker_with(profile());
    follow();
    for (const char* date : {"2026-11-25", "2026-11-27", "2026-11-01", "1969-12-31", "9999-12-31"})
        EXPECT_TRUE(day_plans_.plan(actor, *date_value(date))->plans.empty()) << date;
    EXPECT_EQ(day_plans_.plan(actor, *date_value("2026-11-26"))->plans.size(), 3U);
    EXPECT_EQ(code_of(day_plans_.plan(visitor(), date_of(tomorrow()))), "session.required");
}

TEST_F(DayPlansServiceTest, NoMoreThanTheEngineTakesAreHandedOver) {
    const Actor agency = employer_member();
    for (int number = 0; number < 510; ++number) {
        jobs::JobDraft draft = shift("多" + std::to_string(number), 2'000, 8);
        draft.shifts[0].end = draft.shifts[0].start + hours(1);
        published_by(agency, draft);
    }
    const DayPlans days = plan(profile());
    EXPECT_EQ(days.openings.size(), 512U);
    EXPECT_EQ(days.plans.size(), 3U);
}

}  // namespace
}  // namespace gig::matching
