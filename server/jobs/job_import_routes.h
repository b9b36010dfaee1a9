#pragma once

#include <mutex>

#include "http/router.h"
#include "jobs/job_import.h"

namespace gig::jobs {

inline constexpr std::size_t import_request_lines_max = 500;

/// An Error of one line in words: code, detail and field. App hands it in.
using ProblemOf = std::function<json::object(const Error&, http::Locale)>;

/// The door through which a file of jobs comes in: one file at a time, so that no more than one
/// workbook is ever unpacked and ordinary posts aren't kept waiting. Safe from any thread.
class ImportDoor {
public:
    /// What is handed in must outlive the door.
    ImportDoor(JobsService& jobs, const wording::PostReader& posts,
               const occupations::Occupations& occupations, BodyCheck body_check,
               ProblemOf problem_of);

    /// The door must outlive the router.
    void add_routes(http::Router& router);

private:
    http::Reply import_file(const http::Call& call);
    ImportTotals read(const http::Call& call, const Import& import) const;
    json::object line_json(const ImportedLine& line, http::Locale locale) const;

    JobsService& jobs_;
    const wording::PostReader& posts_;
    const occupations::Occupations& occupations_;
    BodyCheck body_check_;
    ProblemOf problem_of_;
    std::mutex turn_;
};

}  // namespace gig::jobs
