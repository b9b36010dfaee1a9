#pragma once

#include <memory>
#include <string>

#include "base/json.h"
#include "http/router.h"
#include "matching/open_job_json.h"

namespace gig::matching {

/// An open job as schema.org's JobPosting, for search engines. Only what anybody may see: a
/// household without its name, the street without the door. Its text is in the language of the
/// post, the page's own.
json::object job_posting_json(const jobs::JobWithOpenings& found,
                              const employers::Employer& employer,
                              const std::string& address_public);

/// A script element that holds the object as data. Nothing in it can end the element or begin
/// another: <, > and & are written as JSON escapes.
std::string data_script(const json::object& object);

/// The page of one job: the phone app's, with the job's facts in its head where it is open.
///
/// 200 for who may see the job, 410 for a stranger where it was open and is over (search engines
/// forget it, people still read what became of it), 404 where there is nothing to see. Always the
/// same page: the app shows each of these.
class JobPage {
public:
    /// `html` is the app's page; empty where the web pages were not built.
    JobPage(const OpenDataSources& sources, std::string html)
        : sources_(sources), html_(std::move(html)) {}

    http::Reply show(const http::Call& call) const;

private:
    std::string with_facts(const jobs::JobWithOpenings& found) const;

    OpenDataSources sources_;
    std::string html_;
};

/// GET /jobs/{id}. The page must outlive the router.
void add_routes(http::Router& router, const JobPage& page);

}  // namespace gig::matching
