#include "app/demo_history.h"

#include <map>
#include <set>

#include "app/app_fixture.h"
#include "app/demo_figures.h"
#include "app/doors.h"
#include "events/events.h"

namespace gig::app {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr GeoPoint donghu{Latitude{308'680'000}, Longitude{1'201'040'000}};
const std::filesystem::path city_folder = std::filesystem::path(GIG_SHARE_DIR) / "city" / "huzhou";

TEST(ApportionTest, PartsAddUpExactly) {
    const std::vector<std::int64_t> weights{3, 0, 1, 7, 2};
    const std::vector<std::int32_t> parts = apportion(100, weights);
    EXPECT_EQ(parts, (std::vector<std::int32_t>{23, 0, 7, 54, 16}));
    EXPECT_EQ(apportion(0, weights), std::vector<std::int32_t>(5, 0));
}

TEST(DemoFiguresTest, TheYearHoldsWhatWasReported) {
    const DemoFigures figures = DemoFigures::load(city_folder);
    const DemoTargets& year = figures.scales.at("huzhou");
    const auto target = [&](const ReportedFigure& reported) -> std::int64_t {
        const MarketTargets own =
            reported.market ? year.markets.at(*reported.market) : MarketTargets{};
        const bool all = !reported.market;
        if (reported.metric == "posts") return all ? year.posts : own.posts.value();
        if (reported.metric == "registrations") return all ? year.workers : own.workers.value();
        if (reported.metric == "intents") return all ? year.intents : own.intents.value();
        if (reported.metric == "confirmed") return own.confirmed.value();
        if (reported.metric == "visits") return year.visits;
        return std::ssize(markets::MarketDirectory::load(city_folder).all());
    };
    EXPECT_EQ(figures.reported.size(), 9u);
    for (const ReportedFigure& reported : figures.reported) {
        SCOPED_TRACE(reported.metric + " " + reported.market.value_or("all"));
        EXPECT_TRUE(reported.as_of.starts_with("2023"));
        EXPECT_NE(reported.source, "");
        if (reported.at_least) {
            EXPECT_GE(target(reported), reported.value);
        } else {
            EXPECT_EQ(target(reported), reported.value);
        }
    }
}

/// Counts what stands in the state tables, not what was meant to.
class DemoHistoryTest : public WholeHouse {
protected:
    struct Lived {
        std::unique_ptr<ManualClock> clock;
        std::unique_ptr<SeededRng> rng;
        std::unique_ptr<House> house;
        std::vector<MarketPlan> plans;
        int posted;
    };

    Lived live_through(const std::string& name, const DemoTargets& targets, bool by_markets,
                       std::uint64_t seed = 7) {
        const History history{today, targets.history_days};
        Lived lived;
        lived.clock = std::make_unique<ManualClock>(midnight(history.first()));
        lived.rng = std::make_unique<SeededRng>(seed);
        lived.house =
            std::make_unique<House>(settings_of_demo(name), Ground{*lived.clock, *lived.rng, log_});
        House& house = *lived.house;
        DemoRooms rooms = rooms_of(house, *lived.clock);
        const DemoDraw draw(colour_, house.regions, house.occupations, {});
        DemoHistory city(rooms, draw, colour_, archetypes_, {targets, history, seed});
        const std::vector<PlannedPost> posts =
            by_markets
                ? plan_posts(city.plans(), house.markets.nearest(donghu), draw, history, seed)
                : DemoCity(draw, house.markets, seed)
                      .posts_of(today, demo_days, midnight(history.first()), midnight(today));
        lived.posted = city.live_through(posts);
        lived.plans = city.plans();
        return lived;
    }

    static std::int64_t count(House& house, storage::Sql sql,
                              const storage::Parameters& parameters = {}) {
        return house.database.ask(
            [&](storage::Reader& reader) { return reader.find(sql, parameters)->integer(0); });
    }

