#include "jobs/job_closings.h"

#include "accounts/accounts.h"
#include "events/events.h"
#include "jobs/employer_bars.h"

namespace gig::jobs {

JobClosings::JobClosings(storage::Database& database, const Clock& clock,
                         const employers::EmployersService& employers)
    : database_(database), clock_(clock), employers_(employers), store_(accounts::home_city) {}

std::size_t JobClosings::close_barred() {
    const Time now = clock_.now();
    const std::vector<JobId> jobs =
        database_.ask([&](storage::Reader& reader) { return barred(reader, date_of(now)); });
    if (jobs.empty()) return 0;

    std::size_t closed = 0;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        for (const JobId job : jobs) {
            if (close_if_barred(transaction, job, now)) ++closed;
        }
        return closed > 0;
    });
    return closed;
}

std::vector<JobId> JobClosings::barred(storage::Reader& reader, Date today) const {
    std::vector<JobId> jobs;
    EmployerId after(-1);
    while (true) {
        const std::vector<EmployerId> page = store_.employers_after(reader, after, employers_page);
        for (const EmployerId employer : page) {
            for (const JobId job : barred_of(reader, employer, today)) {
                jobs.push_back(job);
                if (jobs.size() == close_batch_max) return jobs;
            }
        }
        if (page.size() < employers_page) return jobs;
        after = page.back();
    }
}

std::vector<JobId> JobClosings::barred_of(storage::Reader& reader, EmployerId employer,
                                          Date today) const {
    const std::optional<employers::Employer> found = employers_.find_in(reader, employer);
    invariant(found.has_value());  // Who posted isn't taken out of the store.
    // Most may stay, and then their jobs need not be read.
    const bool all_may_stay = !closing_reason(*found, Relation::dispatch, today);
    if (all_may_stay) return {};

    std::vector<JobId> jobs;
    for (const JobsStore::LivingJob& job : store_.living_of(reader, employer)) {
        if (closing_reason(*found, job.relation, today)) jobs.push_back(job.id);
    }
    return jobs;
}

/// Asked again: the employer may have renewed, or the job have been closed meanwhile.
bool JobClosings::close_if_barred(storage::Transaction& transaction, JobId id, Time now) const {
    const std::optional<JobWithOpenings> found = store_.find(transaction, id);
    invariant(found.has_value());
    const Job& job = found->job;
    if (job.state != JobState::open && job.state != JobState::in_review) return false;
    const employers::Employer employer = employers_.find_in(transaction, job.employer).value();
    const std::optional<std::string_view> reason =
        closing_reason(employer, job.relation, date_of(now));
    if (!reason) return false;

    store_.end(transaction, id, {JobState::closed, now, std::string(*reason)});
    events::record(transaction, now, std::nullopt, events::JobClosed{id, std::string(*reason)});
    return true;
}

}  // namespace gig::jobs
