// Real posts, as employers wrote them, go the way of `gigfaird import` and are found again.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <numbers>
#include <sstream>

#include "base/csv.h"
#include "base/json.h"
#include "gigfair/search.h"
#include "jobs/job_import.h"
#include "jobs/job_reviews_service.h"
#include "jobs/jobs_fixture.h"
#include "matching/opening_index.h"
#include "matching/search_service.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr double asked_longitude = 113.2644;  // In the middle of Guangzhou.
constexpr double asked_latitude = 23.1291;
constexpr std::size_t posts_count = 30;

std::filesystem::path posts_file() {
    const char* shared = std::getenv("GIGFAIR_SHARED");
    const std::filesystem::path folder = shared != nullptr ? shared : GIG_SOURCE_DIR "/../shared";
    return folder / "data/real-posts/gig-posts-guangdong.jsonl";
}

/// What was typed by hand of one row of the file.
struct TypedPost {
    std::int64_t row;
    std::int64_t amount_fen;
    std::string unit;
    std::optional<std::int64_t> pieces_per_hour;
    minutes start;
    minutes end;
    std::int64_t places;
    std::string occupation;
    std::string settlement;
    std::string relation;
};

minutes clock_time(const std::string& text) {
    return hours(std::stoi(text.substr(0, 2))) + minutes(std::stoi(text.substr(3)));
}

std::vector<TypedPost> typed_posts() {
    const CsvTable table = CsvTable::read(GIG_SOURCE_DIR "/tests/real_posts/typed_posts.csv");
    std::vector<TypedPost> posts;
    for (const CsvRow& row : table.rows()) {
        posts.push_back({row.integer("row"), row.integer("amount_fen"), row.text("unit"),
                         row.optional_integer("pieces_per_hour"), clock_time(row.text("start")),
                         clock_time(row.text("end")), row.integer("places"), row.text("occupation"),
                         row.text("settlement"), row.text("relation")});
    }
    return posts;
}

/// The rows of the file by their id.
std::map<std::int64_t, json::object> rows_in(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::map<std::int64_t, json::object> rows;
    for (std::string line; std::getline(stream, line);) {
        json::object row = parse_json(line)->as_object();
        const std::int64_t id = row.at("id").as_int64();
        rows.emplace(id, std::move(row));
    }
    return rows;
}

std::string text_of(const json::object& row, const char* key) {
    return std::string(row.at(key).as_string());
}

// The brute-force answer, which shares no code with the house.

struct Point {
    double latitude;
    double longitude;
};

/// The published forward transform from WGS-84 to GCJ-02.
Point gcj02_of(Point wgs84) {
    using std::numbers::pi;
    const double x = wgs84.longitude - 105;
    const double y = wgs84.latitude - 35;
    const double waves = 20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi);
    const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y +
                         0.2 * std::sqrt(std::abs(x)) +
                         (waves + 20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi) +
                          160 * std::sin(y / 12 * pi) + 320 * std::sin(y / 30 * pi)) *
                             2 / 3;
    const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) +
                        (waves + 20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi) +
                         150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) *
                            2 / 3;

    constexpr double axis = 6'378'245;  // Krasovsky 1940.
    constexpr double flattening = 0.00669342162296594323;
    const double radians = wgs84.latitude / 180 * pi;
    const double magic = 1 - flattening * std::sin(radians) * std::sin(radians);
    const double meridian = axis * (1 - flattening) / (magic * std::sqrt(magic)) * pi / 180;
    const double parallel = axis / std::sqrt(magic) * std::cos(radians) * pi / 180;
    return {wgs84.latitude + north / meridian, wgs84.longitude + east / parallel};
}

/// By going back what the forward transform goes too far, until it no longer does.
Point wgs84_of(Point gcj02) {
    Point guess = gcj02;
    for (int round = 0; round < 50; ++round) {
        const Point there = gcj02_of(guess);
        guess.latitude -= there.latitude - gcj02.latitude;
        guess.longitude -= there.longitude - gcj02.longitude;
    }
    return guess;
}

/// On the plane that touches the earth along the asked place's parallel.
double metres_from_asked(Point point) {
    constexpr double radius = 6'371'008.8;
    constexpr double degree = std::numbers::pi / 180;
    const double east =
        (point.longitude - asked_longitude) * degree * std::cos(asked_latitude * degree);
    const double north = (point.latitude - asked_latitude) * degree;
    return radius * std::hypot(east, north);
}

std::int64_t expected_hourly_fen(const TypedPost& post) {
    if (post.unit == "hour") return post.amount_fen;
    if (post.unit == "piece") return post.amount_fen * post.pieces_per_hour.value();
    EXPECT_EQ(post.unit, "month");
    return static_cast<std::int64_t>(
        std::floor(static_cast<double>(post.amount_fen) / (21.75 * 8)));
}

