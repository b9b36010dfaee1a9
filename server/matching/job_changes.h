#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "matching/open_job_json.h"

namespace gig::matching {

inline constexpr std::size_t change_lines_max = 500;        // Of one answer,
inline constexpr std::int64_t change_events_max = 100'000;  // and of the log for it.

/// What became of public jobs, in order of the log, so that whoever took a snapshot can keep it up.
///
/// A line says what happened (opened, closed, expired) and, where the job is open at the time of
/// asking, its facts as they are now. A job that was never shown is never told of. Safe from any
/// thread.
class JobChanges {
public:
    /// Lines, and the position to go on after: the same as before where nothing is left.
    struct Page {
        std::string lines;
        std::int64_t position;
    };

    JobChanges(const OpenDataSources& sources, const Clock& clock)
        : sources_(sources), clock_(clock) {}

    /// open_data.position_unknown where the log is not that long: another log, or one restored.
    Result<Page> after(std::int64_t position, http::Locale locale) const;

private:
    std::optional<json::object> line_of(storage::Reader& reader, OpenJobs& open_jobs,
                                        const events::Recorded& recorded) const;

    OpenDataSources sources_;
    const Clock& clock_;
};

}  // namespace gig::matching
