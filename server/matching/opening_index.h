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
/// rebuild() once at start, then catch_up() after every commit: a follower's work. A snapshot is
/// exactly what the log says up to its position, neither more nor less, so that whoever keeps the
/// position can rebuild it from the log. Readers take snapshot() from any thread and lock nothing
/// but the pointer; writers wait for each other.
class OpeningIndex {
public:
    OpeningIndex(const jobs::JobsService& jobs, const employers::EmployersService& employers,
                 const occupations::Occupations& occupations, const Clock& clock);

    /// Throws everything away and reads storage.
    void rebuild(storage::Database& database);

    /// Applies every event of the reader's state that is not in the index yet, and publishes once.
    /// What an event names is read as it is in that same state: so no event of it may be left out.
    /// Where it throws, the index may hold a part of them already: catch up again.
    void catch_up(storage::Reader& reader);

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
