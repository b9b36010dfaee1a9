#include "matching/opening_index.h"

#include <unordered_set>

#include "base/overloaded.h"

namespace gig::matching {

OpeningIndex::OpeningIndex(const jobs::JobsService& jobs,
                           const employers::EmployersService& employers,
                           const occupations::Occupations& occupations, const Clock& clock)
    : jobs_(jobs),
      clock_(clock),
      writing_(Writing{CardMaker(jobs, employers, occupations), IndexDraft(), 0}),
      published_(std::make_shared<const Snapshot>()) {}

void OpeningIndex::rebuild(storage::Database& database) {
    writing_.with([&](Writing& writing) {
        writing.draft = IndexDraft();
        database.read([&](storage::Reader& reader) {
            writing.position = events::last_of(reader);
            jobs_.each_open(reader, [&](const jobs::JobWithOpenings& open) {
                // Once more in full, because each_open leaves out the openings of past days, and a
                // card counts their dates.
                load(writing, reader, open.job.id);
            });
        });
        publish(writing);
    });
}

void OpeningIndex::catch_up(storage::Reader& reader) {
    writing_.with([&](Writing& writing) {
        std::int64_t position = writing.position;
        while (true) {
            const std::vector<events::Recorded> page = events::read_after(reader, position);
            if (page.empty()) break;
            for (const events::Recorded& recorded : page)
                apply_one(writing, reader, recorded.event);
            position = page.back().sequence;
        }
        if (position == writing.position) return;
        writing.position = position;
        publish(writing);
    });
}

std::size_t OpeningIndex::drop_started(Time now) {
    return writing_.with([&](Writing& writing) {
        const std::size_t dropped = writing.draft.remove_if(
            [&](const IndexedOpening& opening) { return opening.start <= now; });
        if (dropped > 0) publish(writing);
        return dropped;
    });
}

std::shared_ptr<const Snapshot> OpeningIndex::snapshot() const {
    return published_.with(
        [](const std::shared_ptr<const Snapshot>& snapshot) { return snapshot; });
}

void OpeningIndex::load(Writing& writing, storage::Reader& reader, JobId id) {
    const std::optional<jobs::JobWithOpenings> job = jobs_.find_in(reader, id);
    if (!job) return writing.draft.remove(id);
    // Closed again meanwhile, it has no openings, and the event that says so comes later.
    writing.draft.put(id, writing.cards.openings_of(*job, clock_.now()));
}

/// Its openings show whether the employer is verified.
void OpeningIndex::refresh_employer(Writing& writing, storage::Reader& reader,
                                    EmployerId employer) {
    writing.cards.forget(employer);
    std::unordered_set<JobId> theirs;
    writing.draft.each([&](const IndexedOpening& opening) {
        if (opening.card->employer.id == employer) theirs.insert(opening.card->job);
    });
    for (const JobId job : theirs) {
        load(writing, reader, job);
    }
}

void OpeningIndex::apply_one(Writing& writing, storage::Reader& reader,
                             const events::Event& event) {
    std::visit(
        Overloaded{
            [&](const events::JobOpened& opened) { load(writing, reader, opened.job); },
            [&](const events::IntentConfirmed& confirmed) {
                const auto found = jobs_.find_opening_in(reader, confirmed.opening);
                if (found) load(writing, reader, found->job.id);
            },
            [&](const events::JobChanged& changed) { load(writing, reader, changed.job); },
            [&](const events::JobRestored& restored) { load(writing, reader, restored.job); },
            [&](const events::JobSuspended& suspended) { writing.draft.remove(suspended.job); },
            [&](const events::JobClosed& closed) { writing.draft.remove(closed.job); },
            [&](const events::JobExpired& expired) { writing.draft.remove(expired.job); },
            [&](const events::EmployerChecked& checked) {
                refresh_employer(writing, reader, checked.employer);
            },
            [](const auto&) {},
        },
        event);
}

void OpeningIndex::publish(Writing& writing) {
    published_.with([snapshot = writing.draft.publish(writing.position)](
                        std::shared_ptr<const Snapshot>& published) mutable {
        published.swap(snapshot);
        // The old one is freed outside of the lock, unless a reader still holds it.
    });
}

}  // namespace gig::matching
