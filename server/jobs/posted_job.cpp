#include "jobs/posted_job.h"

#include <algorithm>

namespace gig::jobs {

namespace {

Time last_start_of(const JobDraft& draft) {
    return std::ranges::max(draft.shifts, {}, &Shift::start).start;
}

Job job_of(const JobDraft& draft, EmployerId employer, std::uint32_t certificates, Time now) {
    return {.id = JobId(0),
            .employer = employer,
            .market = draft.market,
            .title = draft.title,
            .occupation = draft.occupation,
            .description = draft.description,
            .place = std::nullopt,
            .place_source = std::nullopt,
            .region_code = std::nullopt,
            .address = draft.address,
            .pay = draft.pay,
            .hourly_fen = 0,
            .settlement = draft.settlement,
            .relation = draft.relation,
            .requirements = draft.requirements,
            .certificates_mask = certificates,
            .benefits = draft.benefits,
            .injury_cover = draft.injury_cover,
            .series = draft.series,
            .state = JobState::in_review,
            .was_open = false,
            .created_at = now,
            .posted_at = now,
            .expires_at = std::min(draft.expires_at, last_start_of(draft)),
            .review_market = draft.market,
            .reposted_from = draft.reposted_from,
            .user_enterprise = draft.user_enterprise};
}

/// The shifts as openings, in order of start. The draft has passed its checks, so each has a pay.
std::vector<Opening> openings_of(const JobDraft& draft) {
    std::vector<Opening> openings;
    openings.reserve(draft.shifts.size());
    for (const Shift& shift : draft.shifts) {
        const Result<std::int32_t> hourly =
            hourly_fen(draft.pay, minutes_of(shift.start, shift.end));
        openings.push_back({.id = OpeningId(0),
                            .job = JobId(0),
                            .engine_id = 0,
                            .start = shift.start,
                            .end = shift.end,
                            .places = shift.places,
                            .places_left = shift.places,
                            .hourly_fen = *hourly});
    }
    std::ranges::stable_sort(openings, {}, &Opening::start);
    return openings;
}

std::int32_t people_wanted(const JobWithOpenings& posted) {
    std::int32_t people = 0;
    for (const Opening& opening : posted.openings)
        people += opening.places;
    return people;
}

std::vector<events::OpeningFacts> facts_of(const std::vector<Opening>& openings) {
    std::vector<events::OpeningFacts> facts;
    facts.reserve(openings.size());
    for (const Opening& opening : openings) {
        facts.push_back({.id = opening.id,
                         .engine_id = opening.engine_id,
                         .start = opening.start,
                         .end = opening.end,
                         .places = opening.places,
                         .pay_fen_hour = engine_pay(opening.hourly_fen)});
    }
    return facts;
}

// The event speaks of settlements by the engine's numbers.
static_assert(static_cast<int>(Settlement::day) == 0 &&
              static_cast<int>(Settlement::completion) == 4);

}  // namespace

JobWithOpenings posted_job(const JobDraft& draft, EmployerId employer,
                           std::uint32_t certificates_mask, Time now) {
    JobWithOpenings posted{job_of(draft, employer, certificates_mask, now), openings_of(draft)};
    posted.job.hourly_fen = posted.openings.front().hourly_fen;
    return posted;
}

events::JobOpened opened_event(const JobWithOpenings& published, std::uint32_t occupation) {
    const Job& job = published.job;
    events::JobOpened event{.job = job.id,
                            .employer = job.employer,
                            .market = job.market,
                            .place = job.place,
                            .occupation = occupation,
                            .settlement = static_cast<std::uint32_t>(job.settlement),
                            .certificates = job.certificates_mask,
                            .people_wanted = 0,
                            .posted_at = job.posted_at,
                            .expires_at = job.expires_at,
                            .openings = {}};
    event.people_wanted = people_wanted(published);
    event.openings = facts_of(published.openings);
    return event;
}

events::JobChanged changed_event(const JobWithOpenings& changed) {
    const Job& job = changed.job;
    return {.job = job.id,
            .version = job.version,
            .state = std::string(name_of(job.state)),
            .people_wanted = people_wanted(changed),
            .expires_at = job.expires_at,
            .openings = facts_of(changed.openings)};
}

std::optional<events::JobTermsChanged> terms_changed_event(const Job& before, const Job& after) {
    const bool is_same = before.settlement == after.settlement &&
                         before.certificates_mask == after.certificates_mask;
    if (is_same || !after.was_open) return std::nullopt;
    return events::JobTermsChanged{after.id, after.version,
                                   static_cast<std::uint32_t>(after.settlement),
                                   after.certificates_mask};
}

}  // namespace gig::jobs
