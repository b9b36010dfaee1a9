#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "base/json.h"
#include "base/result.h"
#include "jobs/import_row.h"
#include "jobs/jobs_service.h"
#include "jobs/table_rows.h"

namespace gig::jobs {

inline constexpr std::size_t import_line_bytes_max = std::size_t{64} << 10;
inline constexpr std::size_t import_lines_max = 100'000;

/// dry_run says of each line what commit would do, and does nothing.
enum class ImportMode { dry_run, commit };

/// What became of one line. Every line of the file that is not blank gets exactly one, in order.
struct ImportedLine {
    enum class Outcome { accepted, repeated, refused };

    std::size_t number;  // From 1, as an editor counts.
    Outcome outcome;
    std::optional<JobId> job = std::nullopt;       // Of an accepted line of a commit, or repeated.
    std::optional<JobState> state = std::nullopt;  // What the job is, or would be.
    std::vector<Finding> findings = {};            // Of a refused line too, where rules refuse it.
    std::optional<Error> error = std::nullopt;     // Of a refused line.
};

struct ImportTotals {
    std::size_t accepted = 0;
    std::size_t repeated = 0;
    std::size_t refused = 0;
    std::vector<std::string> ignored_columns = {};  // Headings of a table that mean nothing here.
};

/// Whether a body has the shape that the contract asks for. App hands in the one that the route
/// uses too.
using BodyCheck = std::function<Result<void>(const json::value&)>;

/// What goes through one import beside the lines.
struct Import {
    JobsService& jobs;
    const Actor& actor;
    BodyCheck body_check;
    ImportMode mode;
    std::function<void(const ImportedLine&)> report;
    Pace pace = Pace::free;
    std::size_t lines_max = import_lines_max;
};

/// Reads JSON lines, one POST /jobs body each, and publishes them as the actor.
///
/// A byte order mark, CR LF and blank lines are tolerated. A line is one job by its bytes: met
/// again, in this file or a later one by the same account, it is reported as repeated and makes
/// nothing, so an import that broke off is simply run again. Lines are independent: a refused one
/// (import.bad_utf8, import.line_too_long, json.*, what body_check and publishing refuse) stops no
/// other. After lines_max lines one import.too_many_lines is reported and the rest is not
/// read. Throws what storage throws; what was reported as accepted until then is kept.
ImportTotals import_jobs(std::istream& lines, const Import& import);

/// The same for a table whose first row names its columns; the rest of a row is read by
/// body_of_row(). A row is one job by its cells. A table without any known column is refused with
/// import.header_missing, one with a column twice with import.column_repeated, each as the
/// heading's line; what ends the whole table (import.xlsx_malformed, import.xlsx_too_large) as line
/// 0.
ImportTotals import_table(const TableReader& rows, const RowReading& reading, const Import& import);

/// One line as a draft: the way of foreign bytes through import, without an effect.
Result<JobDraft> draft_of_line(std::string_view line, const BodyCheck& body_check);

}  // namespace gig::jobs
