#include "matching/replay.h"

#include <map>

#include "events/job_trail.h"
#include "jobs/job_reviews_service.h"
#include "matching/logged_openings.h"
#include "matching/personal_fixture.h"

namespace gig::matching {
namespace {

using std::chrono::hours;

class ReplayTest : public PersonalHouse {
protected:
    JobId post(const std::string& title, int metres_north = 0, int hour = 17) {
        return published(shift(title, metres_north, hour));
    }
    void change(JobId job, json::object fields) {
        const auto changed = market_jobs_.change(employer_, job, {std::move(fields), {}}, {});
        ASSERT_TRUE(changed) << changed.error().code;
    }
    static json::object hourly(std::int64_t fen) { return {{"amount_fen", fen}, {"unit", "hour"}}; }

    Replayed replay(const Actor& actor, ReceiptId receipt) {
        const Result<Replayed> replayed = receipts_.replay(actor, receipt);
        invariant(replayed.has_value());
        return *replayed;
    }

    /// Changes the log as whoever owns the file can: its triggers first, then one event.
    void tamper(storage::Sql change, const storage::Parameters& with) {
        database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
            transaction.execute("DROP TRIGGER IF EXISTS event_is_not_changed", {});
            EXPECT_EQ(transaction.execute(change, with), 1);
            return true;
        });
    }
    std::int64_t opened_at_position(JobId job) {
        return database_->ask([&](storage::Reader& reader) {
            return events::read_of_job(reader, job, {0, database_->last_event()}).at(0).sequence;
        });
    }

    Actor worker_ = worker_with(profile());
};