class RealPostsTest : public JobsHouse {
protected:
    /// The body of POST /jobs: the text from the file, the facts from the hand.
    json::object body_of_post(const TypedPost& post, const json::object& row) const {
        const Time tomorrow = midnight(date_of(clock_.now())) + hours(24);
        const bool overnight = post.end <= post.start;
        const Time end = tomorrow + post.end + hours(overnight ? 24 : 0);
        json::object pay{{"amount_fen", post.amount_fen}, {"unit", post.unit}};
        if (post.pieces_per_hour) pay["pieces_per_hour"] = *post.pieces_per_hour;

        return {{"title", text_of(row, "job_type") + " " + text_of(row, "recruiting_unit")},
                {"occupation", post.occupation},
                {"description", text_of(row, "job_content") + "\n" + text_of(row, "working_hours") +
                                    "\n" + text_of(row, "salary")},
                {"place",
                 {{"lon", row.at("longitude")}, {"lat", row.at("latitude")}, {"crs", "GCJ02"}}},
                {"address", text_of(row, "location")},
                {"pay", std::move(pay)},
                {"settlement", post.settlement},
                {"relation", post.relation},
                {"shifts", json::array{{{"start", time_text(tomorrow + post.start)},
                                        {"end", time_text(end)},
                                        {"places", post.places}}}},
                {"injury_cover", {{"kind", "commercial"}}},
                {"expires_at", time_text(tomorrow + post.start)}};
    }

    std::vector<ImportedLine> import(const std::string& lines, ImportMode mode) {
        std::vector<ImportedLine> report;
        std::istringstream stream(lines);
        import_jobs(stream, {jobs_, actor_, [](const json::value&) { return Result<void>(); }, mode,
                             [&](const ImportedLine& line) { report.push_back(line); }});
        return report;
    }

    /// Their long shifts make staff look at some.
    void approve_what_waits() {
        JobReviewsService reviews(*database_, clock_, policy_, employers_, occupations_);
        const Actor staff = staff_of(known_market);
        const auto waiting = reviews.waiting(staff, known_market, std::nullopt, list_max);
        ASSERT_TRUE(waiting);
        for (const WaitingJob& job : *waiting) {
            EXPECT_TRUE(reviews.decide(staff, job.job.job.id, {ReviewVerdict::approved, ""}, {}));
        }
    }

    /// The openings as the engine is fed: from the events of the log alone.
    std::vector<gigfair::Opening> openings_of_the_log() {
        std::vector<gigfair::Opening> openings;
        for (const events::Event& event : events_after(0)) {
            const auto* opened = std::get_if<events::JobOpened>(&event);
            if (opened == nullptr) continue;
            for (const events::OpeningFacts& facts : opened->openings) {
                openings.push_back(engine_opening(*opened, facts));
            }
        }
        std::ranges::sort(openings, {}, &gigfair::Opening::id);
        return openings;
    }

    static gigfair::Opening engine_opening(const events::JobOpened& job,
                                           const events::OpeningFacts& facts) {
        return {.id = facts.engine_id,
                .employer = 1,
                .place = {job.place->latitude().e7, job.place->longitude().e7},
                .occupation = static_cast<std::uint16_t>(job.occupation),
                .pay_fen_hour = static_cast<std::uint16_t>(facts.pay_fen_hour),
                .settlement = static_cast<gigfair::Settlement>(job.settlement),
                .start = minute_of(facts.start),
                .end = minute_of(facts.end),
                .certificates = job.certificates,
                .skills = 0,
                .posted = minute_of(job.posted_at),
                .trust = gigfair::trust_prior,
                .places = static_cast<std::uint16_t>(facts.places)};
    }

    /// What a visitor finds, nearest first, once the index has read on in the log.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ids_and_metres_found() {
        database_->read([&](storage::Reader& reader) { index_.catch_up(reader); });
        const Result<GeoPoint> home = GeoPoint::from_degrees(asked_latitude, asked_longitude);
        const matching::FoundPage page = matching::SearchService(index_, clock_)
                                             .find({.home = *home,
                                                    .radius_m = gigfair::radius_m_max,
                                                    .from = clock_.now(),
                                                    .to = clock_.now() + hours(24 * 14)},
                                                   std::nullopt, matching::found_max);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
        found.reserve(page.items.size());
        for (const matching::Found& each : page.items) {
            found.emplace_back(each.opening->engine.id, each.distance_m.value());
        }
        return found;
    }

    Actor actor_ = employer_member();
    matching::OpeningIndex index_{jobs_, employers_, occupations_, clock_};
};

