#include "matching/index_check.h"

#include <algorithm>
#include <map>

namespace gig::matching {

namespace {

using ById = std::map<OpeningId, IndexedOpening>;

bool is_same(const IndexedOpening& left, const IndexedOpening& right) {
    return left.start == right.start && left.end == right.end &&
           left.places_left == right.places_left && left.hourly_fen == right.hourly_fen &&
           left.engine == right.engine && *left.card == *right.card;
}

std::string line(const char* what, const IndexedOpening& opening) {
    return std::string(what) + ": opening " + opening.id.text() + " of job " +
           opening.card->job.text();
}

}  // namespace

std::optional<std::string> IndexCheck::first_difference(const Snapshot& snapshot,
                                                        storage::Reader& reader, Time now) {
    ById indexed;
    std::optional<std::string> difference;
    snapshot.each([&](const IndexedOpening& opening) {
        if (opening.start <= now) return;
        if (!indexed.emplace(opening.id, opening).second) {
            difference = line("twice in the index", opening);
        }
    });
    jobs_.each_open(reader, [&](const jobs::JobWithOpenings& open) {
        const std::optional<jobs::JobWithOpenings> job = jobs_.find_in(reader, open.job.id);
        for (const IndexedOpening& stored : cards_.openings_of(job.value(), now)) {
            const auto found = indexed.find(stored.id);
            if (difference) return;
            if (found == indexed.end()) {
                difference = line("not in the index", stored);
            } else if (!is_same(found->second, stored)) {
                difference = line("differs from storage", stored);
            } else {
                indexed.erase(found);
            }
        }
    });
    if (difference || indexed.empty()) return difference;
    return line("in the index alone", indexed.begin()->second);
}

}  // namespace gig::matching
