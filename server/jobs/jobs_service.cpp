#include "jobs/jobs_service.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "base/json.h"
#include "base/time.h"
#include "events/events.h"
#include "jobs/draft_checks.h"
#include "jobs/employer_bars.h"
#include "jobs/job_body.h"
#include "jobs/jobs_json.h"
#include "jobs/paid_work.h"
#include "jobs/posted_job.h"
#include "jobs/said_facts.h"
#include "jobs/user_enterprise.h"

namespace gig::jobs {

namespace {

/// The employers that the actor is a member of, each once.
std::vector<EmployerId> employers_of(const Actor& actor) {
    std::vector<EmployerId> employers;
    for (const Grant& grant : actor.grants) {
        if (grant.role != Role::employer_member && grant.role != Role::agency) continue;
        const EmployerId employer(grant.scope);
        if (std::ranges::find(employers, employer) == employers.end()) {
            employers.push_back(employer);
        }
    }
    return employers;
}

accounts::Object object_of(EmployerId employer, std::optional<MarketId> market) {
    return {.employer = employer, .market = market};
}

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

/// The first `limit` of several employers' lists, each of which is in that order already.
std::vector<Job> newest_first(std::vector<Job> jobs, std::size_t limit) {
    std::ranges::sort(jobs, std::greater{},
                      [](const Job& job) { return std::pair(job.created_at, job.id); });
    if (jobs.size() > limit)
        jobs.erase(jobs.begin() + static_cast<std::ptrdiff_t>(limit), jobs.end());
    return jobs;
}

bool may_be_closed(JobState state) {
    return state == JobState::draft || state == JobState::in_review || state == JobState::open;
}

}  // namespace

JobsService::JobsService(storage::Database& database, const Clock& clock, Rng& rng,
                         const accounts::Policy& policy,
                         const employers::EmployersService& employers,
                         const occupations::Occupations& occupations,
                         const places::Regions& regions, PostChecks checks, MarketsAround markets)
    : database_(database),
      clock_(clock),
      rng_(rng),
      policy_(policy),
      employers_(employers),
      occupations_(occupations),
      regions_(regions),
      checks_(checks),
      markets_(std::move(markets)),
      store_(accounts::home_city),
      versions_(accounts::home_city),
      reviews_(accounts::home_city) {}

Result<Published> JobsService::publish(const Actor& actor, const JobDraft& draft,
                                       const Once<Published>& once) {
    const Submission submission{actor, draft, std::nullopt, clock_.now()};
    const Result<Prepared> prepared = prepare(submission, Action::job_create);
    if (!prepared) return prepared.error();
    const Result<void> slow_enough = rate_.take(prepared->job.job.employer, submission.at);
    if (!slow_enough) return slow_enough.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Published> {
        return store(transaction, submission, *prepared);
    });
}

Result<Published> JobsService::publish_line(const Actor& actor, const JobDraft& draft,
                                            std::string_view digest, Pace pace) {
    // Before the checks: what was taken once is repeated, also when its first shift has begun.
    std::optional<Published> outcome = database_.ask(
        [&](storage::Reader& reader) { return repeated_line(reader, actor, digest); });
    if (outcome) return *outcome;
    const Submission submission{actor, draft, std::string(digest), clock_.now()};
    const Result<Prepared> prepared = prepare(submission, Action::job_import);
    if (!prepared) return prepared.error();
    if (pace == Pace::counted) {
        const Result<void> slow_enough = rate_.take(prepared->job.job.employer, submission.at);
        if (!slow_enough) return slow_enough.error();
    }

    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        // Asked again: another import of the same file may run beside this one.
        outcome = repeated_line(transaction, actor, digest);
        if (outcome) return false;
        outcome = store(transaction, submission, *prepared);
        return true;
    });
    return *std::move(outcome);
}

Result<Checked> JobsService::look_over(const Actor& actor, const JobDraft& draft) const {
    const Time now = clock_.now();
    Result<Prepared> prepared = look_at(draft, poster_of(actor, draft), now);
    if (!prepared) return prepared.error();
    const Job& job = prepared->job.job;
    return Checked{
        .findings = std::move(prepared->findings),
        .hourly_fen = job.hourly_fen,
        .cost = checks_.rules.labour_cost(paid_work(prepared->job), now),
        .expected_fill = fills_.expect({job.occupation, county_of(job), job.hourly_fen})};
}

