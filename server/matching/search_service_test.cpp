#include "matching/search_service.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

#include "matching/matching_fixture.h"
#include "matching/text_match.h"

namespace gig::matching {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class SearchServiceTest : public MatchingHouse {
protected:
    /// The titles that a search finds among what was published.
    std::string found(const std::function<void(Search&)>& change) {
        follow();
        Search search = nearby();
        change(search);
        return titles(search);
    }

    JobId remote_job(const std::string& title) {
        jobs::JobDraft job = shift(title);
        job.place = std::nullopt;
        return published(job);
    }
};

TEST_F(SearchServiceTest, NearestFirstWithinTheRadius) {
    published(shift("c", 3'000));
    published(shift("a", 10));
    published(shift("b", -2'000));
    published(shift("z", 10'100));
    EXPECT_EQ(found([](Search&) {}), "a b c ");
    EXPECT_EQ(found([](Search& search) { search.radius_m = 2'999; }), "a b ");
    EXPECT_EQ(found([](Search& search) { search.radius_m = 20'000; }), "a b c z ");
}

TEST_F(SearchServiceTest, NewestFirstInRecentAndOneJobsShiftsInOrder) {
    published(shift("old", 10));
    clock_.advance(minutes(1));
    jobs::JobDraft two = shift("new", 5'000);
    two.shifts.push_back({two.shifts[0].start + hours(24), two.shifts[0].end + hours(24), 1});
    published(two);
    EXPECT_EQ(found([](Search& search) { search.order = Order::recent; }), "new new old ");
    Search search = nearby();
    search.order = Order::recent;
    const FoundPage page = search_.find(search, std::nullopt, 2);
    EXPECT_LT(page.items[0].opening->start, page.items[1].opening->start);
    EXPECT_TRUE(page.next);
    EXPECT_EQ(page.items[0].distance_m, 5'000U);
}

TEST_F(SearchServiceTest, RemoteWorkIsInRecentAndInTextSearchOnly) {
    remote_job("线上记账");
    published(shift("门店记账", 9'000));
    EXPECT_EQ(found([](Search&) {}), "门店记账 ");
    EXPECT_EQ(found([](Search& search) { search.words = words_of("记账"); }), "门店记账 线上记账 ");
    EXPECT_EQ(found([](Search& search) { search.order = Order::recent; }), "线上记账 门店记账 ");
    Search search = nearby();
    search.words = words_of("线上");
    EXPECT_FALSE(search_.find(search, std::nullopt, 1).items.at(0).distance_m);
}

TEST_F(SearchServiceTest, PayFloorSettlementAndOccupation) {
    jobs::JobDraft poor = shift("poor", 1);
    poor.pay.amount = Money{2'499};
    poor.settlement = Settlement::month;
    published(poor);
    jobs::JobDraft cook = shift("cook", 2);
    cook.occupation = "cook";
    published(cook);
    EXPECT_EQ(found([](Search& search) { search.pay_min_fen = 2'499; }), "poor cook ");
    EXPECT_EQ(found([](Search& search) { search.pay_min_fen = 2'500; }), "cook ");
    EXPECT_EQ(found([](Search& search) { search.settlement = Settlement::month; }), "poor ");
    const auto number = [&](const char* code) {
        return static_cast<std::uint16_t>(occupations_.find(code)->engine_id);
    };
    EXPECT_EQ(found([&](Search& search) { search.occupations = {number("cook")}; }), "cook ");
    EXPECT_EQ(found([&](Search& search) {
                  search.occupations = {number("cook"), number("dishwasher")};
              }),
              "poor cook ");
}

TEST_F(SearchServiceTest, CertificatesThatAreAskedForShutNoVisitorOut) {
    jobs::JobDraft cook = shift("cook");
    cook.requirements.certificates = {"health", "welder"};
    published(cook);
    EXPECT_EQ(found([](Search&) {}), "cook ");
}

TEST_F(SearchServiceTest, DatesAreHalfOpenToTheMillisecond) {
    published(shift("job"));
    const Time start = tomorrow() + hours(17);
    const std::chrono::milliseconds instant{1};
    EXPECT_EQ(found([&](Search& search) { search.from = start; }), "job ");
    EXPECT_EQ(found([&](Search& search) { search.from = start + instant; }), "");
    EXPECT_EQ(found([&](Search& search) { search.to = start + instant; }), "job ");
    EXPECT_EQ(found([&](Search& search) { search.to = start; }), "");
}

TEST_F(SearchServiceTest, ShiftClassesAndHours) {
    const auto lasting = [&](const std::string& title, int from_hour, int for_hours) {
        jobs::JobDraft job = shift(title, 0, from_hour);
        job.shifts[0].end = job.shifts[0].start + hours(for_hours);
        published(job);
    };
    lasting("day", 8, 9);
    lasting("long", 8, 10);
    lasting("night", 20, 4);
    const auto of = [&](ShiftWish wish) {
        return found([&](Search& search) { search.shift = wish; });
    };
    EXPECT_EQ(of(ShiftWish::day), "day ");
    EXPECT_EQ(of(ShiftWish::long_day), "long ");
    EXPECT_EQ(of(ShiftWish::night), "night ");
    EXPECT_EQ(of(ShiftWish::rotating), "");
    EXPECT_EQ(found([](Search& search) { search.hours_min = 9; }), "day long ");
    EXPECT_EQ(found([](Search& search) { search.hours_min = 9.01; }), "long ");
    EXPECT_EQ(found([](Search& search) { search.hours_max = 9; }), "day night ");
    EXPECT_EQ(found([](Search& search) { search.hours_max = 3.99; }), "");
}

TEST_F(SearchServiceTest, RotatingIsASeriesWithDayAndNight) {
    const auto two_shifts = [&](const std::string& title, int second_hour, bool series) {
        jobs::JobDraft job = shift(title, 0, 8);
        const Time second = tomorrow() + hours(24 + second_hour);
        job.shifts.push_back({second, second + hours(4), 1});
        job.series = series;
        published(job);
    };
    two_shifts("rotating", 22, true);
    two_shifts("days", 9, true);
    two_shifts("loose", 22, false);
    EXPECT_EQ(found([](Search& search) { search.shift = ShiftWish::rotating; }),
              "rotating rotating ");
    EXPECT_EQ(found([](Search& search) { search.shift = ShiftWish::night; }), "rotating loose ");
}

TEST_F(SearchServiceTest, SpanCountsTheDatesOfTheWholeJob) {
    const auto of_days = [&](const std::string& title, int days) {
        jobs::JobDraft job = shift(title);
        const Time start = job.shifts[0].start;
        job.shifts.clear();
        for (int day = 0; day < days; ++day) {
            job.shifts.push_back({start + hours(24 * day), start + hours(24 * day + 2), 1});
        }
        job.expires_at = job.shifts.back().start;
        published(job);
    };
    of_days("1", 1);
    of_days("2", 2);
    of_days("30", 30);
    of_days("31", 31);
    const auto of = [&](Span span) {
        return found([&](Search& search) {
            search.span = span;
            search.to = search.from + hours(24 * 2);  // One opening of each.
        });
    };
    EXPECT_EQ(of(Span::one_day), "1 ");
    EXPECT_EQ(of(Span::days), "2 30 ");
    EXPECT_EQ(of(Span::season), "31 ");
}

TEST_F(SearchServiceTest, TwoShiftsOnOneDateAreOneDay) {
    jobs::JobDraft job = shift("lunch and dinner", 0, 11);
    job.shifts.push_back({tomorrow() + hours(17), tomorrow() + hours(20), 1});
    published(job);
    EXPECT_EQ(found([](Search& search) { search.span = Span::one_day; }),
              "lunch and dinner lunch and dinner ");
}

TEST_F(SearchServiceTest, MarketAndWords) {
    jobs::JobDraft job = shift("厨房帮手");
    job.market = markets::market_id_of("donghu");
    job.description = "洗碗、收台，ＡＢ班";
    published(job);
    published(shift("切配"));
    const auto by_words = [&](const char* text) {
        return found([&](Search& search) { search.words = words_of(text); });
    };
    EXPECT_EQ(found([](Search& search) { search.market = markets::market_id_of("donghu"); }),
              "厨房帮手 ");
    EXPECT_EQ(found([](Search& search) { search.market = markets::market_id_of("zhili"); }), "");
    EXPECT_EQ(by_words("ab班"), "厨房帮手 ");              // Description, folded.
    EXPECT_EQ(by_words("帮手 收台"), "厨房帮手 ");         // Title and description.
    EXPECT_EQ(by_words("帮手 电工"), "");                  // All words.
    EXPECT_EQ(by_words("DISHWASHER"), "厨房帮手 切配 ");   // Occupation in English
    EXPECT_EQ(by_words("洗碗工"), "厨房帮手 切配 ");       // and in Chinese.
    EXPECT_EQ(by_words("月河街道"), "厨房帮手 切配 ");     // Public address.
    EXPECT_EQ(by_words("演示1"), "");                      // An account's name is nowhere.
    EXPECT_EQ(by_words("演示用工方1"), "厨房帮手 切配 ");  // Employer.
}

/// What must come out, computed from the jobs as they were posted.
struct Posted {
    double metres;
    Time start;
    std::int32_t pay;
    std::string title;
};

TEST_F(SearchServiceTest, NearestEqualsBruteForceOnRandomJobs) {
    constexpr unsigned seed = 42;
    std::printf("seed %u\n", seed);
    std::mt19937 random(seed);
    const auto between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    std::vector<Posted> posted;
    for (int number = 0; number < 120; ++number) {
        jobs::JobDraft job = shift("j" + std::to_string(number), 0, between(0, 23));
        const double latitude = 30.868 + between(-1'200, 1'200) * 1e-4;
        const double longitude = 120.104 + between(-1'200, 1'200) * 1e-4;
        job.place = places::SourcePlace{latitude, longitude, places::Crs::wgs84};
        job.pay.amount = Money{between(2'200, 4'000)};
        published(job);
        const double x = (longitude - 120.104) * std::cos(30.868 * std::acos(-1) / 180);
        posted.push_back({std::hypot(x, latitude - 30.868) * 111'195.0797, job.shifts[0].start,
                          static_cast<std::int32_t>(job.pay.amount.fen), job.title});
    }
    follow();
    std::ranges::sort(posted, {}, &Posted::metres);
    std::size_t rows = 0;
    for (int round = 0; round < 200; ++round) {
        Search search = nearby();
        search.radius_m = static_cast<std::uint32_t>(between(1, 16'000));
        search.from = clock_.now() + minutes(between(0, 48 * 60));
        search.to = search.from + minutes(between(0, 48 * 60));
        search.pay_min_fen = static_cast<std::uint16_t>(between(2'000, 4'000));
        std::string expected;
        for (const Posted& each : posted) {
            const bool fits = std::floor(each.metres + 0.5) <= search.radius_m &&
                              each.start >= search.from && each.start < search.to &&
                              each.pay >= search.pay_min_fen;
            if (fits) expected += each.title + " ";
            rows += fits ? 1U : 0U;
        }
        ASSERT_EQ(titles(search), expected) << "round " << round;
    }
    EXPECT_GT(rows, 200U);
}

/// Reads all pages while jobs come and go between them. What was there from the first page to
/// the last is met exactly once, and nothing twice.
TEST_F(SearchServiceTest, PagesAreStableWhileJobsComeAndGo) {
    constexpr unsigned seed = 7;
    std::printf("seed %u\n", seed);
    std::mt19937 random(seed);
    const auto between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    int number = 0;
    std::vector<JobId> alive;
    const auto post = [&] {
        // Few distances and times, so that ties are the rule.
        jobs::JobDraft job = shift("j" + std::to_string(++number), between(0, 5) * 700);
        if (between(1, 5) == 1) job.place = std::nullopt;
        alive.push_back(published(job));
    };
    for (int first = 0; first < 30; ++first)
        post();
    for (const Order order : {Order::distance, Order::recent}) {
        for (int round = 0; round < 6; ++round) {
            follow();
            std::set<JobId> always(alive.begin(), alive.end());
            std::multiset<JobId> met;
            Search search = nearby();
            search.order = order;
            search.words = words_of("j");
            std::optional<Position> after;
            do {
                const FoundPage page = search_.find(search, after, 7);
                for (const Found& found : page.items)
                    met.insert(found.opening->card->job);
                after = page.next;
                if (between(0, 1) == 0) clock_.advance(std::chrono::seconds(between(0, 2)));
                for (int posts = between(0, 2); posts > 0; --posts)
                    post();
                if (between(0, 1) == 0) {
                    const auto gone =
                        alive.begin() + between(0, static_cast<int>(alive.size()) - 1);
                    close(*gone);
                    always.erase(*gone);
                    alive.erase(gone);
                }
                follow();
            } while (after);
            for (const JobId job : always)
                EXPECT_EQ(met.count(job), 1U) << "round " << round;
            for (const JobId job : met)
                EXPECT_EQ(met.count(job), 1U) << "round " << round;
        }
    }
    EXPECT_EQ(difference(), std::nullopt);
}

}  // namespace
}  // namespace gig::matching
