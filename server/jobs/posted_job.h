#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/id.h"
#include "events/event.h"
#include "jobs/jobs.h"

namespace gig::jobs {

/// What a draft that passed its checks becomes: the job waiting for review, and its openings in
/// order of start. Ids, place and region are still to come.
JobWithOpenings posted_job(const JobDraft& draft, EmployerId employer,
                           std::uint32_t certificates_mask, Time now);

/// All that the log keeps of a job that opened, from which the index can be rebuilt.
/// `occupation` is the engine's number of it.
events::JobOpened opened_event(const JobWithOpenings& published, std::uint32_t occupation);

/// The same of a later text.
events::JobChanged changed_event(const JobWithOpenings& changed);

/// What changed_event() leaves out; nothing where it is as before, or the job never was open, so
/// that opened_event() is still to tell it.
std::optional<events::JobTermsChanged> terms_changed_event(const Job& before, const Job& after);

}  // namespace gig::jobs
