#include "oversight/figures_service.h"

#include <gtest/gtest.h>

#include "base/log.h"
#include "events/follower.h"
#include "oversight/figures_house_test.h"

namespace gig::oversight {
namespace {

using std::chrono::days;
using std::chrono::hours;

class FiguresServiceTest : public FiguresHouse {
protected:
    std::string refusal(Metric metric, const Slice& slice, Step step = Step::day) const {
        return code_of(figures_.figure(metric, slice, step));
    }

    /// Does one of all the things that a figure counts, or must not count.
    void act_by_chance(Rng& rng) {
        switch (rng.below(10)) {
            case 0:
                employers_here_.push_back(employer_member(rng.below(3) > 0));
                return;
            case 1:
            case 2:
            case 3:
                post_by_chance(rng);
                return;
            case 4:
                if (const auto job = any_of(jobs_here_, rng)) {
                    (void)city_jobs_.close(job->first, job->second, "", {});
                }
                return;
            case 5:
                if (const auto job = any_of(jobs_here_, rng)) {
                    (void)reviews_.decide(staff_of(donghu_), job->second,
                                          {jobs::ReviewVerdict::approved, ""}, {});
                }
                return;
            case 6:
                clock_.advance(std::chrono::minutes(rng.below(600)));
                city_jobs_.expire_due();
                return;
            case 7:
                visit_by_chance(rng);
                return;
            case 8:
                register_by_chance(rng);
                return;
            default:
                want_by_chance(rng);
        }
    }

    void visit_by_chance(Rng& rng) {
        const auto market = any_market(rng);
        const auto visit =
            market ? desk_.count_in_hall(staff_of(*market), *market, {}) : desk_.count_online();
        EXPECT_TRUE(visit);
    }

    void register_by_chance(Rng& rng) {
        if (seekers_here_.size() < 12) seekers_here_.push_back(person());
        const Actor seeker = *any_of(seekers_here_, rng);
        if (rng.below(3) > 0) save_profile(seeker, rng.below(2) == 0);
        const auto market = any_market(rng);
        // Refused where they registered there today already.
        if (market && rng.below(2) == 0) {
            (void)desk_.register_at_desk(staff_of(*market), *market, *seeker.account, {});
        } else {
            (void)desk_.register_online(seeker, market, {});
        }
    }

    void post_by_chance(Rng& rng) {
        const auto employer = any_of(employers_here_, rng);
        if (!employer) return;
        jobs::JobDraft job = draft("洗碗工" + std::to_string(jobs_here_.size()));
        job.market = any_market(rng);
        for (jobs::Shift& shift : job.shifts)
            shift.places = static_cast<std::int32_t>(rng.below(6)) + 1;
        if (rng.below(4) == 0) job.place = std::nullopt;
        if (rng.below(4) == 0) job.shifts.pop_back();
        job.expires_at = job.shifts.back().start;
        jobs_here_.emplace_back(*employer, posted(*employer, job));
    }

    /// Refused where the opening is over or full, or the worker can't take it.
    void want_by_chance(Rng& rng) {
        const auto job = any_of(jobs_here_, rng);
        const auto seeker = any_of(seekers_here_, rng);
        if (!job || !seeker) return;
        const auto intent =
            engagements_.express(*seeker, kept(job->second).openings.front().id, {});
        if (!intent || rng.below(2) == 0) return;
        if (!engagements_.offer(job->first, intent->id, {})) return;
        if (rng.below(4) == 0) {
            (void)engagements_.withdraw(*seeker, intent->id, {});
        } else {
            (void)engagements_.confirm(*seeker, intent->id, {});
        }
    }

    std::optional<MarketId> any_market(Rng& rng) const {
        const std::size_t number = rng.below(markets_.all().size() + 1);
        if (number == markets_.all().size()) return std::nullopt;
        return markets_.all()[number].id;
    }

    /// Remote work counts in its market's county.
    std::int64_t remote_posts_in(County county) {
        std::int64_t places = 0;
        for (const markets::Market& market : markets_.all()) {
            if (!market.region_code.starts_with(std::to_string(county))) continue;
            places += database_->ask([&](storage::Reader& reader) {
                return reader
                    .find(
                        "SELECT coalesce(sum(o.places), 0) FROM opening o "
                        "JOIN job j ON j.id = o.job WHERE j.opened_at IS NOT NULL "
                        "AND j.latitude_e7 IS NULL AND j.market = $1",
                        {market.id})
                    ->integer(0);
            });
        }
        return places;
    }

