#include "events/job_trail.h"

#include <algorithm>
#include <type_traits>

#include "base/overloaded.h"
#include "events/log_rows.h"

namespace gig::events {

namespace {

template <typename Told>
concept ChangesListing =
    std::is_same_v<Told, JobTermsChanged> || std::is_same_v<Told, JobChanged> ||
    std::is_same_v<Told, JobSuspended> || std::is_same_v<Told, JobRestored> ||
    std::is_same_v<Told, JobClosed> || std::is_same_v<Told, JobExpired>;

void note_job(storage::Transaction& transaction, std::int64_t sequence, JobId job) {
    transaction.execute("INSERT INTO job_trail (job, sequence) VALUES ($1, $2)",
                        {job.text(), sequence});
}

void note_opened(storage::Transaction& transaction, std::int64_t sequence,
                 const JobOpened& opened) {
    note_job(transaction, sequence, opened.job);
    if (!opened.place || opened.openings.empty()) return;
    const auto [first, last] = std::ranges::minmax(opened.openings, {}, &OpeningFacts::start);
    transaction.execute(
        "INSERT INTO opened_trail (sequence, job, first_start, last_start, latitude_e7, "
        "longitude_e7) VALUES ($1, $2, $3, $4, $5, $6)",
        {sequence, opened.job.text(), first.start, last.start,
         std::int64_t{opened.place->latitude().e7}, std::int64_t{opened.place->longitude().e7}});
}

void note_taken(storage::Transaction& transaction, std::int64_t sequence, OpeningId opening) {
    transaction.execute("INSERT INTO place_trail (opening, sequence) VALUES ($1, $2)",
                        {opening.text(), sequence});
}

}  // namespace

void leave_trail(storage::Transaction& transaction, std::int64_t sequence, const Event& event) {
    std::visit(
        Overloaded{
            [&](const JobOpened& opened) { note_opened(transaction, sequence, opened); },
            [&](const IntentConfirmed& confirmed) {
                note_taken(transaction, sequence, confirmed.opening);
            },
            [&](const ChangesListing auto& told) { note_job(transaction, sequence, told.job); },
            [](const auto&) {},
        },
        event);
}

std::vector<JobId> jobs_opened(storage::Reader& reader, const OpenedSought& sought,
                               std::int64_t limit) {
    std::vector<JobId> jobs;
    for (const storage::Row& row :
         reader.query("SELECT job FROM opened_trail WHERE last_start > $1 AND first_start < $2 "
                      "AND latitude_e7 >= $3 AND latitude_e7 <= $4 "
                      "AND longitude_e7 >= $5 AND longitude_e7 <= $6 AND sequence <= $7 LIMIT $8",
                      {sought.after, sought.before, std::int64_t{sought.south_west.latitude().e7},
                       std::int64_t{sought.north_east.latitude().e7},
                       std::int64_t{sought.south_west.longitude().e7},
                       std::int64_t{sought.north_east.longitude().e7}, sought.until, limit})) {
        const std::optional<JobId> job = JobId::parse(row.text(0));
        invariant(job.has_value());
        jobs.push_back(*job);
    }
    return jobs;
}

std::vector<Recorded> read_of_job(storage::Reader& reader, JobId job, Stretch stretch) {
    return recorded_in(reader.query(
        "SELECT event.sequence, event.at, event.actor, event.type, event.body FROM job_trail "
        "JOIN event ON event.origin = 0 AND event.sequence = job_trail.sequence "
        "WHERE job_trail.job = $1 AND job_trail.sequence > $2 AND job_trail.sequence <= $3 "
        "ORDER BY job_trail.sequence LIMIT $4",
        {job.text(), stretch.after, stretch.until, page_events_max}));
}

std::int64_t places_taken(storage::Reader& reader, OpeningId opening, std::int64_t until) {
    const std::vector<Recorded> taken = recorded_in(reader.query(
        "SELECT event.sequence, event.at, event.actor, event.type, event.body FROM place_trail "
        "JOIN event ON event.origin = 0 AND event.sequence = place_trail.sequence "
        "WHERE place_trail.opening = $1 AND place_trail.sequence <= $2 "
        "ORDER BY place_trail.sequence LIMIT $3",
        {opening.text(), until, page_events_max}));
    return std::ranges::count_if(taken, [&](const Recorded& recorded) {
        const auto* const confirmed = std::get_if<IntentConfirmed>(&recorded.event);
        return confirmed != nullptr && confirmed->opening == opening;
    });
}

}  // namespace gig::events
