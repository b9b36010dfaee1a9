#pragma once

#include <cstdint>
#include <span>

#include "app/demo_draw.h"
#include "app/demo_posters.h"
#include "app/demo_rooms.h"
#include "occupations/occupations.h"

namespace gig::app {

inline constexpr int province_posts = 1'000'000;  // Jobs, not people wanted.

/// A great many posts for measuring under load, by a shorter way than DemoPosters::post: drawn and
/// written to the same tables with the same events, but not held against the rules on posts (the
/// patterns pass them: the smaller cities are made of the same), and not told apart.
class DemoBulk {
public:
    DemoBulk(DemoRooms& rooms, DemoPosters& posters, const DemoDraw& draw,
             const occupations::Occupations& occupations, Rng& rng)
        : rooms_(rooms), posters_(posters), draw_(draw), occupations_(occupations), rng_(rng) {}

    /// Writes so many posts with first shifts on the demo_days from `first` on, at the time of the
    /// rooms' clock.
    void post(int count, Date first, std::uint64_t seed);

private:
    void write(std::span<const DemoJob> jobs);
    void write(storage::Transaction& transaction, const DemoJob& job,
               const DemoPosters::Poster& poster);

    DemoRooms& rooms_;
    DemoPosters& posters_;
    const DemoDraw& draw_;
    const occupations::Occupations& occupations_;
    Rng& rng_;
};

}  // namespace gig::app