TEST_F(RealPostsTest, AreImportedAndTheNearestEqualABruteForceAnswer) {
    const std::filesystem::path file = posts_file();
    if (!std::filesystem::exists(file)) {
        std::cout << "real posts: skipped, " << file.string() << " is absent\n";
        GTEST_SKIP();
    }
    index_.rebuild(*database_);  // Empty: all that follows comes through the log.
    const std::vector<TypedPost> typed = typed_posts();
    const std::map<std::int64_t, json::object> rows = rows_in(file);
    ASSERT_EQ(typed.size(), posts_count);

    std::string lines;
    for (const TypedPost& post : typed) {
        lines += json::serialize(body_of_post(post, rows.at(post.row))) + "\n";
    }
    for (const ImportMode mode : {ImportMode::dry_run, ImportMode::commit}) {
        for (const ImportedLine& line : import(lines, mode)) {
            ASSERT_EQ(line.outcome, ImportedLine::Outcome::accepted)
                << line.number << " " << line.error->code << " " << line.error->field;
            EXPECT_EQ(line.findings.back().rule, "job.place_outside_city");
            EXPECT_EQ(line.state, line.findings.size() == 1 ? JobState::open : JobState::in_review);
        }
    }

    approve_what_waits();

    // Each post went through as it was typed. Lines get their engine ids in a row.
    const std::vector<gigfair::Opening> openings = openings_of_the_log();
    ASSERT_EQ(openings.size(), posts_count);
    for (std::size_t position = 0; position < posts_count; ++position) {
        EXPECT_EQ(openings[position].id, position + 1);
        EXPECT_EQ(openings[position].pay_fen_hour, expected_hourly_fen(typed[position]))
            << typed[position].row;
        const std::int64_t length = (typed[position].end - typed[position].start).count();
        EXPECT_EQ(openings[position].end - openings[position].start,
                  length > 0 ? length : length + minutes(hours(24)).count());
    }

    // Metres by engine id, nearest first, of what lies within reach.
    std::vector<std::pair<double, std::uint32_t>> expected;
    for (std::size_t position = 0; position < posts_count; ++position) {
        const json::object& row = rows.at(typed[position].row);
        const double metres = metres_from_asked(
            wgs84_of({row.at("latitude").as_double(), row.at("longitude").as_double()}));
        if (metres <= gigfair::radius_m_max) {
            expected.emplace_back(metres, static_cast<std::uint32_t>(position + 1));
        }
    }
    std::ranges::sort(expected);
    ASSERT_GT(expected.size(), 20u);
    ASSERT_LT(expected.size(), posts_count);  // One lies in another province than its city says.

    const std::vector<gigfair::Match> found =
        gigfair::search({.home = {static_cast<std::int32_t>(std::lround(asked_latitude * 1e7)),
                                  static_cast<std::int32_t>(std::lround(asked_longitude * 1e7))},
                         .radius_m = gigfair::radius_m_max,
                         .mode = gigfair::Mode::distance,
                         .k = gigfair::k_max,
                         .now = minute_of(clock_.now()),
                         .from = minute_of(clock_.now()),
                         .to = minute_of(clock_.now() + hours(24 * 14)),
                         .certificates = ~std::uint32_t{0}},
                        openings);
    const auto shown = ids_and_metres_found();
    ASSERT_EQ(found.size(), expected.size());
    ASSERT_EQ(shown.size(), expected.size());
    for (std::size_t rank = 0; rank < found.size(); ++rank) {
        EXPECT_EQ(shown[rank], std::pair(found[rank].opening, found[rank].distance_m));
        EXPECT_EQ(found[rank].opening, expected[rank].second) << "rank " << rank + 1;
        EXPECT_NEAR(found[rank].distance_m, expected[rank].first, 1.0) << "rank " << rank + 1;
    }
}

TEST_F(RealPostsTest, ComingTwiceTheyAreImportedOnce) {
    const std::filesystem::path file = posts_file();
    if (!std::filesystem::exists(file)) {
        std::cout << "real posts: skipped, " << file.string() << " is absent\n";
        GTEST_SKIP();
    }
    const std::map<std::int64_t, json::object> rows = rows_in(file);
    std::string lines;
    for (const TypedPost& post : typed_posts()) {
        lines += json::serialize(body_of_post(post, rows.at(post.row))) + "\n";
    }
    import(lines, ImportMode::commit);
    for (const ImportedLine& line : import(lines, ImportMode::commit)) {
        EXPECT_EQ(line.outcome, ImportedLine::Outcome::repeated);
    }
    EXPECT_EQ(count("SELECT count(*) FROM job"), static_cast<std::int64_t>(posts_count));
}

}  // namespace
}  // namespace gig::jobs