TEST_F(ReplayTest, AnAnswerComesOutTheSameAlsoAfterEverythingHasChanged) {
    const JobId closed = post("一", 100);
    const JobId changed = post("二", 200);
    const JobId full = post("三", 300);
    const JobId suspended = post("四", 400);
    const Recommendations answer = recommend(worker_);
    ASSERT_EQ(answer.items.size(), 4U);

    close(closed);
    change(changed, {{"pay", hourly(3'000)}, {"settlement", "week"}});
    take_place(opening_of(full));
    take_place(opening_of(full));
    jobs::JobReviewsService reviews(*database_, clock_, policy_, employers_, occupations_);
    ASSERT_TRUE(reviews.suspend(staff_of(known_market), suspended, "示例", {}));
    post("五", 50);
    EXPECT_EQ(titles_for(worker_), "二 五 ") << "the changed one pays more";

    const Replayed replayed = replay(worker_, answer.receipt);
    EXPECT_TRUE(replayed.identical);
    ASSERT_EQ(replayed.rows.size(), 4U);
    EXPECT_EQ(replayed.rows[0].opening, opening_of(closed));
    EXPECT_EQ(replayed.rows[0].match, answer.items[0].match);

    // The answers of the days after come out the same as well, long after.
    const Recommendations later = recommend(worker_);
    ASSERT_TRUE(reviews.restore(staff_of(known_market), suspended, "示例", {}));
    const Recommendations restored = recommend(worker_);
    EXPECT_EQ(restored.items.size(), 3U);
    clock_.advance(hours(24 * 60));
    market_jobs_.expire_due();
    EXPECT_TRUE(replay(worker_, answer.receipt).identical);
    EXPECT_TRUE(replay(worker_, later.receipt).identical);
    EXPECT_TRUE(replay(worker_, restored.receipt).identical);
}

TEST_F(ReplayTest, OneByteOfTheLogIsEnoughToBeNoticed) {
    const JobId job = post("洗碗", 1'000);
    post("切配", 2'000);
    const Recommendations answer = recommend(worker_);
    EXPECT_TRUE(replay(worker_, answer.receipt).identical);
    tamper(
        "UPDATE event SET body = replace(body, '\"pay_fen_hour\":2500', '\"pay_fen_hour\":2600') "
        "WHERE sequence = $1",
        {opened_at_position(job)});
    const Replayed replayed = replay(worker_, answer.receipt);
    EXPECT_FALSE(replayed.identical);
    ASSERT_EQ(replayed.rows.size(), 2U);
    EXPECT_GT(replayed.rows[0].match.score, answer.items[0].match.score);
}

TEST_F(ReplayTest, AConfirmationThatWasMovedIsNoticed) {
    const OpeningId full = opening_of(post("洗碗", 1'000));
    const OpeningId other = opening_of(post("切配", 2'000));
    take_place(full);
    take_place(full);
    const Recommendations answer = recommend(worker_);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_TRUE(replay(worker_, answer.receipt).identical);
    tamper("UPDATE event SET body = replace(body, $1, $2) WHERE sequence = $3",
           {full.text(), other.text(), database_->last_event()});
    EXPECT_FALSE(replay(worker_, answer.receipt).identical);
}

TEST_F(ReplayTest, ARowThatWasMadeUpIsNoticed) {
    post("洗碗");
    const Recommendations answer = recommend(worker_);
    Receipt receipt = *receipts_.read(worker_, answer.receipt);
    EXPECT_TRUE(replays_.replay(receipt.answer)->identical);
    receipt.answer.rows[0].match.products[6] -= 1;
    receipt.answer.rows[0].match.products[5] += 1;
    EXPECT_FALSE(replays_.replay(receipt.answer)->identical) << "the same score, another term";
}

TEST_F(ReplayTest, AVersionThatIsNotPublishedAndASearchThatIsTooWideAreRefused) {
    post("一");
    post("二");
    RankingAnswer answer = receipts_.read(worker_, recommend(worker_).receipt)->answer;
    const RankingReplay narrow(*database_, ranking_, {.jobs_max = 1});
    EXPECT_EQ(code_of(narrow.replay(answer)), "receipt.too_wide");
    const RankingReplay shut(*database_, ranking_, {.at_once_max = 0});
    EXPECT_EQ(code_of(shut.replay(answer)), "http.busy");
    answer.rule_version = "1999.1";
    EXPECT_EQ(code_of(replays_.replay(answer)), "receipt.rules_unknown");
}

/// Jobs that are posted, changed, filled, taken down, put back and closed at random: after each
/// step the log says of every opening what the index has.
TEST_F(ReplayTest, TheLogAloneRebuildsTheIndexAtEveryPosition) {
    constexpr std::uint64_t seed = 20'261'129;
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    SeededRng dice(seed);
    jobs::JobReviewsService reviews(*database_, clock_, policy_, employers_, occupations_);
    std::vector<JobId> posted;
    std::vector<std::pair<std::int64_t, std::map<OpeningId, gigfair::Opening>>> history;
    gigfair::Query anything = database_->ask([&](storage::Reader& reader) {
        return queries_.asking(reader, *worker_.account, clock_.now(), 1).query;
    });
    anything.radius_m = 20'000;
    anything.now = minute_of(clock_.now());

    for (int step = 0; step < 120; ++step) {
        const std::uint64_t what = posted.size() < 5 ? 0 : dice.below(7);
        const JobId job = posted.empty() ? JobId(0) : posted[dice.below(posted.size())];
        if (what == 0) {
            jobs::JobDraft draft = this->draft("活" + std::to_string(step));
            draft.place->longitude += static_cast<double>(dice.below(100)) / 1'000;
            posted.push_back(published(draft));
        }
        const auto changed = [&](json::object fields) {
            static_cast<void>(market_jobs_.change(employer_, job, {std::move(fields), {}}, {}));
        };
        if (what == 1) changed({{"pay", hourly(2'500 + static_cast<std::int64_t>(step) * 5)}});
        if (what == 2) changed({{"settlement", dice.below(2) == 0 ? "day" : "week"}});
        if (what == 3) {
            json::array asked{"health"};
            if (dice.below(2) == 0) asked.emplace_back("forklift");
            changed({{"requirements", {{"certificates", std::move(asked)}}}});
        }
        if (what == 4) {
            const jobs::Opening opening = kept(job).openings.at(dice.below(2));
            if (opening.places_left > 0) take_place(opening.id);
        }
        const Actor staff = staff_of(known_market);
        if (what == 5) static_cast<void>(reviews.suspend(staff, job, "示例", {}));
        if (what == 5) {
            static_cast<void>(reviews.decide(staff, job, {jobs::ReviewVerdict::approved, ""}, {}));
        }
        if (what == 6 && dice.below(4) == 0) {
            static_cast<void>(market_jobs_.close(employer_, job, "", {}));
        } else if (what == 6) {
            static_cast<void>(reviews.restore(staff, job, "示例", {}));
        }

        follow();
        std::map<OpeningId, gigfair::Opening> now;
        index_.snapshot()->each([&](const IndexedOpening& opening) {
            const bool has_places = opening.engine.places > 0;
            const bool suits = (opening.engine.certificates & ~anything.certificates) == 0;
            if (has_places && suits) now.emplace(opening.id, opening.engine);
        });
        history.emplace_back(index_.snapshot()->position, std::move(now));
    }
    std::size_t openings = 0;
    for (const auto& [position, expected] : history) {
        const auto logged = logged_openings(*database_, anything, position, 1'000);
        std::map<OpeningId, gigfair::Opening> found;
        for (const LoggedOpening& opening : logged.value()) {
            if (opening.engine.places > 0) found.emplace(opening.id, opening.engine);
        }
        ASSERT_EQ(found, expected) << "position " << position;
        openings += found.size();
    }
    EXPECT_GT(openings, 500U);
    for (const char* type :
         {"job_terms_changed", "job_suspended", "job_restored", "job_closed", "intent_confirmed"}) {
        const std::int64_t told = database_->ask([&](storage::Reader& reader) {
            return reader.find("SELECT count(*) FROM event WHERE type = $1", {type})->integer(0);
        });
        EXPECT_GT(told, 0) << type;
    }
}

TEST_F(ReplayTest, OnlyJobsInTheBoxAndOfTheDatesAreLookedFor) {
    post("近");
    post("远", 30'000);
    post("早", 0, 1);
    post("晚", 0, 24 * 20);
    const GeoPoint south_west = *GeoPoint::from_degrees(30.8, 120.0);
    const GeoPoint north_east = *GeoPoint::from_degrees(30.9, 120.2);
    const auto count = [&](const events::OpenedSought& sought) {
        return database_->ask([&](storage::Reader& reader) {
            return events::jobs_opened(reader, sought, 100).size();
        });
    };
    const std::int64_t all = database_->last_event();
    const Time noon = tomorrow() + hours(12);
    EXPECT_EQ(count({south_west, north_east, noon, noon + hours(24), all}), 1U);
    EXPECT_EQ(count({south_west, north_east, noon - hours(12), noon + hours(24), all}), 2U);
    EXPECT_EQ(count({south_west, north_east, noon, noon + hours(24 * 30), all}), 2U);
    EXPECT_EQ(count({south_west, *GeoPoint::from_degrees(32, 121), noon, noon + hours(24), all}),
              2U);
    EXPECT_EQ(count({south_west, north_east, noon, noon + hours(24 * 30), all - 1}), 1U);
}

TEST(ReceiptBytesTest, QueryAndRowsRoundTrip) {
    gigfair::Query query{};
    query.home = {308'680'000, -1'201'040'000};
    query.radius_m = 1;
    query.mode = gigfair::Mode::distance;
    query.k = 1'000;
    query.now = 7;
    query.from = 8;
    query.to = 2'147'483'647;
    query.week_free.set_free(0, false);
    query.week_free.set_free(335, false);
    query.busy = {{1, 2}, {3, 4}};
    query.wishes = {4'095, 0};
    query.only_wished = true;
    query.pay_floor = 65'535;
    query.settlements = 31;
    query.prefer_settlement = gigfair::Settlement::completion;
    query.certificates = 0xFFFF'FFFF;
    query.skills = 0x7FFF'FFFF'FFFF'FFFF;
    query.night_ok = false;
    query.blocked = {4'294'967'295};
    query.personalised = false;
    const std::string bytes = bytes_of_query(query);
    const gigfair::Query again = query_in(bytes);
    EXPECT_EQ(bytes_of_query(again), bytes);
    EXPECT_EQ(again.week_free, query.week_free);
    EXPECT_EQ(week_text(query.week_free).front(), '7');
    EXPECT_EQ(week_text(query.week_free).back(), 'e');
    EXPECT_EQ(again.busy.size(), 2U);
    EXPECT_EQ(again.certificates, query.certificates);
    EXPECT_EQ(bytes_of_query(query_in(bytes_of_query(gigfair::Query{}))),
              bytes_of_query(gigfair::Query{}));

    const std::vector<ReceiptRow> rows{
        {OpeningId(9), {4'294'967'295, 1'000'000, 3, {1, 2, 3, 4, 5, 6, 7}}},
        {OpeningId(1), {2, 0, 200'000, {}}}};
    EXPECT_EQ(rows_in(bytes_of_rows(rows)), rows);
    EXPECT_THROW(rows_in("[[1]]"), std::exception);
    EXPECT_THROW(query_in("{}"), std::exception);
}

}  // namespace
}  // namespace gig::matching
