#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/clock.h"
#include "base/guarded.h"
#include "storage/database.h"

namespace gig::jobs {

/// How much alike the openings are that an expectation comes from, the most alike first.
enum class FillLikeness { same_county_and_pay, same_pay, same_occupation };

std::string_view name_of(FillLikeness likeness);

/// Of the places offered by openings like this one, the share that somebody took.
struct ExpectedFill {
    FillLikeness likeness;
    std::int32_t share_permille;
    std::int32_t low_permille;   // 95 % interval (Wilson), counting an opening as one observation
    std::int32_t high_permille;  // because its places fill together.
    std::int64_t openings;
};

/// What an opening is like, as far as its filling is compared.
struct OpeningLike {
    std::string occupation;
    std::string county;  // Six digits; empty where it isn't known.
    std::int32_t hourly_fen;
};

inline constexpr std::chrono::days fill_history_length{90};
inline constexpr std::int64_t fill_openings_min = 20;  // Fewer say nothing.

/// The openings of the last fill_history_length, counted by what they are like. Says nothing before
/// the first refresh(). Safe from any thread.
class FillHistory {
public:
    /// Counts anew. Called at start and by the scheduler.
    void refresh(storage::Reader& reader, Time now);

    /// Widens from the most alike until there are fill_openings_min; nothing where there never are.
    std::optional<ExpectedFill> expect(const OpeningLike& opening) const;

private:
    struct Tally {
        std::int64_t openings = 0;
        std::int64_t places = 0;
        std::int64_t taken = 0;

        void add(const Tally& other);
    };
    using PayStep = std::int32_t;
    using Key = std::tuple<std::string, PayStep, std::string>;  // Occupation, pay, county.
    using Tallies = std::map<Key, Tally>;

    static std::optional<ExpectedFill> expectation(const Tally& tally, FillLikeness likeness);

    mutable Guarded<std::shared_ptr<const Tallies>> tallies_{std::make_shared<const Tallies>()};
};

}  // namespace gig::jobs
