#include "matching/reasons.h"

#include "matching/personal_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::hours;

class ReasonsTest : public PersonalHouse {
protected:
    /// "code name=value …; …" of the only opening.
    std::string reasons_for(const workers::ProfileDraft& draft) {
        const Recommendations answer = recommend(worker_with(draft));
        invariant(answer.items.size() == 1);
        std::string text;
        for (const Reason& reason : answer.items[0].reasons) {
            text += reason.code;
            for (const auto& [name, value] : reason.params)
                text += " " + std::string(name) + "=" + std::to_string(value);
            text += "; ";
        }
        return text;
    }

    /// Washing dishes for 25 yuan an hour, paid daily, that many metres away.
    void post(int metres_north, std::int64_t fen = 2'500) {
        jobs::JobDraft draft = shift("洗碗", metres_north);
        draft.pay.amount = Money{fen};
        published(draft);
    }
};

TEST_F(ReasonsTest, TheTermThatCountsMostComesFirstAndNoMoreThanFourAreTold) {
    post(1'000, 4'000);
    clock_.advance(hours(3));
    workers::ProfileDraft draft = profile();
    // near 899 × 350, pay 666 × 200, wish 1000 × 150, settle 1000 × 80, fresh 983 × 50.
    draft.preferences.wishes = {"dishwasher"};
    draft.preferences.prefer_settlement = Settlement::day;
    EXPECT_EQ(reasons_for(draft),
              "near distance_m=1000 minutes=6; wished_first; pays_well hourly_fen=4000; "
              "settles_as_preferred; ");
}

TEST_F(ReasonsTest, ATermSpeaksFromHalfOfItsPointsOnAndFactsFollow) {
    post(5'001, 2'999);
    EXPECT_EQ(reasons_for(profile()), "fresh hours=0; paid_daily; ");
    clock_.advance(hours(20));  // The shift is at 17:00 tomorrow.
    workers::ProfileDraft draft = profile();
    draft.preferences.wishes = {"cook", "dishwasher"};
    EXPECT_EQ(reasons_for(draft), "wished; fresh hours=20; paid_daily; ");
    clock_.advance(hours(4));
    draft.preferences.wishes = {"cook"};
    EXPECT_EQ(reasons_for(draft), "wished_family; paid_daily; ");
}

TEST_F(ReasonsTest, OnlyWhoSaidWhenTheyAreFreeIsToldThatItFits) {
    post(6'000, 2'300);
    clock_.advance(hours(24));
    workers::ProfileDraft draft = profile();
    draft.preferences.away = {{clock_.now() + hours(72), clock_.now() + hours(73)}};
    EXPECT_EQ(reasons_for(draft), "paid_daily; fits_free_time; ");
    // Free for the shift itself but not for the way home.
    const Time end = tomorrow() - hours(24) + hours(21);
    draft.preferences.away = {{end, end + hours(1)}};
    EXPECT_EQ(reasons_for(draft), "paid_daily; ");
}

TEST_F(ReasonsTest, WhatIsOffGivesNoReason) {
    post(1'000, 4'000);
    workers::ProfileDraft draft = profile();
    draft.preferences.wishes = {"dishwasher"};
    draft.preferences.prefer_settlement = Settlement::day;
    draft.preferences.personalised = false;
    EXPECT_EQ(reasons_for(draft),
              "near distance_m=1000 minutes=6; pays_well hourly_fen=4000; fresh hours=0; "
              "paid_daily; ");
}

}  // namespace
}  // namespace gig::matching
