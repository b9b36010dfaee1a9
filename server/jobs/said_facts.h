#pragma once

#include <optional>

#include "base/geo.h"
#include "places/places.h"
#include "rules/rules.h"
#include "wording/post_text.h"

namespace gig::jobs {

/// What texts are read with.
struct Readers {
    const wording::PostReader& posts;
    const places::Regions& regions;
};

/// Adds what title and description say, without a doubt, of pay, settlement, hours and ages, and
/// the county that they or the address name where `place` is nowhere near it.
void add_said(rules::Post& post, const std::optional<GeoPoint>& place, const Readers& readers,
              Time now);

}  // namespace gig::jobs
