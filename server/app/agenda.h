#pragma once

#include <functional>
#include <map>

#include "app/demo_rooms.h"

namespace gig::app {

/// What happens when, in the past of a demo city. What is due at the same moment happens in the
/// order in which it was added, so that a seed tells the same story every time.
class Agenda {
public:
    void add(Time at, std::function<void()> act) { due_.emplace(at, std::move(act)); }

    /// Does everything before `end`, with the rooms' clock at each one's moment. Acts may add
    /// what follows from them. What is due later stays undone.
    void run(DemoRooms& rooms, Time end);

private:
    std::multimap<Time, std::function<void()>> due_;
};

}  // namespace gig::app
