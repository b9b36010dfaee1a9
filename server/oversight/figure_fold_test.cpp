#include "oversight/figure_fold.h"

#include <gtest/gtest.h>

#include <set>

#include "base/rng.h"
#include "oversight/oversight_fixture.h"

namespace gig::oversight {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr Date nov(unsigned day) {
    return std::chrono::year{2026} / 11 / std::chrono::day(day);
}

std::string text_of(const std::vector<Point>& points) {
    std::string text;
    for (const Point& point : points) {
        text += date_text(Date(point.from)).substr(5) + "=" + std::to_string(point.value) + " ";
    }
    return text;
}

TEST(FigureFoldTest, APostCountsItsPeopleItsShiftsAndItself) {
    WrittenLog log;
    log.happens("2026-11-25T08:00:00", opened(1, donghu_market, 120.1, {6, 2}));
    log.happens("2026-11-25T09:00:00", opened(2, std::nullopt, 120.1, {1}));
    EXPECT_EQ(log.total(Metric::notices), 2);
    EXPECT_EQ(log.total(Metric::posts), 9);
    EXPECT_EQ(log.total(Metric::openings), 3);

    log.happens("2026-11-26T09:00:00", events::JobClosed{JobId(1), "employer"});
    log.happens("2026-11-26T09:00:00", events::JobSubmitted{JobId(3), EmployerId(1)});
    EXPECT_EQ(log.total(Metric::posts), 9) << "closing takes nothing, waiting adds nothing";
    EXPECT_EQ(log.fold.as_of(), (AsOf{4, at("2026-11-26T09:00:00")}));
}

TEST(FigureFoldTest, WorkCountsInTheCountyWhereItIsAndInTheMarketThatItNames) {
    WrittenLog log;
    log.happens("2026-11-25T08:00:00", opened(1, donghu_market, 120.4, {5}));
    log.happens("2026-11-25T08:00:00", opened(2, std::nullopt, 120.1, {3}));
    log.happens("2026-11-25T08:00:00", opened(3, nanxun_market, 122, {1}));
    events::JobOpened remote = opened(4, nanxun_market, 0, {7});
    remote.place = std::nullopt;
    log.happens("2026-11-25T08:00:00", remote);

    EXPECT_EQ(log.total(Metric::posts, {.market = donghu_market}), 5);
    EXPECT_EQ(log.total(Metric::posts, {.county = wuxing}), 3);
    EXPECT_EQ(log.total(Metric::posts, {.county = nanxun}), 5 + 7) << "remote work: its market's";
    EXPECT_EQ(log.total(Metric::posts, {.market = nanxun_market, .county = nanxun}), 7);
    EXPECT_EQ(log.total(Metric::posts), 16) << "a place outside of the city is in the total alone";
}

TEST(FigureFoldTest, DaysAreTheCitysAndBothEndsCount) {
    WrittenLog log;
    log.happens("2026-11-24T23:59:59", events::VisitCounted{std::nullopt, "online"});
    log.happens("2026-11-25T00:00:00", events::VisitCounted{donghu_market, "hall"});
    log.happens("2026-11-26T00:00:00", events::VisitCounted{donghu_market, "hall"});
    const auto visits = [&](std::optional<Date> from, std::optional<Date> to) {
        return log.total(Metric::visits, {.from = from, .to = to});
    };
    EXPECT_EQ(visits(nov(24), nov(24)), 1);
    EXPECT_EQ(visits(nov(25), nov(25)), 1);
    EXPECT_EQ(visits(nov(25), nov(26)), 2);
    EXPECT_EQ(visits(nov(25), std::nullopt), 2);
    EXPECT_EQ(visits(std::nullopt, nov(25)), 2);
    EXPECT_EQ(visits(std::nullopt, std::nullopt), 3);
}

TEST(FigureFoldTest, RegistrationsAreOccurrencesAndWorkersArePeopleOnce) {
    WrittenLog log;
    const auto registers = [&](const std::string& when, std::int64_t worker) {
        log.happens(when, events::SeekerRegistered{RegistrationId(worker), AccountId(worker),
                                                   donghu_market, "desk"});
    };
    registers("2026-11-25T08:00:00", 1);
    registers("2026-11-26T08:00:00", 1);
    log.happens("2026-11-25T08:00:00", events::WorkerProfileSaved{AccountId(1), "330503001"});
    log.happens("2026-11-26T08:00:00", events::WorkerProfileSaved{AccountId(1), "330502001"});
    log.happens("2026-11-26T08:00:00", events::WorkerProfileSaved{AccountId(2), std::nullopt});
    EXPECT_EQ(log.total(Metric::registrations), 2);
    EXPECT_EQ(log.total(Metric::registrations, {.market = donghu_market, .county = wuxing}), 2);
    EXPECT_EQ(log.total(Metric::workers_registered), 2);
    EXPECT_EQ(log.total(Metric::workers_registered, {.county = nanxun}), 1) << "the first home";
    EXPECT_EQ(log.total(Metric::workers_registered, {.county = wuxing}), 0);
    EXPECT_EQ(log.total(Metric::workers_registered, {.from = nov(26)}), 1) << "not the known one";
}

TEST(FigureFoldTest, AnEmployerCountsWhenItIsFirstVerified) {
    WrittenLog log;
    const auto checked = [&](std::int64_t employer, const char* state) {
        log.happens("2026-11-25T08:00:00",
                    events::EmployerChecked{EmployerId(employer), state, ""});
    };
    log.happens("2026-11-25T08:00:00", events::EmployerApplied{EmployerId(1), "firm"});
    checked(1, "pending");
    checked(2, "refused");
    EXPECT_EQ(log.total(Metric::employers), 0);
    checked(1, "verified");
    checked(1, "verified");
    checked(3, "verified");
    EXPECT_EQ(log.total(Metric::employers), 2);
}

TEST(FigureFoldTest, IntentsAreOccurrencesAndTheirPeopleDistinctInWhatIsAsked) {
    WrittenLog log;
    log.happens("2026-11-24T08:00:00", opened(1, donghu_market, 120.1, {6, 2}));
    log.happens("2026-11-24T08:00:00", opened(2, nanxun_market, 120.4, {6}));
    log.happens("2026-11-25T08:00:00", wants(1, 100));
    log.happens("2026-11-25T09:00:00", wants(1, 101));
    log.happens("2026-11-26T08:00:00", wants(1, 200));
    log.happens("2026-11-26T08:00:00", wants(2, 200));
    log.happens("2026-11-26T09:00:00", events::IntentWithdrawn{IntentId(1'100)});
    log.happens("2026-11-26T10:00:00",
                events::IntentConfirmed{IntentId(2'200), OpeningId(200), AccountId(2)});

    EXPECT_EQ(log.total(Metric::intents), 4);
    EXPECT_EQ(log.total(Metric::intent_people), 2);
    EXPECT_EQ(log.total(Metric::intents, {.market = donghu_market}), 2);
    EXPECT_EQ(log.total(Metric::intent_people, {.market = donghu_market}), 1);
    EXPECT_EQ(log.total(Metric::intent_people, {.county = nanxun}), 2);
    EXPECT_EQ(log.total(Metric::intent_people, {.to = nov(25)}), 1);
    EXPECT_EQ(log.total(Metric::confirmed, {.market = nanxun_market, .county = nanxun}), 1);
    EXPECT_EQ(log.fold.first_intents({}), (std::vector<std::int64_t>{3, 6}));
    EXPECT_EQ(log.fold.first_intents({.county = nanxun}), (std::vector<std::int64_t>{5, 6}));

    const Days asked{sys_days(nov(24)), sys_days(nov(26))};
    EXPECT_EQ(text_of(log.fold.series(Metric::intents, {}, asked, Step::day)),
              "11-24=0 11-25=2 11-26=2 ");
    EXPECT_EQ(text_of(log.fold.series(Metric::intent_people, {}, asked, Step::day)),
              "11-24=0 11-25=1 11-26=2 ")
        << "who comes again on another day is in both";
    EXPECT_EQ(text_of(log.fold.series(Metric::intent_people, {}, asked, Step::month)), "11-24=2 ");
}

TEST(FigureFoldTest, AnIntentInAnOpeningThatTheLogDoesNotKnowCountsByItsMarket) {
    WrittenLog log;
    events::IntentExpressed lost = wants(1, 100);
    lost.market = nanxun_market;
    log.happens("2026-11-25T08:00:00", lost);
    EXPECT_EQ(log.total(Metric::intents, {.market = nanxun_market, .county = nanxun}), 1);
}

TEST(FigureFoldTest, WeeksBeginOnMondayMonthsOnTheFirstAndThePartsAddUp) {
    WrittenLog log;
    for (unsigned day = 20; day <= 30; ++day) {
        log.happens("2026-11-" + std::to_string(day) + "T08:00:00",
                    events::VisitCounted{std::nullopt, "online"});
    }
    log.happens("2026-12-01T08:00:00", events::VisitCounted{std::nullopt, "online"});
    const Days asked{sys_days(nov(20)), sys_days(nov(30)) + days(1)};
    EXPECT_EQ(text_of(log.fold.series(Metric::visits, {}, asked, Step::week)),
              "11-20=3 11-23=7 11-30=2 ");
    EXPECT_EQ(text_of(log.fold.series(Metric::visits, {}, asked, Step::month)),
              "11-20=11 12-01=1 ");
}

TEST(FigureFoldTest, AnEventThatComesTwiceCountsOnce) {
    WrittenLog log;
    log.happens("2026-11-25T08:00:00", opened(1, donghu_market, 120.1, {6}));
    log.happens("2026-11-25T08:00:00", wants(1, 100));
    const FigureFold before = log.fold;
    for (const events::Recorded& recorded : log.events)
        log.fold.apply(recorded);
    EXPECT_TRUE(log.fold.same_as(before));
    log.happens("2026-11-25T08:00:00", wants(1, 100));
    EXPECT_FALSE(log.fold.same_as(before));
}

/// Everything against the plainest model: all counted events in a list, looked through each time.
TEST(FigureFoldTest, EqualsAPlainListUnderRandomEvents) {
    const std::uint64_t seed = 20'261'128;
    SeededRng rng(seed);
    struct Listed {
        sys_days day;
        Counted counted;
        std::int64_t person;
    };
    std::vector<Listed> list;
    WrittenLog log;
    const std::array<std::optional<MarketId>, 3> markets{donghu_market, nanxun_market,
                                                         std::nullopt};
    std::map<std::int64_t, Spot> openings;

    for (std::int64_t job = 1; job <= 300; ++job) {
        const auto minute = static_cast<std::int64_t>(rng.below(60 * 24 * 40));
        const Time when = at("2026-10-20T00:00:00") + std::chrono::minutes(minute);
        const std::string local = time_text(when).substr(0, 19);
        const std::optional<MarketId> market = markets.at(rng.below(3));
        const double longitude = rng.below(2) == 0 ? 120.1 : 120.4;
        log.happens(local, opened(job, market, longitude, {2}));
        const Spot spot{market, longitude > 120.3 ? nanxun : wuxing};
        openings[job * 100] = spot;
        list.push_back({day_of(when), {Metric::posts, 2, spot}, 0});

        const auto worker = static_cast<std::int64_t>(rng.below(20)) + 1;
        const std::int64_t wanted =
            (static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(job))) + 1) * 100;
        log.happens(local, wants(worker, wanted));
        list.push_back({day_of(when), {Metric::intents, 1, openings.at(wanted)}, worker});
    }
    for (int round = 0; round < 300; ++round) {
        Slice slice;
        slice.market = markets.at(rng.below(3));
        if (rng.below(2) == 0) slice.county = rng.below(2) == 0 ? wuxing : nanxun;
        const auto first =
            sys_days(std::chrono::year{2026} / 10 / 15) + days(static_cast<int>(rng.below(50)));
        if (rng.below(3) > 0) slice.from = Date(first);
        if (rng.below(3) > 0) slice.to = Date(first + days(static_cast<int>(rng.below(20))));

        std::int64_t posts = 0;
        std::int64_t intents = 0;
        std::set<std::int64_t> people;
        for (const auto& [day, counted, person] : list) {
            const bool is_in = (!slice.market || counted.spot.market == slice.market) &&
                               (!slice.county || counted.spot.county == slice.county) &&
                               (!slice.from || day >= sys_days(*slice.from)) &&
                               (!slice.to || day <= sys_days(*slice.to));
            if (!is_in) continue;
            if (counted.metric == Metric::posts) {
                posts += counted.amount;
            } else {
                ++intents;
                people.insert(person);
            }
        }
        ASSERT_EQ(log.total(Metric::posts, slice), posts) << "seed " << seed << " round " << round;
        ASSERT_EQ(log.total(Metric::intents, slice), intents) << "seed " << seed;
        ASSERT_EQ(log.total(Metric::intent_people, slice), static_cast<std::int64_t>(people.size()))
            << "seed " << seed << " round " << round;
        ASSERT_EQ(log.fold.first_intents(slice).size(), people.size());

        const Days all{sys_days(nov(1)), sys_days(nov(30))};
        const Slice november{slice.market, slice.county, nov(1), nov(30)};
        for (const Step step : {Step::day, Step::week, Step::month}) {
            std::int64_t sum = 0;
            for (const Point& point : log.fold.series(Metric::intents, november, all, step))
                sum += point.value;
            ASSERT_EQ(sum, log.total(Metric::intents, november));
        }
    }
}

}  // namespace
}  // namespace gig::oversight
