#include "matching/index_draft.h"

#include <algorithm>
#include <unordered_set>

namespace gig::matching {

void IndexDraft::put(JobId job, std::vector<IndexedOpening> openings) {
    remove(job);
    if (openings.empty()) return;

    std::vector<std::size_t>& slots = slots_of_job_[job];
    for (IndexedOpening& opening : openings) {
        const std::size_t slot = roomy_slot();
        writable(slot).push_back(std::move(opening));
        ++size_;
        if (slots.empty() || slots.back() != slot) slots.push_back(slot);
    }
}

void IndexDraft::remove(JobId job) {
    const auto found = slots_of_job_.find(job);
    if (found == slots_of_job_.end()) return;
    for (const std::size_t slot : found->second) {
        size_ -= std::erase_if(writable(slot), [&](const IndexedOpening& opening) {
            return opening.card->job == job;
        });
        note_room(slot);
    }
    slots_of_job_.erase(found);
}

std::size_t IndexDraft::remove_if(const std::function<bool(const IndexedOpening&)>& test) {
    const std::size_t size_before = size_;
    std::unordered_set<JobId> touched;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        if (std::ranges::none_of(*slots_[slot].block, test)) continue;
        size_ -= std::erase_if(writable(slot), [&](const IndexedOpening& opening) {
            const bool is_out = test(opening);
            if (is_out) touched.insert(opening.card->job);
            return is_out;
        });
        note_room(slot);
    }
    for (const JobId job : touched) {
        std::vector<std::size_t>& slots = slots_of_job_[job];
        std::erase_if(slots, [&](std::size_t slot) {
            return std::ranges::none_of(*slots_[slot].block, [&](const IndexedOpening& opening) {
                return opening.card->job == job;
            });
        });
        if (slots.empty()) slots_of_job_.erase(job);
    }
    return size_before - size_;
}

std::shared_ptr<const Snapshot> IndexDraft::publish(std::int64_t position) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->position = position;
    snapshot->size = size_;
    snapshot->blocks.reserve(slots_.size());
    for (Slot& slot : slots_) {
        slot.published = true;
        snapshot->blocks.push_back(slot.block);
    }
    return snapshot;
}

Block& IndexDraft::writable(std::size_t at) {
    Slot& slot = slots_[at];
    if (slot.published) {
        auto copy = std::make_shared<Block>();
        copy->reserve(block_openings_max);
        *copy = *slot.block;
        slot = {std::move(copy), false, slot.roomy};
    }
    return *slot.block;
}

std::size_t IndexDraft::roomy_slot() {
    while (!roomy_.empty()) {
        const std::size_t slot = roomy_.back();
        if (slots_[slot].block->size() < block_openings_max) return slot;
        slots_[slot].roomy = false;
        roomy_.pop_back();
    }
    auto block = std::make_shared<Block>();
    block->reserve(block_openings_max);
    slots_.push_back({std::move(block), false, true});
    roomy_.push_back(slots_.size() - 1);
    return roomy_.back();
}

void IndexDraft::note_room(std::size_t at) {
    Slot& slot = slots_[at];
    if (slot.roomy || slot.block->size() == block_openings_max) return;
    slot.roomy = true;
    roomy_.push_back(at);
}

}  // namespace gig::matching
