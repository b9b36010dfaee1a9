#include "matching/candidates.h"

#include "gigfair/geo.h"

namespace gig::matching {

std::vector<const IndexedOpening*> candidates_in(const Snapshot& snapshot,
                                                 const gigfair::Query& query) {
    const gigfair::DistanceFrom home(query.home);
    std::vector<const IndexedOpening*> found;
    snapshot.each([&](const IndexedOpening& opening) {
        const gigfair::Minute start = opening.engine.start;
        if (start <= query.now || start < query.from || start >= query.to) return;
        if (opening.is_remote()) return;
        if (home.metres_to(opening.engine.place) <= query.radius_m) found.push_back(&opening);
    });
    return found;
}

std::vector<gigfair::Opening> engine_openings(const std::vector<const IndexedOpening*>& openings) {
    std::vector<gigfair::Opening> engine;
    engine.reserve(openings.size());
    for (const IndexedOpening* opening : openings)
        engine.push_back(opening->engine);
    return engine;
}

OpeningsByNumber openings_by_number(const std::vector<const IndexedOpening*>& openings) {
    OpeningsByNumber by_number;
    by_number.reserve(openings.size());
    for (const IndexedOpening* opening : openings)
        by_number.emplace(opening->engine.id, opening);
    return by_number;
}

}  // namespace gig::matching
