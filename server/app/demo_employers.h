#pragma once

#include "app/house.h"
#include "base/actor.h"
#include "base/time.h"

namespace gig::app {

/// Two of the demo's staff: an agency takes the word of both.
struct DemoStaff {
    Actor first;
    Actor second;
};

/// How many people their posts want, together.
inline constexpr std::int32_t demo_agency_people = 9;

/// The made-up agencies of a new demo city, each with a post: two with licences that run, and one
/// whose licence ends the day before `today`, so that its post is seen to be closed. Throws
/// std::runtime_error where one can't be made.
void make_demo_agencies(House& house, const DemoStaff& staff, Date today);

}  // namespace gig::app