void JobsService::refresh_fill_history() {
    database_.read([&](storage::Reader& reader) { fills_.refresh(reader, clock_.now()); });
}

Result<Verdict> JobsService::check(const Actor& actor, const JobDraft& draft) const {
    const Submission submission{actor, draft, std::nullopt, clock_.now()};
    Result<Prepared> prepared = prepare(submission, Action::job_import);
    if (!prepared) return prepared.error();
    database_.read([&](storage::Reader& reader) { look_for_duplicates(reader, draft, *prepared); });
    return Verdict{prepared->job.job.state, std::move(prepared->findings)};
}

bool JobsService::imported(const Actor& actor, std::string_view digest) const {
    return database_
        .ask([&](storage::Reader& reader) { return repeated_line(reader, actor, digest); })
        .has_value();
}

Result<JobWithOpenings> JobsService::close(const Actor& actor, JobId id, std::string_view reason,
                                           const Once<JobWithOpenings>& once) {
    const Result<void> fine = check_text(reason, remark_max, "/reason");
    if (!fine) return fine.error();

    const Time now = clock_.now();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<JobWithOpenings> {
        std::optional<JobWithOpenings> found = store_.find(transaction, id);
        if (!found) return not_there();
        Job& job = found->job;
        const Result<void> allowed = policy_.authorize(
            actor, Action::job_close, object_of(job.employer, job.review_market), now);
        if (!allowed) return allowed.error();
        if (!may_be_closed(job.state)) {
            return Error{ErrorKind::conflict, "job.already_closed"};
        }

        job.state = JobState::closed;
        const auto kept = reason.empty() ? std::nullopt : std::optional(std::string(reason));
        store_.end(transaction, id, {JobState::closed, now, kept});
        const std::vector<EmployerId> own = employers_of(actor);
        const bool by_employer = std::ranges::find(own, job.employer) != own.end();
        events::record(transaction, now, actor.account,
                       events::JobClosed{id, by_employer ? "employer" : "staff"});
        return *std::move(found);
    });
}

Result<JobWithOpenings> JobsService::find(const Actor& actor, JobId id) const {
    std::optional<JobWithOpenings> found =
        database_.ask([&](storage::Reader& reader) { return store_.find(reader, id); });
    if (!found) return not_there();
    const bool is_public = found->job.was_open && found->job.state != JobState::in_review;
    if (!is_public && !sees_all_of(actor, found->job)) return not_there();
    return *std::move(found);
}

std::vector<KeptReview> JobsService::reviews_of(JobId job) const {
    return database_.ask([&](storage::Reader& reader) { return reviews_.of_job(reader, job); });
}

bool JobsService::sees_all_of(const Actor& actor, const Job& job) const {
    return policy_
        .authorize(actor, Action::job_close, object_of(job.employer, job.review_market),
                   clock_.now())
        .has_value();
}

Result<std::vector<JobWithOpenings>> JobsService::of_employers(const Actor& actor,
                                                               std::optional<JobState> state,
                                                               std::optional<JobId> after,
                                                               std::size_t limit) const {
    invariant(limit >= 1 && limit <= list_max);
    const Result<void> admitted = policy_.admit(actor, Action::job_list_own);
    if (!admitted) return admitted.error();

    const std::vector<EmployerId> own = employers_of(actor);
    using Listed = Result<std::vector<JobWithOpenings>>;
    return database_.ask([&](storage::Reader& reader) -> Listed {
        if (after) {
            const std::optional<JobWithOpenings> position = store_.find(reader, *after);
            if (!position || std::ranges::find(own, position->job.employer) == own.end()) {
                return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            }
        }

        std::vector<Job> jobs;
        for (const EmployerId employer : own) {
            std::ranges::move(store_.of_employer(reader, employer, {state, after, limit}),
                              std::back_inserter(jobs));
        }
        std::vector<JobWithOpenings> listed;
        for (Job& job : newest_first(std::move(jobs), limit)) {
            const JobId id = job.id;
            listed.push_back({std::move(job), store_.openings_of(reader, id)});
        }
        return listed;
    });
}

