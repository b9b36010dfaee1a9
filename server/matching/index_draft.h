#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "matching/matching.h"

namespace gig::matching {

/// The writer's side of the index: blocks that are copied before the first change after each
/// publication, so that a published snapshot never changes.
///
/// Adding copies one block, removing a job the blocks that it stands in; publishing copies one
/// pointer a block. A block that lost openings takes new ones, so that memory stays bound to the
/// most openings that ever were at one time. One thread at a time.
class IndexDraft {
public:
    /// Replaces what is there of the job.
    void put(JobId job, std::vector<IndexedOpening> openings);

    void remove(JobId job);

    /// Removes the openings that the test picks out; returns how many. Walks all.
    std::size_t remove_if(const std::function<bool(const IndexedOpening&)>& test);

    std::shared_ptr<const Snapshot> publish(std::int64_t position);

    template <typename Visit>
    void each(Visit&& visit) const {
        for (const Slot& slot : slots_) {
            for (const IndexedOpening& opening : *slot.block) {
                visit(opening);
            }
        }
    }

private:
    struct Slot {
        std::shared_ptr<Block> block;
        bool published = false;  // Readers may hold it: copy before changing.
        bool roomy = false;      // Stands in roomy_.
    };

    Block& writable(std::size_t slot);
    std::size_t roomy_slot();
    void note_room(std::size_t slot);

    std::vector<Slot> slots_;
    std::vector<std::size_t> roomy_;  // Slots with room for at least one more opening.
    std::unordered_map<JobId, std::vector<std::size_t>> slots_of_job_;
    std::size_t size_ = 0;
};

}  // namespace gig::matching