    std::vector<FigureRow> all_rows(Metric metric, const Slice& slice, std::size_t limit) const {
        std::vector<FigureRow> rows;
        std::optional<std::int64_t> after = 0;
        while (after) {
            Result<RowPage> page =
                figures_.rows(holding(Role::city_admin, 0), metric, slice, *after, limit);
            EXPECT_TRUE(page);
            EXPECT_LE(page->rows.size(), limit);
            std::ranges::move(page->rows, std::back_inserter(rows));
            after = page->next;
        }
        return rows;
    }

    template <typename T>
    static std::optional<T> any_of(const std::vector<T>& all, Rng& rng) {
        if (all.empty()) return std::nullopt;
        return all[rng.below(all.size())];
    }

    std::vector<Actor> employers_here_;
    std::vector<std::pair<Actor, JobId>> jobs_here_;
    std::vector<Actor> seekers_here_;
};

/// The promise of the house: a figure is a fold, so the live one, a rebuilt one and the state
/// tables say the same.
TEST_F(FiguresServiceTest, LiveEqualsRebuiltEqualsTheTables) {
    const std::uint64_t seed = 1'128;
    SeededRng rng(seed);
    MemoryLog log;
    figures_.rebuild();
    events::Follower follower(
        *database_, log, "oversight", figures_.position(),
        [this](const std::vector<events::Recorded>& recorded) { figures_.apply(recorded); });
    for (int act = 0; act < 900; ++act)
        act_by_chance(rng);
    ASSERT_TRUE(follower.wait_until(database_->last_event(), std::chrono::minutes(1)));
    follower.stop();

    FiguresService rebuilt(*database_, clock_, policy_, regions_, markets_);
    rebuilt.rebuild();
    EXPECT_TRUE(figures_.fold().same_as(rebuilt.fold())) << "seed " << seed;
    EXPECT_EQ(figures_.position(), database_->last_event());

    EXPECT_EQ(total(Metric::notices),
              count("SELECT count(*) FROM job WHERE opened_at IS NOT NULL"));
    EXPECT_EQ(total(Metric::posts),
              count("SELECT sum(o.places) FROM opening o JOIN job j ON j.id = o.job "
                    "WHERE j.opened_at IS NOT NULL"));
    EXPECT_EQ(total(Metric::openings),
              count("SELECT count(*) FROM opening o JOIN job j ON j.id = o.job "
                    "WHERE j.opened_at IS NOT NULL"));
    EXPECT_EQ(total(Metric::posts, {.county = wuxing}),
              count("SELECT sum(o.places) FROM opening o JOIN job j ON j.id = o.job "
                    "WHERE j.opened_at IS NOT NULL AND j.region_code LIKE '330502%'") +
                  remote_posts_in(wuxing));
    EXPECT_EQ(total(Metric::employers),
              count("SELECT count(*) FROM employer WHERE state = 'verified'"));
    EXPECT_EQ(total(Metric::registrations), count("SELECT count(*) FROM registration"));
    EXPECT_EQ(total(Metric::workers_registered), count("SELECT count(*) FROM worker_profile"));
    EXPECT_EQ(total(Metric::visits), count("SELECT count(*) FROM visit"));
    EXPECT_EQ(total(Metric::intents), count("SELECT count(*) FROM intent"));
    EXPECT_EQ(total(Metric::intent_people), count("SELECT count(DISTINCT worker) FROM intent"));
    EXPECT_EQ(total(Metric::confirmed),
              count("SELECT count(*) FROM intent WHERE state = 'confirmed'"));
    for (const markets::Market& market : markets_.all()) {
        const auto of_market = [&](storage::Sql sql) {
            return database_->ask(
                [&](storage::Reader& reader) { return reader.find(sql, {market.id})->integer(0); });
        };
        const Slice slice{.market = market.id};
        EXPECT_EQ(total(Metric::registrations, slice),
                  of_market("SELECT count(*) FROM registration WHERE market = $1"));
        EXPECT_EQ(total(Metric::visits, slice),
                  of_market("SELECT count(*) FROM visit WHERE market = $1"));
        EXPECT_EQ(total(Metric::intents, slice),
                  of_market("SELECT count(*) FROM intent WHERE market = $1"));
        EXPECT_EQ(total(Metric::intent_people, slice),
                  of_market("SELECT count(DISTINCT worker) FROM intent WHERE market = $1"));
    }
    for (const Metric metric :
         {Metric::posts, Metric::employers, Metric::intents, Metric::confirmed, Metric::visits,
          Metric::registrations, Metric::workers_registered}) {
        EXPECT_GT(total(metric), 3) << name_of(metric) << ": the acts reached it";
    }
}

TEST_F(FiguresServiceTest, RowsAddUpToTheirFigureInEverySlice) {
    const std::uint64_t seed = 77;
    SeededRng rng(seed);
    for (int act = 0; act < 300; ++act)
        act_by_chance(rng);
    follow();
    for (int number = 1; number < metric_count; ++number) {
        const auto metric = static_cast<Metric>(number);
        for (int round = 0; round < 6; ++round) {
            Slice slice;
            if (round % 2 == 1 && traits_of(metric).by_market) slice.market = any_market(rng);
            if (round % 3 == 1 && traits_of(metric).by_county) slice.county = wuxing;
            if (round > 3) slice.from = slice.to = Date(date_of(clock_.now()));
            std::int64_t sum = 0;
            std::int64_t last = 0;
            for (const FigureRow& row : all_rows(metric, slice, 7)) {
                sum += row.amount;
                EXPECT_GT(row.position, last);
                last = row.position;
            }
            EXPECT_EQ(sum, total(metric, slice))
                << name_of(metric) << " round " << round << " seed " << seed;
        }
    }
}

TEST_F(FiguresServiceTest, RowsNameThingsAndNoPerson) {
    const Actor employer = employer_member();
    const Actor worker = seeker();
    const JobId job = posted(employer, draft());
    const OpeningId opening = kept(job).openings.front().id;
    const IntentId intent = engagements_.express(worker, opening, {})->id;
    follow();
    const std::vector<FigureRow> rows = all_rows(Metric::intent_people, {}, 10);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].event_type, "intent_expressed");
    EXPECT_EQ(rows[0].at, clock_.now());
    EXPECT_EQ(rows[0].things, (std::vector<std::pair<std::string_view, std::string>>{
                                  {"intent_id", intent.text()},
                                  {"opening_id", opening.text()},
                                  {"job_id", job.text()},
                                  {"employer_id", employer_of(employer).text()}}));
    for (const auto& [name, id] : rows[0].things)
        EXPECT_NE(id, worker.account->text());
}