void JobsService::each_open(storage::Reader& reader,
                            const std::function<void(const JobWithOpenings&)>& visit) const {
    const Time now = clock_.now();
    JobId after(-1);
    while (true) {
        const std::vector<Job> page = store_.open_after(reader, after, open_page);
        if (page.empty()) return;
        const std::vector<Opening> openings =
            store_.live_openings(reader, after, page.back().id, now);

        auto next = openings.begin();
        for (const Job& job : page) {
            const auto last = std::find_if(next, openings.end(), [&](const Opening& opening) {
                return opening.job != job.id;
            });
            visit({job, {next, last}});
            next = last;
        }
        after = page.back().id;
    }
}

std::optional<JobWithOpenings> JobsService::find_in(storage::Reader& reader, JobId job) const {
    return store_.find(reader, job);
}

std::optional<OpeningOfJob> JobsService::find_opening_in(storage::Reader& reader,
                                                         OpeningId opening) const {
    return store_.find_opening(reader, opening);
}

void JobsService::take_place(storage::Transaction& transaction, OpeningId opening) const {
    store_.take_place(transaction, opening);
}

std::string JobsService::public_address(const Job& job) const {
    if (!job.region_code) return {};
    const places::Region* street = regions_.find(*job.region_code);
    if (street == nullptr) return {};
    const places::Region* county = street->parent ? regions_.find(*street->parent) : nullptr;
    return county == nullptr ? street->name : county->name + street->name;
}

std::size_t JobsService::expire_due() {
    const Time now = clock_.now();
    const auto due = [&](storage::Reader& reader) {
        return store_.due(reader, now, expire_batch_max);
    };
    if (database_.ask(due).empty()) return 0;

    std::size_t expired = 0;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        // Asked again: somebody may have closed one meanwhile.
        const std::vector<JobId> jobs = due(transaction);
        for (const JobId job : jobs) {
            store_.end(transaction, job, {JobState::expired, now});
            events::record(transaction, now, std::nullopt, events::JobExpired{job});
        }
        expired = jobs.size();
        return expired > 0;
    });
    return expired;
}

// What publishing finds out before its transaction, and does in it.

std::optional<Published> JobsService::repeated_line(storage::Reader& reader, const Actor& actor,
                                                    std::string_view digest) const {
    if (!actor.account) return std::nullopt;
    const std::optional<Job> before = store_.find_imported(reader, *actor.account, digest);
    if (!before) return std::nullopt;
    return Published{before->id, before->state, {}, before->version, true};
}

Result<EmployerId> JobsService::employer_of(const Actor& actor, const JobDraft& draft) const {
    if (draft.employer) return *draft.employer;
    const std::vector<EmployerId> own = employers_of(actor);
    if (own.empty()) return Error{ErrorKind::invalid, "job.employer_missing", "/employer_id"};
    if (own.size() > 1) return Error{ErrorKind::invalid, "job.employer_ambiguous", "/employer_id"};
    return own.front();
}

JobsService::Poster JobsService::poster_of(EmployerId employer) const {
    const std::optional<employers::Employer> found = employers_.find(employer);
    if (!found) return {employer, std::nullopt};
    return {employer, found->kind};
}

JobsService::Poster JobsService::poster_of(const Actor& actor, const JobDraft& draft) const {
    const std::vector<EmployerId> own = employers_of(actor);
    const Result<EmployerId> employer = employer_of(actor, draft);
    const bool is_theirs = employer && std::ranges::find(own, *employer) != own.end();
    return is_theirs ? poster_of(*employer) : Poster{EmployerId(0), std::nullopt};
}

Result<employers::Employer> JobsService::admitted_employer(const Submission& submission,
                                                           Action action) const {
    const Result<void> admitted = policy_.admit(submission.actor, action);
    if (!admitted) return admitted.error();
    const Result<EmployerId> id = employer_of(submission.actor, submission.draft);
    if (!id) return id.error();
    const Result<void> allowed = policy_.authorize(
        submission.actor, action, object_of(*id, submission.draft.market), submission.at);
    if (!allowed) return allowed.error();

    const std::optional<employers::Employer> employer = employers_.find(*id);
    if (!employer) return Error{ErrorKind::invalid, "job.employer_unknown", "/employer_id"};
    return *employer;
}