    /// What the state tables hold of everything that has a target.
    static DemoTargets counted(House& house, const std::vector<MarketPlan>& plans) {
        DemoTargets found{.history_days = 0,
                          .posts = number(count(
                              house,
                              "SELECT sum(places) FROM opening JOIN job ON job.id = opening.job "
                              "WHERE opened_at IS NOT NULL")),
                          .workers = number(count(house, "SELECT count(*) FROM worker_profile")),
                          .intents = number(count(house, "SELECT count(*) FROM intent")),
                          .visits = number(count(house, "SELECT count(*) FROM visit"))};
        for (const MarketPlan& plan : plans) {
            const storage::Parameters market{plan.market->id};
            found.markets[plan.market->key] = {
                number(count(house,
                             "SELECT coalesce(sum(places), 0) FROM opening JOIN job ON job.id = "
                             "opening.job WHERE opened_at IS NOT NULL AND market = $1",
                             market)),
                number(count(house, "SELECT count(*) FROM registration WHERE market = $1", market)),
                number(count(house, "SELECT count(*) FROM intent WHERE market = $1", market)),
                number(count(house,
                             "SELECT count(*) FROM intent WHERE market = $1 AND state = "
                             "'confirmed'",
                             market))};
        }
        return found;
    }
    static std::int32_t number(std::int64_t value) { return static_cast<std::int32_t>(value); }

    static void expect_targets(const DemoTargets& found, const DemoTargets& targets) {
        EXPECT_EQ(found.posts, targets.posts);
        EXPECT_EQ(found.workers, targets.workers);
        EXPECT_EQ(found.intents, targets.intents);
        EXPECT_EQ(found.visits, targets.visits);
        for (const auto& [key, own] : targets.markets) {
            const MarketTargets& there = found.markets.at(key);
            EXPECT_EQ(there.posts, own.posts ? own.posts : there.posts) << key;
            EXPECT_EQ(there.workers, own.workers ? own.workers : there.workers) << key;
            EXPECT_EQ(there.intents, own.intents ? own.intents : there.intents) << key;
            EXPECT_EQ(there.confirmed, own.confirmed ? own.confirmed : there.confirmed) << key;
        }
    }

    /// What API.md promises of every size: enough around Donghu for whoever tries it.
    void expect_life_around_donghu(House& house) {
        matching::OpeningIndex index(house.jobs, house.employers, house.occupations, house.clock);
        index.rebuild(house.database);
        int near = 0;
        int around_meals = 0;
        index.snapshot()->each([&](const matching::IndexedOpening& opening) {
            if (!opening.card->place || opening.start <= clock_.now()) return;
            const std::uint32_t metres = places::metres_between(donghu, *opening.card->place);
            near += metres <= 10'000 ? 1 : 0;
            const auto start = opening.start - midnight(date_of(opening.start));
            const auto end = opening.end - midnight(date_of(opening.start));
            const bool at_meals = (start >= hours(10) && end <= hours(14)) ||
                                  (start >= std::chrono::minutes(16 * 60 + 30) && end <= hours(22));
            const bool soon = opening.start < clock_.now() + days(7);
            around_meals += metres <= 8'000 && soon && at_meals && opening.hourly_fen >= 2'200 &&
                                    opening.hourly_fen <= 4'000 && opening.engine.certificates == 0
                                ? 1
                                : 0;
        });
        EXPECT_GE(near, 50);
        EXPECT_GE(around_meals, 15);
    }

    /// Lived day by day, and nothing that was over was left undone.
    static void expect_order(House& house) {
        const auto last = midnight(today).time_since_epoch().count();
        const auto first = midnight(History{today, 365}.first()).time_since_epoch().count();
        constexpr std::int64_t upkeep_ms = 6 * 3'600'000;
        EXPECT_EQ(
            count(house, "SELECT count(*) FROM event WHERE at < $1 OR at >= $2", {first, last}), 0);
        EXPECT_EQ(count(house,
                        "SELECT count(*) FROM event later JOIN event earlier "
                        "ON earlier.sequence = later.sequence - 1 WHERE later.at < earlier.at"),
                  0);
        EXPECT_EQ(count(house, "SELECT count(*) FROM job WHERE state = 'open' AND expires_at < $1",
                        {last - upkeep_ms}),
                  0);
        EXPECT_EQ(count(house,
                        "SELECT count(*) FROM intent WHERE state IN ('expressed', 'offered') "
                        "AND expires_at < $1",
                        {last - upkeep_ms}),
                  0);
        EXPECT_EQ(count(house,
                        "SELECT count(DISTINCT strftime('%m', opened_at / 1000, 'unixepoch')) "
                        "FROM job"),
                  12);
        for (const char* state : {"confirmed", "declined", "withdrawn", "expired"}) {
            EXPECT_GT(count(house, "SELECT count(*) FROM intent WHERE state = $1", {state}), 0)
                << state;
        }
    }

