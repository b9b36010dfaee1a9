#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "employers/employers_service.h"
#include "events/events.h"
#include "jobs/jobs_service.h"
#include "matching/card_maker.h"
#include "matching/index_draft.h"
#include "matching/matching.h"
#include "occupations/occupations.h"
#include "storage/database.h"

namespace gig::matching {

/// All openings that can be taken, kept up with the log.
///
/// rebuild() once at start, then apply() with every event after position(), in order: a
/// follower's work. Applying an event twice is harmless, because what an event names is read anew
/// from storage. Readers take snapshot() from any thread and lock nothing but the pointer;
/// writers wait for each other.
class OpeningIndex {
public:
    OpeningIndex(const jobs::JobsService& jobs, const employers::EmployersService& employers,
                 const occupations::Occupations& occupations, const Clock& clock);

    /// Throws everything away and reads storage. The events after the position of the snapshot
    /// that this publishes are still to be applied.
    void rebuild(storage::Database& database);

    /// Publishes once, after the last of the events. The reader's state must have them all. Where
    /// it throws, the index may hold a part of them already: hand in the same events again.
    void apply(storage::Reader& reader, const std::vector<events::Recorded>& events);

    /// Removes openings that have started. Nobody is shown them anyway; this frees their memory.
    /// Called by the scheduler. Returns how many.
    std::size_t drop_started(Time now);

    std::shared_ptr<const Snapshot> snapshot() const;

private:
    struct Writing {
        CardMaker cards;
        IndexDraft draft;
        std::int64_t position = 0;
    };

    void load(Writing& writing, storage::Reader& reader, JobId job);
    void refresh_employer(Writing& writing, storage::Reader& reader, EmployerId employer);
    void apply_one(Writing& writing, storage::Reader& reader, const events::Event& event);
    void publish(Writing& writing);

    const jobs::JobsService& jobs_;
    const Clock& clock_;
    Guarded<Writing> writing_;
    mutable Guarded<std::shared_ptr<const Snapshot>> published_;
};

}  // namespace gig::matching