TEST_F(FiguresServiceTest, RowsAreForWhomTheMatrixSays) {
    const MarketId other = markets::market_id_of("taihu");
    const auto code = [&](const Actor& actor, const Slice& slice) {
        return code_of(figures_.rows(actor, Metric::posts, slice, 0, 10));
    };
    const Slice at_donghu{.market = donghu_};
    const Slice in_wuxing{.county = wuxing};
    const Slice in_changxing{.county = 330522};

    EXPECT_EQ(code(visitor(), at_donghu), "session.required");
    EXPECT_EQ(code(worker(), at_donghu), "role.not_allowed");
    EXPECT_EQ(code(employer_member(), at_donghu), "role.not_allowed");
    EXPECT_EQ(code(holding(Role::system_admin, 0), at_donghu), "role.not_allowed");
    EXPECT_EQ(code(holding(Role::union_rep, 0), at_donghu), "role.not_allowed");
    for (const Role role : {Role::market_staff, Role::market_manager}) {
        EXPECT_EQ(code(holding(role, donghu_.value()), at_donghu), "");
        EXPECT_EQ(code(holding(role, other.value()), at_donghu), "http.not_found");
        EXPECT_EQ(code(holding(role, donghu_.value()), {}), "http.not_found");
        EXPECT_EQ(code(holding(role, donghu_.value()), in_wuxing), "http.not_found");
    }
    for (const Role role : {Role::county_supervisor, Role::labour_inspector}) {
        EXPECT_EQ(code(holding(role, wuxing), in_wuxing), "");
        EXPECT_EQ(code(holding(role, wuxing), at_donghu), "") << "a market of their county";
        EXPECT_EQ(code(holding(role, wuxing), in_changxing), "http.not_found");
        EXPECT_EQ(code(holding(role, 330522), at_donghu), "http.not_found");
        EXPECT_EQ(code(holding(role, wuxing), {}), "http.not_found");
    }
    for (const Role role : {Role::city_admin, Role::auditor}) {
        EXPECT_EQ(code(holding(role, 0), {}), "");
        EXPECT_EQ(code(holding(role, 0), in_changxing), "");
    }
    EXPECT_EQ(code_of(figures_.rows(holding(Role::auditor, 0), Metric::markets, {}, 0, 10)),
              "figures.no_rows");
    EXPECT_EQ(code_of(figures_.rows(holding(Role::auditor, 0), Metric::employers,
                                    {.market = donghu_}, 0, 10)),
              "figures.not_by_market");
}