    /// Nobody is in two places at once, and no place is given twice.
    static void expect_sums(House& house) {
        EXPECT_EQ(count(house,
                        "SELECT count(*) FROM opening WHERE places - places_left <> (SELECT "
                        "count(*) FROM intent WHERE intent.opening = opening.id AND state = "
                        "'confirmed')"),
                  0);
        EXPECT_EQ(count(house,
                        "SELECT count(*) FROM intent a JOIN intent b ON a.worker = b.worker AND "
                        "a.id < b.id AND a.start_at < b.end_at AND b.start_at < a.end_at "
                        "WHERE a.state = 'confirmed' AND b.state = 'confirmed'"),
                  0);
        EXPECT_EQ(count(house, "SELECT count(*) FROM employer WHERE made_up = 0"), 0);
        EXPECT_GT(count(house, "SELECT count(*) FROM employer WHERE state = 'refused'"), 0);
        EXPECT_EQ(
            count(house,
                  "SELECT count(*) FROM job JOIN employer ON employer.id = job.employer "
                  "WHERE opened_at IS NOT NULL AND employer.state NOT IN ('verified', 'lapsed')"),
            0);
    }

    /// Those that API.md gives to whoever wants to try.
    static void expect_named_phones(House& house) {
        const auto account_of = [&](const char* digits) {
            return house.accounts
                .create_for_demo({*Phone::parse(digits),
                                  *accounts::DisplayName::parse("演示"),
                                  {{Role::worker}}})
                ->id;
        };
        for (const char* digits : {"12000000001", "12000000003"}) {
            const AccountId worker = account_of(digits);
            const Result<workers::Profile> profile =
                house.workers.read_self({.account = worker, .grants = {{Role::worker}}});
            ASSERT_TRUE(profile);
            EXPECT_TRUE(profile->registered_at) << digits;
            EXPECT_TRUE(profile->home) << digits;
            EXPECT_TRUE(profile->preferences.birth_date) << digits;
            EXPECT_FALSE(profile->preferences.wishes.empty()) << digits;
            EXPECT_NE(profile->preferences.week_free.text(), std::string(84, 'f')) << digits;
            EXPECT_EQ(count(house, "SELECT count(*) FROM registration WHERE worker = $1", {worker}),
                      1);
        }
        const std::vector<employers::Employer> owned =
            house.employers.of_account(account_of("12000000002"));
        ASSERT_EQ(owned.size(), 1u);
        EXPECT_TRUE(owned[0].verified());
    }

    static std::string log_of(House& house) {
        std::string log;
        house.database.read([&](storage::Reader& reader) {
            for (std::int64_t after = 0;;) {
                const std::vector<events::Recorded> page = events::read_after(reader, after);
                if (page.empty()) return;
                for (const events::Recorded& each : page) {
                    log += time_text(each.at) + events::to_bytes(each.event) + "\n";
                }
                after = page.back().sequence;
            }
        });
        return log;
    }

