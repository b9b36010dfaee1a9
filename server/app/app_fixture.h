#pragma once

#include <gtest/gtest.h>

#include <string>

#include "app/demo_rooms.h"
#include "app/doors.h"
#include "app/house.h"
#include "app/local_colour.h"
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

    /// The settings of a house in a folder of its own, whose acts may be grouped.
    HouseSettings settings_of_demo(const std::string& name) const {
        HouseSettings settings = settings_in(folder_.path());
        settings.data = folder_.path() / name;
        settings.grouped = true;
        return settings;
    }

    static DemoRooms rooms_of(House& house, ManualClock& clock) {
        DemoRooms rooms{house.accounts,
                        house.employers,
                        house.employer_checks,
                        house.jobs,
                        house.reviews,
                        house.workers,
                        house.engagements,
                        house.desk,
                        house.store,
                        house.regions,
                        house.markets,
                        clock,
                        {},
                        {}};
        rooms.together = [&house](const auto& work) { house.groups->together(work); };
        for (const markets::Market& market : house.markets.all()) {
            rooms.window_staff.emplace(market.id, AccountId(market.id.value()));
        }
        return rooms;
    }

    storage::TemporaryFolder folder_;
    MemoryLog log_;
    SeededRng rng_{42};
    ManualClock clock_{midnight(today) + std::chrono::hours(8)};
    LocalColour colour_ =
        LocalColour::load(std::filesystem::path(GIG_SHARE_DIR) / "city" / "huzhou");
};

}  // namespace gig::app
