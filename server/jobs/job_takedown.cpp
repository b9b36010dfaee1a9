#include "jobs/job_takedown.h"

#include "events/events.h"

namespace gig::jobs {

void JobTakedown::suspend(storage::Transaction& transaction, Job& job,
                          const TakedownWord& word) const {
    job.state = JobState::suspended;
    jobs_.end(transaction, job.id, {JobState::suspended, word.at, word.remark});
    jobs_.looked_at(transaction, job.id);
    reviews_.add(transaction, job.id, word.actor,
                 {{ReviewVerdict::suspended, word.remark}, word.at});
    const char* by = word.actor ? "staff" : "reports";
    events::record(transaction, word.at, word.actor, events::JobSuspended{job.id, by});
}

void JobTakedown::restore(storage::Transaction& transaction, Job& job,
                          const TakedownWord& word) const {
    job.state = JobState::open;
    jobs_.restore(transaction, job.id);
    reviews_.add(transaction, job.id, word.actor,
                 {{ReviewVerdict::restored, word.remark}, word.at});
    events::record(transaction, word.at, word.actor, events::JobRestored{job.id});
}

bool JobTakedown::is_by_reports(storage::Reader& reader, JobId job) const {
    return reviews_.was_suspended_by_house(reader, job);
}

}  // namespace gig::jobs
