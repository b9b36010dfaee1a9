#pragma once

#include <gtest/gtest.h>

#include <string>

#include "app/demo_city.h"
#include "app/doors.h"
#include "app/house.h"
#include "storage/temporary_database.h"

namespace gig::app {

/// For tests: a whole house with simulators over a temporary folder, at 08:00 of Wednesday,
/// 25 November 2026, by a clock that the test moves.
class WholeHouse : public testing::Test {
protected:
    static constexpr Date today = std::chrono::year{2026} / 11 / 25;

    static HouseSettings settings_in(const std::filesystem::path& folder) {
        HouseSettings settings;
        settings.share = GIG_SHARE_DIR;
        settings.data = folder / "city";
        settings.simulators = true;
        return settings;
    }

    /// Fills a city as the demo does; returns how many jobs were new.
    int fill(House& house, ManualClock& clock, Date date, bool is_new) const {
        const DemoDraw draw(colour_, house.regions, house.occupations, {});
        DemoCity city({house.accounts, house.employers, house.jobs, house.regions,
                       [](GeoPoint) { return std::nullopt; }, clock},
                      draw, colour_, 7);
        return city.fill(date, is_new);
    }

    storage::TemporaryFolder folder_;
    MemoryLog log_;
    SeededRng rng_{42};
    ManualClock clock_{midnight(today) + std::chrono::hours(8)};
    LocalColour colour_ =
        LocalColour::load(std::filesystem::path(GIG_SHARE_DIR) / "city" / "huzhou");
};

}  // namespace gig::app
