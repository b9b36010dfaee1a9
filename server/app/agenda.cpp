#include "app/agenda.h"

namespace gig::app {

namespace {

constexpr int acts_together = 200;

}  // namespace

void Agenda::run(DemoRooms& rooms, Time end) {
    const auto has_next = [&] { return !due_.empty() && due_.begin()->first < end; };
    while (has_next()) {
        rooms.together([&] {
            for (int done = 0; done < acts_together && has_next(); ++done) {
                const auto next = due_.extract(due_.begin());
                if (next.key() > rooms.clock.now()) {
                    rooms.clock.advance(next.key() - rooms.clock.now());
                }
                next.mapped()();
            }
        });
    }
    if (end > rooms.clock.now()) rooms.clock.advance(end - rooms.clock.now());
}

}  // namespace gig::app