TEST_F(FiguresServiceTest, WhatTheLogDoesNotKnowIsNoZero) {
    const Date today = date_of(clock_.now());
    const Date tomorrow(std::chrono::sys_days(today) + days(1));
    const Date yesterday(std::chrono::sys_days(today) - days(1));
    employer_member();
    follow();

    EXPECT_EQ(refusal(Metric::visits, {.from = today}), "");
    EXPECT_EQ(refusal(Metric::visits, {.from = tomorrow}), "figures.not_covered");
    EXPECT_EQ(refusal(Metric::visits, {.to = yesterday}), "figures.not_covered");
    EXPECT_EQ(code_of(figures_.figures({.from = tomorrow})), "figures.not_covered");
    EXPECT_EQ(refusal(Metric::markets, {.from = today}), "figures.no_history");
    EXPECT_EQ(refusal(Metric::employers, {.market = donghu_}), "figures.not_by_market");
    EXPECT_EQ(refusal(Metric::employers, {.county = wuxing}), "figures.not_by_region");

    const Result<FigureAnswer> visits =
        figures_.figure(Metric::visits, {.from = yesterday, .to = tomorrow}, Step::day);
    EXPECT_EQ(visits->figure.covers,
              (Days{std::chrono::sys_days(today), std::chrono::sys_days(today)}));
    EXPECT_EQ(visits->figure.series, (std::vector<Point>{{std::chrono::sys_days(today), 0}}));
    EXPECT_EQ(visits->as_of, (AsOf{database_->last_event(), clock_.now()}));

    clock_.advance(hours(24));
    EXPECT_EQ(refusal(Metric::visits, {.from = tomorrow}), "")
        << "a day without events is a day with 0";
}

TEST_F(FiguresServiceTest, AListLeavesOutWhatCanNotBeAskedForSo) {
    employer_member();
    follow();
    const Result<FigureList> whole = figures_.figures({});
    EXPECT_EQ(whole->figures.size(), static_cast<std::size_t>(metric_count));
    EXPECT_TRUE(whole->left_out.empty());

    const Result<FigureList> part =
        figures_.figures({.market = donghu_, .from = date_of(clock_.now())});
    std::string left_out;
    for (const LeftOut& out : part->left_out)
        left_out += std::string(name_of(out.metric)) + " " + std::string(out.code) + "\n";
    EXPECT_EQ(left_out,
              "markets figures.no_history\n"
              "workers_registered figures.not_by_market\n"
              "employers figures.not_by_market\n");
}

TEST_F(FiguresServiceTest, MarketsAreThoseOfTheDirectoryThatServePeople) {
    std::int64_t in_all_counties = 0;
    for (const places::Region* county : regions_.children(regions_.city().code)) {
        in_all_counties += total(Metric::markets, {.county = std::stoi(county->code)});
    }
    EXPECT_EQ(total(Metric::markets), std::ranges::count_if(markets_.all(), [](const auto& market) {
                  return market.serves_people();
              }));
    EXPECT_EQ(in_all_counties, total(Metric::markets));
    EXPECT_EQ(total(Metric::markets, {.market = donghu_}), 1);
}

TEST_F(FiguresServiceTest, ASeriesHasALimit) {
    ASSERT_TRUE(desk_.count_online());
    follow();
    clock_.advance(days(static_cast<int>(series_points_max) - 1));
    EXPECT_EQ(refusal(Metric::visits, {}), "");
    clock_.advance(days(1));
    EXPECT_EQ(refusal(Metric::visits, {}), "figures.series_too_long");
    EXPECT_EQ(refusal(Metric::visits, {}, Step::week), "");
}

}  // namespace
}  // namespace gig::oversight
