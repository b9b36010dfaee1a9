#include <iostream>

#include "app/demo_figures.h"
#include "base/log.h"
#include "fill_backtest.h"
#include "markets/markets.h"
#include "storage/sqlite_database.h"

// Counts in the state tables of a demo city of scale huzhou what demo_figures.json says of it.
// Closes with 'N passed, N failed'.

namespace gig::app {
namespace {

constexpr int fill_months = 8;  // Each with the whole of fill_history_length before it.
constexpr int fill_kinds_min = 50;
constexpr int fill_held_percent_min = 90;  // Of intervals of 95 %.

class Count {
public:
    Count(storage::Database& database, const markets::MarketDirectory& markets)
        : database_(database), markets_(markets) {}

    /// What the tables hold of a metric, at a market or in all.
    std::int64_t of(const std::string& metric, const std::optional<std::string>& market) {
        if (metric == "markets") return std::ssize(markets_.all());
        std::optional<MarketId> at;
        if (market) at = markets::market_id_of(*market);
        if (metric == "posts") {
            return number(
                "SELECT sum(places) FROM opening JOIN job ON job.city = opening.city AND job.id = "
                "opening.job WHERE opened_at IS NOT NULL AND market = coalesce($1, market)",
                at);
        }
        if (metric == "registrations") {
            return number("SELECT count(*) FROM registration WHERE market = coalesce($1, market)",
                          at);
        }
        if (metric == "intents") {
            return number("SELECT count(*) FROM intent WHERE market = coalesce($1, market)", at);
        }
        if (metric == "confirmed") {
            return number(
                "SELECT count(*) FROM intent WHERE state = 'confirmed' AND market = coalesce($1, "
                "market)",
                at);
        }
        if (metric == "workers_registered") return number("SELECT count(*) FROM worker_profile");
        if (metric == "visits") return number("SELECT count(*) FROM visit");
        throw std::runtime_error("nobody knows how to count " + metric);
    }

private:
    std::int64_t number(storage::Sql sql) {
        return database_.ask(
            [&](storage::Reader& reader) { return reader.find(sql, {})->integer(0); });
    }
    std::int64_t number(storage::Sql sql, std::optional<MarketId> market) {
        return database_.ask(
            [&](storage::Reader& reader) { return reader.find(sql, {market})->integer(0); });
    }

    storage::Database& database_;
    const markets::MarketDirectory& markets_;
};

class Verdict {
public:
    void expect(const std::string& what, bool holds, std::int64_t found) {
        (holds ? passed_ : failed_) += 1;
        std::cout << (holds ? "ok   " : "FAIL ") << what << ": " << found << "\n";
    }
    int close() const {
        std::cout << passed_ << " passed, " << failed_ << " failed\n";
        return failed_ == 0 ? 0 : 1;
    }

private:
    int passed_ = 0;
    int failed_ = 0;
};

/// What posts were told of their filling, held against what became of posts like them.
void expect_fill(storage::Database& database, Verdict& verdict) {
    const FillBacktest fill = database.ask([](storage::Reader& reader) {
        return backtest_fill(reader, SystemClock().now(), fill_months);
    });
    std::cout << "figure: expected filling held for " << fill.held << " of " << fill.kinds
              << " kinds of openings a month later; mean error " << fill.error * 1000
              << " per mille, " << fill.plain_error * 1000 << " had all been expected alike\n";
    verdict.expect("kinds whose filling was expected", fill.kinds >= fill_kinds_min, fill.kinds);
    verdict.expect("of them held, in percent",
                   fill.held * 100 >= fill.kinds * fill_held_percent_min,
                   fill.kinds == 0 ? 0 : fill.held * 100 / fill.kinds);
}

int count(const char* city_folder, const char* file) {
    StandardLog log;
    storage::SqliteDatabase database({.file = file, .access = storage::Access::read_only}, log);
    const markets::MarketDirectory markets = markets::MarketDirectory::load(city_folder);
    const DemoFigures figures = DemoFigures::load(city_folder);
    const DemoTargets& year = figures.scales.at("huzhou");
    Count counted(database, markets);
    Verdict verdict;

    for (const ReportedFigure& reported : figures.reported) {
        const std::int64_t found = counted.of(reported.metric, reported.market);
        verdict.expect("reported " + reported.metric + " " + reported.market.value_or("of all") +
                           " as of " + reported.as_of,
                       reported.at_least ? found >= reported.value : found == reported.value,
                       found);
    }
    const auto exactly = [&](const std::string& metric, std::optional<std::string> market,
                             std::optional<std::int32_t> target) {
        if (!target) return;
        const std::int64_t found = counted.of(metric, market);
        verdict.expect("target " + metric + " " + market.value_or("of all"), found == *target,
                       found);
    };
    exactly("posts", std::nullopt, year.posts);
    exactly("workers_registered", std::nullopt, year.workers);
    exactly("registrations", std::nullopt, year.workers);
    exactly("intents", std::nullopt, year.intents);
    exactly("visits", std::nullopt, year.visits);
    for (const auto& [key, own] : year.markets) {
        exactly("posts", key, own.posts);
        exactly("registrations", key, own.workers);
        exactly("intents", key, own.intents);
        exactly("confirmed", key, own.confirmed);
    }
    expect_fill(database, verdict);
    return verdict.close();
}

}  // namespace
}  // namespace gig::app

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "demo_year_count CITY_FOLDER DATABASE\n";
        return 2;
    }
    try {
        return gig::app::count(argv[1], argv[2]);
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << "\n";
        return 1;
    }
}
