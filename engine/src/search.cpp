#include "gigfair/search.h"

#include <algorithm>

#include "ranking.h"
#include "refusal.h"

namespace gigfair {

namespace {

/// Keeps the best k of what it is shown: a heap with the worst of them on top.
class Best {
public:
    Best(Mode mode, std::size_t k) : before_{mode}, k_(k) {}

    void show(const Match& match) {
        if (heap_.size() == k_ && !before_(match, heap_.front())) return;
        heap_.push_back(match);
        std::ranges::push_heap(heap_, before_);
        if (heap_.size() <= k_) return;
        std::ranges::pop_heap(heap_, before_);
        heap_.pop_back();
    }

    std::vector<Match> in_order() && {
        std::ranges::sort_heap(heap_, before_);
        return std::move(heap_);
    }

private:
    Before before_;
    std::size_t k_;
    std::vector<Match> heap_;
};

}  // namespace

std::vector<Match> search(const Query& query, std::span<const Opening> openings,
                          const Rules& rules) {
    refuse(fault_of(query));
    const DistanceFrom home(query.home);
    const Terms& weights = rules.weights_for(query);

    Best best(query.mode, query.k);
    for (const Opening& opening : openings) {
        const std::uint32_t distance_m = home.metres_to(opening.place);
        if (why_not(query, opening, distance_m)) continue;
        best.show(match_of(query, opening, distance_m, weights));
    }
    return std::move(best).in_order();
}

}  // namespace gigfair