Result<JobsService::Prepared> JobsService::prepare(const Submission& submission,
                                                   Action action) const {
    const JobDraft& draft = submission.draft;
    const Result<employers::Employer> employer = admitted_employer(submission, action);
    if (!employer) return employer.error();
    const Result<void> may = may_post(*employer, draft.relation, date_of(submission.at));
    if (!may) return may.error();
    if (employers_.mandate_is_over(employer->id, *submission.actor.account)) {
        return Error{ErrorKind::conflict, "job.mandate_ended", "/employer_id"};
    }
    if (draft.market && !markets_.name_of(*draft.market)) {
        return Error{ErrorKind::invalid, "job.market_unknown", "/market_id"};
    }
    Result<Prepared> prepared = look_at(draft, {employer->id, employer->kind}, submission.at);
    if (!prepared) return prepared.error();
    const Result<void> lawful = check_findings(prepared->findings);
    if (!lawful) return lawful.error();

    Job& job = prepared->job.job;
    const bool waits =
        !employer->verified() || std::ranges::any_of(prepared->findings, needs_review);
    job.state = waits ? JobState::in_review : JobState::open;
    if (!job.review_market) job.review_market = markets_.nearest(job.place);
    return prepared;
}

Result<JobsService::Prepared> JobsService::look_at(const JobDraft& draft, const Poster& poster,
                                                   Time now) const {
    const Result<void> fine = check_draft(draft, occupations_, now);
    if (!fine) return fine.error();
    if (poster.kind) {
        const Result<void> fits = check_poster(draft, *poster.kind);
        if (!fits) return fits.error();
    }
    Prepared prepared{
        posted_job(draft, poster.employer, certificates_mask(draft, occupations_), now), {}};
    const Result<void> located = locate(draft, prepared);
    if (!located) return located.error();

    const Job& job = prepared.job.job;
    rules::Post post = rule_post(draft, job, occupations_);
    post.by_agency = poster.kind == employers::EmployerKind::agency;
    add_said(post, job.place, {checks_.reader, regions_}, now);
    std::vector<Finding> found = checks_.rules.check(post, now);
    prepared.findings.insert(prepared.findings.begin(), std::make_move_iterator(found.begin()),
                             std::make_move_iterator(found.end()));
    return prepared;
}

Result<void> JobsService::locate(const JobDraft& draft, Prepared& prepared) const {
    if (!draft.place) return {};
    const Result<GeoPoint> place = places::to_wgs84(*draft.place);
    if (!place) return Error{ErrorKind::invalid, "job.place_out_of_range", "/place"};

    Job& job = prepared.job.job;
    job.place = *place;
    job.place_source = draft.place->crs;
    const places::Region* street = regions_.street_at(*place);
    if (street != nullptr) {
        job.region_code = street->code;
    } else {
        prepared.findings.push_back(place_outside_city());
    }
    return {};
}

bool JobsService::is_sampled(Time now) {
    constexpr std::uint64_t whole = 1'000;
    const std::int32_t share = markets_.looks.on(date_of(now)).sampled_permille;
    return rng_.below(whole) < static_cast<std::uint64_t>(share);
}

void JobsService::look_for_duplicates(storage::Reader& reader, const JobDraft& draft,
                                      Prepared& prepared) const {
    if (!store_.has_overlapping(reader, draft, prepared.job.job.employer)) return;
    prepared.job.job.state = JobState::in_review;
    prepared.findings.push_back(looks_like_duplicate());
}

Published JobsService::store(storage::Transaction& transaction, const Submission& submission,
                             Prepared prepared) {
    look_for_duplicates(transaction, submission.draft, prepared);

    JobWithOpenings& published = prepared.job;
    Job& job = published.job;
    job.id = JobId::random(rng_);
    job.was_open = job.state == JobState::open;
    if (job.was_open && is_sampled(submission.at)) job.sampled_at = submission.at;
    std::uint32_t engine_id = store_.take_engine_ids(transaction, published.openings.size());
    for (Opening& opening : published.openings) {
        opening.id = OpeningId::random(rng_);
        opening.job = job.id;
        opening.engine_id = engine_id++;
    }
    store_.insert(transaction, published,
                  {*submission.actor.account, submission.import_digest,
                   json::serialize(body_of(submission.draft)), kept_findings(prepared.findings)});

    const std::uint32_t occupation = occupations_.find(job.occupation)->engine_id;
    const events::Event event = job.was_open
                                    ? events::Event(opened_event(published, occupation))
                                    : events::Event(events::JobSubmitted{job.id, job.employer});
    events::record(transaction, submission.at, submission.actor.account, event);
    if (job.sampled_at) {
        events::record(transaction, submission.at, std::nullopt, events::JobSampled{job.id});
    }
    return {job.id, job.state, std::move(prepared.findings)};
}

}  // namespace gig::jobs
