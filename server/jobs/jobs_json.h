#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "employers/employers.h"
#include "http/call.h"
#include "jobs/jobs.h"
#include "jobs/jobs_service.h"
#include "occupations/occupations.h"
#include "places/crs.h"

namespace gig::jobs {

// What the room answers, as api/jobs.yaml and api/jobs_lists.yaml fix it.

/// Where an answer finds the names that a job only refers to.
struct Names {
    const JobsService& jobs;
    const occupations::Occupations& occupations;
};

/// For whom an answer is made.
struct Reading {
    http::Locale locale;
    places::Crs crs;
    Time now;
    bool in_full;  // Address and policy number too.
};

json::object published_json(const Published& published, http::Locale locale);
json::object finding_json(const Finding& finding, http::Locale locale);
json::array findings_json(const std::vector<Finding>& findings, http::Locale locale);

json::object expected_fill_json(const ExpectedFill& expected);
json::object labour_cost_json(const rules::LabourCost& cost, http::Locale locale);

/// Findings as a version keeps them, in both languages, and as they are shown again.
std::string kept_findings(const std::vector<Finding>& findings);
json::array kept_findings_json(const std::string& kept, http::Locale locale);
json::object job_json(const JobWithOpenings& found, const employers::Employer& employer,
                      const Names& names, const Reading& reading);
json::object own_job_json(const JobWithOpenings& found, const std::vector<KeptReview>& reviews,
                          const Names& names, const Reading& reading);
json::array reviews_json(const std::vector<KeptReview>& reviews);
json::object opening_json(const Opening& opening, JobState job, Time now);

}  // namespace gig::jobs
