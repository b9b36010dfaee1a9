// Changing a job's text: JobsService::change and JobsService::versions.

#include <algorithm>

#include "base/json.h"
#include "events/events.h"
#include "jobs/job_body.h"
#include "jobs/jobs_json.h"
#include "jobs/jobs_service.h"
#include "jobs/posted_job.h"

namespace gig::jobs {

namespace {

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

accounts::Object object_of(const Job& job) {
    return {.employer = job.employer, .market = job.review_market};
}

bool may_be_changed(JobState state) {
    return state == JobState::open || state == JobState::in_review;
}

/// People compare offers by pay: a post may only become better. Another unit can't be compared.
Result<void> check_pay(const Pay& before, const Pay& after) {
    if (after.unit != before.unit || after.amount.fen < before.amount.fen) {
        return Error{ErrorKind::invalid, "job.pay_lowered", "/pay/amount_fen"};
    }
    return {};
}

/// What has begun can't be offered any more, and the checks would say so.
void drop_begun(std::vector<Shift>& shifts, Time now) {
    std::erase_if(shifts, [&](const Shift& shift) { return shift.start <= now; });
}

/// The kept job with what a change may touch taken from the new text.
JobWithOpenings changed_job(JobWithOpenings kept, const Job& text, Time now) {
    Job& job = kept.job;
    job.title = text.title;
    job.description = text.description;
    job.address = text.address;
    job.pay = text.pay;
    job.settlement = text.settlement;
    job.requirements = text.requirements;
    job.certificates_mask = text.certificates_mask;
    job.benefits = text.benefits;
    job.injury_cover = text.injury_cover;
    job.expires_at = text.expires_at;
    job.reposted_from = text.reposted_from;
    job.user_enterprise = text.user_enterprise;
    ++job.version;
    for (Opening& opening : kept.openings) {
        if (opening.start <= now) continue;
        opening.hourly_fen = *hourly_fen(job.pay, minutes_of(opening.start, opening.end));
    }
    job.hourly_fen = text.hourly_fen;
    return kept;
}

}  // namespace

Result<JobsService::Rewritten> JobsService::rewrite(const Actor& actor, JobId id,
                                                    const Change& change, Time now) const {
    std::optional<JobWithOpenings> kept;
    JobVersion text{};
    database_.read([&](storage::Reader& reader) {
        kept = store_.find(reader, id);
        if (kept) text = versions_.newest(reader, id);
    });
    if (!kept) return not_there();
    const Result<void> allowed =
        policy_.authorize(actor, Action::job_update, object_of(kept->job), now);
    if (!allowed) return allowed.error();
    if (!may_be_changed(kept->job.state)) {
        return Error{ErrorKind::conflict, "job.already_closed"};
    }
    if (change.fields.empty()) return Error{ErrorKind::invalid, "job.change_empty"};
    json::object body = overlaid(json::parse(text.body).as_object(), change.fields);
    Result<JobDraft> draft = draft_of(body);
    if (!draft) return draft.error();
    drop_begun(draft->shifts, now);
    if (draft->shifts.empty()) return Error{ErrorKind::conflict, "job.over"};
    Result<Prepared> prepared = look_at(*draft, poster_of(kept->job.employer), now);
    if (!prepared) return prepared.error();
    const Result<void> fair = check_pay(kept->job.pay, prepared->job.job.pay);
    if (!fair) return fair.error();
    return Rewritten{kept->job, *std::move(prepared), json::serialize(body)};
}

Result<std::vector<Finding>> JobsService::look_over_change(const Actor& actor, JobId id,
                                                           const Change& change) const {
    Result<Rewritten> rewritten = rewrite(actor, id, change, clock_.now());
    if (!rewritten) return rewritten.error();
    return std::move(rewritten->text.findings);
}

Result<Published> JobsService::change(const Actor& actor, JobId id, const Change& change,
                                      const Once<Published>& once) {
    const Time now = clock_.now();
    const Result<Rewritten> rewritten = rewrite(actor, id, change, now);
    if (!rewritten) return rewritten.error();
    const std::vector<Finding>& findings = rewritten->text.findings;
    const Result<void> lawful = check_findings(findings);
    if (!lawful) return lawful.error();
    const Result<void> slow_enough = rate_.take(rewritten->before.employer, now);
    if (!slow_enough) return slow_enough.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Published> {
        std::optional<JobWithOpenings> now_kept = store_.find(transaction, id);
        invariant(now_kept.has_value());  // Jobs aren't taken out of the store.
        const std::int64_t read = change.version.value_or(rewritten->before.version);
        if (now_kept->job.version != read || read != rewritten->before.version) {
            return Error{ErrorKind::outdated, "job.changed_meanwhile"};
        }
        if (!may_be_changed(now_kept->job.state)) {
            return Error{ErrorKind::conflict, "job.already_closed"};
        }
        JobWithOpenings changed = changed_job(*now_kept, rewritten->text.job.job, now);
        // What waits for a person goes on waiting, even where its author mended what was found.
        if (std::ranges::any_of(findings, needs_review)) {
            changed.job.state = JobState::in_review;
        }
        versions_.add(transaction, changed, *actor.account,
                      {changed.job.version, now, rewritten->body, kept_findings(findings)});
        if (const auto terms = terms_changed_event(now_kept->job, changed.job)) {
            events::record(transaction, now, actor.account, *terms);
        }
        events::record(transaction, now, actor.account, changed_event(changed));
        return Published{id, changed.job.state, findings, changed.job.version};
    });
}

Result<std::vector<JobVersion>> JobsService::versions(const Actor& actor, JobId id,
                                                      std::optional<std::int64_t> before,
                                                      std::size_t limit) const {
    invariant(limit >= 1 && limit <= list_max);
    using Listed = Result<std::vector<JobVersion>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        const std::optional<JobWithOpenings> job = store_.find(reader, id);
        if (!job) return not_there();
        const Result<void> allowed =
            policy_.authorize(actor, Action::job_update, object_of(job->job), clock_.now());
        if (!allowed) return allowed.error();
        return versions_.of_job(reader, id, before.value_or(job->job.version + 1), limit);
    });
}

}  // namespace gig::jobs