    DemoFigures figures_ = DemoFigures::load(city_folder);
    Archetypes archetypes_ = Archetypes::load(city_folder);
    /// A year like Huzhou's, a twentieth of it, so that it is lived through in seconds.
    DemoTargets twentieth_{.history_days = 365,
                           .posts = 1'975,
                           .workers = 126,
                           .intents = 94,
                           .visits = 500,
                           .markets = {{"donghu", {.posts = 110, .workers = 12, .intents = 9}},
                                       {"fuxi", {.workers = 14, .intents = 14, .confirmed = 11}}}};
};

TEST_F(DemoHistoryTest, TheSmallCityHoldsItsTargetsAndTheNamedPhones) {
    const DemoTargets& small = figures_.scales.at("small");
    const Lived lived = live_through("small", small, false);
    expect_targets(counted(*lived.house, lived.plans), small);
    expect_life_around_donghu(*lived.house);
    EXPECT_EQ(count(*lived.house,
                    "SELECT sum(places) FROM opening JOIN job ON job.id = opening.job "
                    "WHERE state = 'open'"),
              small.posts);
    expect_named_phones(*lived.house);
}

TEST_F(DemoHistoryTest, AYearHoldsItsTargetsInEveryMarketAndAddsUp) {
    const Lived lived = live_through("year", twentieth_, true);
    House& house = *lived.house;
    const DemoTargets found = counted(house, lived.plans);
    expect_targets(found, twentieth_);

    // All of it is some market's, and every market has a part.
    EXPECT_EQ(lived.plans.size(), 14u);
    std::int32_t posts = 0;
    for (const auto& [key, own] : found.markets) {
        EXPECT_GT(own.posts, 0) << key;
        EXPECT_GT(own.workers, 0) << key;
        posts += *own.posts;
    }
    EXPECT_EQ(posts, twentieth_.posts);
    EXPECT_EQ(count(house, "SELECT count(DISTINCT worker) FROM registration"), twentieth_.workers);
    expect_order(house);
    expect_sums(house);
}

TEST_F(DemoHistoryTest, TheSameSeedTellsTheSameStory) {
    const DemoTargets month{.history_days = 30,
                            .posts = 150,
                            .workers = 60,
                            .intents = 12,
                            .visits = 50,
                            .markets = {{"fuxi", {.posts = 110, .workers = 40, .intents = 12}}}};
    const Lived once = live_through("once", month, true);
    const Lived again = live_through("again", month, true);
    EXPECT_EQ(log_of(*once.house), log_of(*again.house));
    const Lived other = live_through("other", month, true, 8);
    EXPECT_NE(log_of(*once.house), log_of(*other.house));
}

TEST_F(DemoHistoryTest, EveryKindOfWorkerIsPossibleAndOfAge) {
    SeededRng rng(19);
    const occupations::Occupations occupations = occupations::Occupations::load(city_folder);
    std::set<std::string> weeks;
    for (const Archetype& archetype : archetypes_.all) {
        SCOPED_TRACE(archetype.key);
        for (const std::string& wish : archetype.wishes) {
            EXPECT_NE(occupations.find(wish), nullptr) << wish;
        }
        for (int draw = 0; draw < 20; ++draw) {
            const workers::ProfileDraft draft = draw_seeker(archetype, donghu, today, rng);
            EXPECT_GE(workers::age_on(*draft.preferences.birth_date, today), 16);
            weeks.insert(draft.preferences.week_free.text());
        }
    }
    EXPECT_GT(weeks.size(), archetypes_.all.size());
    const auto free_at = [&](const char* key, const char* start, const char* end) {
        Archetype one = archetypes_.of_key(key);
        workers::WeekFree week = draw_seeker(one, donghu, today, rng).preferences.week_free;
        return week.covers(time_value(start).value(), time_value(end).value());
    };
    // A Saturday: no draw keeps a weekend for something else.
    EXPECT_TRUE(free_at("night_worker", "2026-11-28T22:00:00+08:00", "2026-11-29T06:00:00+08:00"));
    EXPECT_FALSE(free_at("night_worker", "2026-11-28T10:00:00+08:00", "2026-11-28T14:00:00+08:00"));
    EXPECT_TRUE(
        free_at("meal_courier_parent", "2026-11-28T10:30:00+08:00", "2026-11-28T14:00:00+08:00"));
    EXPECT_FALSE(
        free_at("meal_courier_parent", "2026-11-28T13:30:00+08:00", "2026-11-28T17:00:00+08:00"));
    EXPECT_FALSE(free_at("weekend_only", "2026-11-25T10:00:00+08:00", "2026-11-25T14:00:00+08:00"));
}

}  // namespace
}  // namespace gig::app
