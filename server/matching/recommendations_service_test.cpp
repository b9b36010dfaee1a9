#include "matching/recommendations_service.h"

#include <map>

#include "matching/personal_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::hours;

class RecommendationsServiceTest : public PersonalHouse {
protected:
    JobId post(const std::string& title, int metres_north = 0, int hour = 17,
               std::int64_t fen = 2'500) {
        jobs::JobDraft draft = shift(title, metres_north, hour);
        draft.pay.amount = Money{fen};
        return published(draft);
    }

    WhyNotListed why_not(const Actor& actor, OpeningId opening) {
        follow();
        Result<WhyNotListed> answer = recommendations_.why_not(actor, opening);
        invariant(answer.has_value());
        return *answer;
    }
    std::string code_for(const workers::ProfileDraft& draft, OpeningId opening) {
        return std::string(why_not(worker_with(draft), opening).code);
    }
};

TEST_F(RecommendationsServiceTest, TheBestComeFirstAndTheirTermsSumToTheScore) {
    post("远", 9'000);
    post("近", 500);
    post("高薪", 2'000, 17, 6'000);
    const Actor actor = worker_with(profile());
    const Recommendations answer = recommend(actor);
    EXPECT_EQ(titles_for(actor), "高薪 近 远 ");
    EXPECT_EQ(titles_for(actor, 2), "高薪 近 ");
    EXPECT_TRUE(answer.personalised);
    EXPECT_EQ(answer.rule_version, "2026.1");
    for (const Recommended& item : answer.items)
        EXPECT_EQ(gigfair::sum_of(item.match.products), item.match.score);

    const Recommended& best = answer.items.at(0);
    EXPECT_EQ(best.match.products,
              (gigfair::Terms{279'650, 200'000, 0, 70'000, 0, 70'000, 50'000}));
    EXPECT_EQ(best.travel.minutes, 11);
    EXPECT_EQ(best.travel.leave_home, minute_of(best.opening->start) - 11);
    EXPECT_EQ(best.travel.back_home, minute_of(best.opening->end) + 11);
    EXPECT_FALSE(best.travel.clashes);
}

TEST_F(RecommendationsServiceTest, WithPersonalisationOffOtherWeightsRank) {
    post("洗碗", 1'000);
    workers::ProfileDraft draft = profile();
    draft.preferences.personalised = false;
    draft.preferences.wishes = {"dishwasher"};
    const Recommendations answer = recommend(worker_with(draft));
    EXPECT_FALSE(answer.personalised);
    EXPECT_EQ(answer.rule_version, "2026.1-plain");
    EXPECT_EQ(answer.items.at(0).match.products,
              (gigfair::Terms{521'420, 141'440, 0, 0, 0, 0, 80'000}));
}

TEST_F(RecommendationsServiceTest, RemoteWorkAndWhatAFilterShutsOutAreAbsent) {
    jobs::JobDraft remote = shift("线上");
    remote.place = std::nullopt;
    published(remote);
    post("夜班", 0, 20);
    post("白班", 0, 9);
    workers::ProfileDraft draft = profile();
    draft.preferences.night_ok = false;
    EXPECT_EQ(titles_for(worker_with(draft)), "白班 ");
    agreed_ = {{minute_of(tomorrow() + hours(12)), minute_of(tomorrow() + hours(14))}};
    EXPECT_EQ(titles_for(worker_with(draft)), "") << "an agreed shift overlaps";
}

TEST_F(RecommendationsServiceTest, TheShortScanEqualsTheEnginesOverAllThatIsOpen) {
    SeededRng dice(20'261'125);
    for (int number = 0; number < 60; ++number) {
        const auto hour = static_cast<int>(dice.below(400));
        jobs::JobDraft draft =
            shift("活" + std::to_string(number), static_cast<int>(dice.below(13'000)), hour);
        draft.pay.amount = Money{static_cast<std::int64_t>(2'200 + dice.below(4'000))};
        published(draft);
    }
    const Actor actor = worker_with(profile());
    const Recommendations answer = recommend(actor, 100);
    std::vector<gigfair::Opening> all;
    answer.snapshot->each([&](const IndexedOpening& each) { all.push_back(each.engine); });
    const gigfair::Query query = database_->ask([&](storage::Reader& reader) {
        return queries_.asking(reader, *actor.account, clock_.now(), 100).query;
    });
    const std::vector<gigfair::Match> expected = gigfair::search(query, all);
    ASSERT_EQ(answer.items.size(), expected.size());
    EXPECT_GT(expected.size(), 20U);
    EXPECT_LT(expected.size(), 60U);
    for (std::size_t rank = 0; rank < expected.size(); ++rank)
        EXPECT_EQ(answer.items[rank].match, expected[rank]) << rank;
}

TEST_F(RecommendationsServiceTest, OnlyAWorkerHasRecommendations) {
    const OpeningId opening = opening_of(post("洗碗"));
    EXPECT_EQ(code_of(recommendations_.recommend(visitor(), 20)), "session.required");
    EXPECT_EQ(code_of(recommendations_.recommend(employer_, 20)), "http.not_found");
    EXPECT_EQ(code_of(recommendations_.why_not(visitor(), opening)), "session.required");
    EXPECT_EQ(code_of(recommendations_.why_not(employer_, opening)), "role.not_allowed");
}

TEST_F(RecommendationsServiceTest, WhyNotAgreesWithTheList) {
    std::map<OpeningId, std::string> titles;
    for (int number = 0; number < 25; ++number) {
        const std::string title = std::to_string(number);
        titles.emplace(opening_of(post(title, number * 100)), title);
    }
    const Actor actor = worker_with(profile());
    const Recommendations answer = recommend(actor, 100);
    ASSERT_EQ(answer.items.size(), 25U);
    for (std::uint32_t number = 0; number < 25; ++number) {
        const Recommended& item = answer.items[number];
        const WhyNotListed why = why_not(actor, item.opening->id);
        EXPECT_EQ(why.rank, number + 1);
        EXPECT_EQ(why.listed, number < 20);
        EXPECT_EQ(why.code, number < 20 ? "" : "below_k");
        EXPECT_EQ(why.terms, item.match.products);
    }
}

TEST_F(RecommendationsServiceTest, EachFilterIsNamed) {
    const OpeningId opening = opening_of(post("洗碗", 6'000, 20));
    const auto with = [&](const std::function<void(workers::Preferences&)>& change) {
        workers::ProfileDraft draft = profile();
        change(draft.preferences);
        return code_for(draft, opening);
    };
    EXPECT_EQ(code_for(profile(), opening), "");
    EXPECT_EQ(with([](auto& it) { it.radius_m = 5'999; }), "too_far");
    EXPECT_EQ(with([&](auto& it) { it.away = {{tomorrow(), tomorrow() + hours(21)}}; }), "clashes");
    EXPECT_EQ(with([](auto& it) { it.pay_floor_fen = 2'501; }), "pay_below_floor");
    EXPECT_EQ(with([](auto& it) { it.settlements = {Settlement::week}; }), "settlement_unwanted");
    EXPECT_EQ(with([](auto& it) { it.certificates = {}; }), "lacks_certificate");
    EXPECT_EQ(with([](auto& it) { it.night_ok = false; }), "night_unwanted");
    EXPECT_EQ(with([](auto& it) {
                  it.wishes = {"cook"};
                  it.only_wished = true;
              }),
              "occupation_unwanted");

    workers::ProfileDraft near = profile();
    near.preferences.radius_m = 1'000;
    const WhyNotListed far = why_not(worker_with(near), opening);
    EXPECT_FALSE(far.rank);
    ASSERT_TRUE(far.terms);
    EXPECT_EQ(far.terms->at(0), 0U) << "near is 0 beyond the radius";
    EXPECT_GT(far.terms->at(1), 0U);
}

TEST_F(RecommendationsServiceTest, DatesAreFromNowForFourteenDays) {
    const auto in_days = [&](int days) {
        return opening_of(post(std::to_string(days), 0, 24 * (days - 1)));
    };
    const OpeningId inside = in_days(13);
    const OpeningId outside = in_days(14);
    const Actor actor = worker_with(profile());
    EXPECT_EQ(why_not(actor, inside).code, "");
    EXPECT_EQ(why_not(actor, outside).code, "outside_dates");
}

TEST_F(RecommendationsServiceTest, WhatIsFullOrHasBegunIsKnownAndClosed) {
    jobs::JobDraft draft = shift("洗碗");
    const Time start = draft.shifts[0].start;
    draft.shifts.push_back({start + hours(24), start + hours(28), 1});
    draft.expires_at = start + hours(24);
    const JobId job = published(draft);
    const Actor actor = worker_with(profile());
    take_place(opening_of(job, 1));
    EXPECT_EQ(why_not(actor, opening_of(job, 1)).code, "closed");
    EXPECT_EQ(why_not(actor, opening_of(job)).code, "");

    clock_.advance(start - clock_.now());
    EXPECT_EQ(why_not(actor, opening_of(job)).code, "closed");
    index_.drop_started(clock_.now());
    const WhyNotListed begun = why_not(actor, opening_of(job));
    EXPECT_EQ(begun.code, "closed");
    EXPECT_TRUE(begun.terms);

    clock_.advance(hours(24));
    EXPECT_EQ(market_jobs_.expire_due(), 1U);
    EXPECT_EQ(why_not(actor, opening_of(job, 1)).code, "closed") << "expired because it began";
}

TEST_F(RecommendationsServiceTest, WhatWasClosedOrNeverOpenLooksLikeNone) {
    const JobId closed = post("洗碗");
    const OpeningId of_closed = opening_of(closed);
    jobs::JobDraft early = shift("切配");
    early.expires_at = clock_.now() + hours(1);
    const OpeningId of_expired = opening_of(published(early));
    const Actor pending = employer_member(false);
    const Result<jobs::Published> waiting = market_jobs_.publish(pending, shift("传菜"), {});
    const OpeningId of_waiting = opening_of(waiting->job);
    close(closed);
    clock_.advance(hours(2));
    EXPECT_EQ(market_jobs_.expire_due(), 1U);
    follow();

    const Actor actor = worker_with(profile());
    for (const OpeningId id : {of_closed, of_expired, of_waiting, OpeningId(1)})
        EXPECT_EQ(code_of(recommendations_.why_not(actor, id)), "opening.not_found");
}

TEST_F(RecommendationsServiceTest, AnOpeningThatTheIndexHasNotSeenYetIsExplainedAllTheSame) {
    const Actor actor = worker_with(profile());
    const OpeningId opening = opening_of(post("洗碗"));
    const Result<WhyNotListed> answer = recommendations_.why_not(actor, opening);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->listed);
    EXPECT_EQ(answer->rank, 1U);
}

TEST_F(RecommendationsServiceTest, RemoteWorkIsNotRankedAndSaysSo) {
    jobs::JobDraft remote = shift("线上");
    remote.place = std::nullopt;
    const WhyNotListed why = why_not(worker_with(profile()), opening_of(published(remote)));
    EXPECT_FALSE(why.listed);
    EXPECT_EQ(why.code, "remote_work");
    EXPECT_FALSE(why.terms);
}

}  // namespace
}  // namespace gig::matching
