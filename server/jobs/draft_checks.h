#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "jobs/jobs.h"
#include "occupations/occupations.h"

namespace gig::jobs {

/// Whether a draft can be a job at all: its texts, shifts, pay, requirements and end. Pure.
///
/// What the law says about pay, hours and ages of each relation is not asked here.
Result<void> check_draft(const JobDraft& draft, const occupations::Occupations& occupations,
                         Time now);

/// A text from outside: within its length and without what a reader couldn't see.
/// job.text_too_long, job.text_hidden_characters.
Result<void> check_text(std::string_view text, std::size_t points_max, std::string field);

/// The engine's bits of what the job and the law of its occupation ask for. The draft must have
/// passed check_draft.
std::uint32_t certificates_mask(const JobDraft& draft, const occupations::Occupations& occupations);

}  // namespace gig::jobs
