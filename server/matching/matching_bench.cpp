#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "matching/matching_fixture.h"
#include "matching/text_match.h"

// How long the plain scan takes over as many openings as Huzhou's markets had posts in 2023.

namespace gig::matching {
namespace {

constexpr int jobs_count = 400;
constexpr int shifts_count = 100;

/// A house with 40,000 openings within the next fortnight, all over the city.
class FullHouse final : public MatchingHouse {
public:
    FullHouse() {
        using std::chrono::hours;
        std::mt19937 random(25);
        std::uniform_real_distribution<double> latitudes(30.45, 31.15);
        std::uniform_real_distribution<double> longitudes(119.4, 120.4);
        for (int number = 0; number < jobs_count; ++number) {
            jobs::JobDraft job = shift("岗位" + std::to_string(number));
            job.place =
                places::SourcePlace{latitudes(random), longitudes(random), places::Crs::wgs84};
            job.shifts.clear();
            for (int at = 0; at < shifts_count; ++at) {
                const Time start = tomorrow() + hours(3 * at);
                job.shifts.push_back({start, start + hours(2), 1});
            }
            job.expires_at = job.shifts.back().start;
            published(job);
        }
        index_.rebuild(*database_);
        invariant(index_.snapshot()->size == jobs_count * shifts_count);
    }

    void TestBody() override {}

    std::size_t find(Search search, std::size_t limit) const {
        return search_.find(search, std::nullopt, limit).items.size();
    }
    using MatchingHouse::nearby;
};

FullHouse& house() {
    static FullHouse full;
    return full;
}

double median(const std::vector<double>& times) {
    std::vector<double> sorted = times;
    std::ranges::sort(sorted);
    return sorted.at(sorted.size() / 2);
}

void run(benchmark::State& state, const Search& search) {
    for (auto each : state) {
        benchmark::DoNotOptimize(house().find(search, 20));
    }
}

void nearest_in_10_km(benchmark::State& state) {
    run(state, house().nearby());
}

void nearest_in_200_km(benchmark::State& state) {
    Search search = house().nearby();
    search.radius_m = gigfair::radius_m_max;
    run(state, search);
}

void newest_with_a_word(benchmark::State& state) {
    Search search = house().nearby();
    search.radius_m = gigfair::radius_m_max;
    search.order = Order::recent;
    search.words = words_of("岗位17");
    run(state, search);
}

BENCHMARK(nearest_in_10_km)->Repetitions(9)->ComputeStatistics("p50", median);
BENCHMARK(nearest_in_200_km)->Repetitions(9)->ComputeStatistics("p50", median);
BENCHMARK(newest_with_a_word)->Repetitions(9)->ComputeStatistics("p50", median);

}  // namespace
}  // namespace gig::matching

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
