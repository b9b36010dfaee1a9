#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "base/time.h"
#include "events/events.h"
#include "matching/logged_openings.h"
#include "storage/temporary_database.h"

// How long it takes to rebuild the openings of one answer from a long log: a year of jobs all over
// a city, of which a fortnight's come into question, and of those the ones near home.

namespace gig::matching {
namespace {

using std::chrono::hours;

constexpr int jobs_count = 200'000;
constexpr int days_count = 365;
constexpr int together = 1'000;

class LongLog {
public:
    LongLog() {
        std::mt19937 random(29);
        for (int written = 0; written < jobs_count; written += together) {
            database_->write(storage::Purpose::act, [&](storage::Transaction& transaction) {
                for (int number = written; number < written + together; ++number)
                    post(transaction, number, random);
                return true;
            });
        }
    }

    std::size_t rebuild(std::uint32_t radius_m, int day) {
        gigfair::Query query{};
        query.home = {308'680'000, 1'201'040'000};
        query.radius_m = radius_m;
        query.now = minute_of(first_day_ + hours(24 * day));
        query.from = query.now;
        query.to = query.now + 14 * 24 * 60;
        return logged_openings(*database_, query, database_->last_event(), jobs_count)->size();
    }

private:
    /// Two evening shifts a few days after the posting, and for every other job a confirmation.
    void post(storage::Transaction& transaction, int number, std::mt19937& random) {
        std::uniform_int_distribution<std::int32_t> latitudes(304'500'000, 311'500'000);
        std::uniform_int_distribution<std::int32_t> longitudes(1'194'000'000, 1'204'000'000);
        const Time at = first_day_ + hours(24) * number * days_count / jobs_count;
        events::JobOpened opened{
            .job = JobId(number + 1),
            .employer = EmployerId(1),
            .market = std::nullopt,
            .place = GeoPoint(Latitude{latitudes(random)}, Longitude{longitudes(random)}),
            .occupation = 64,
            .settlement = 0,
            .certificates = 0,
            .people_wanted = 4,
            .posted_at = at,
            .expires_at = at + hours(72),
            .openings = {}};
        for (int shift = 0; shift < 2; ++shift) {
            const Time start = at + hours(48 + 24 * shift);
            const int id = number * 2 + shift + 1;
            opened.openings.push_back(
                {OpeningId(id), static_cast<std::uint32_t>(id), start, start + hours(4), 2, 2'500});
        }
        events::record(transaction, at, std::nullopt, opened);
        if (number % 2 == 0) {
            events::record(
                transaction, at + hours(1), std::nullopt,
                events::IntentConfirmed{IntentId(number + 1), opened.openings[0].id, AccountId(1)});
        }
    }

    Time first_day_ = time_value("2026-01-01T00:00:00+08:00").value();
    storage::TemporaryDatabase database_;
};

LongLog& long_log() {
    static LongLog log;
    return log;
}

double median(const std::vector<double>& times) {
    std::vector<double> sorted = times;
    std::ranges::sort(sorted);
    return sorted.at(sorted.size() / 2);
}

void run(benchmark::State& state, std::uint32_t radius_m, int day) {
    std::size_t found = 0;
    for (auto each : state) {
        found = long_log().rebuild(radius_m, day);
        benchmark::DoNotOptimize(found);
    }
    state.counters["openings"] = static_cast<double>(found);
}

void ten_km_of_today(benchmark::State& state) {
    run(state, 10'000, days_count - 10);
}
void ten_km_of_90_days_ago(benchmark::State& state) {
    run(state, 10'000, days_count - 100);
}
void the_whole_city_of_today(benchmark::State& state) {
    run(state, 100'000, days_count - 10);
}

BENCHMARK(ten_km_of_today)->Repetitions(5)->ComputeStatistics("p50", median);
BENCHMARK(ten_km_of_90_days_ago)->Repetitions(5)->ComputeStatistics("p50", median);
BENCHMARK(the_whole_city_of_today)->Repetitions(5)->ComputeStatistics("p50", median);

}  // namespace
}  // namespace gig::matching

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
