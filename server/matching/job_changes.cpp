#include "matching/job_changes.h"

#include "base/time.h"
#include "events/events.h"

namespace gig::matching {

namespace {

static_assert(change_lines_max <= static_cast<std::size_t>(events::page_events_max));

struct Change {
    std::string_view name;
    JobId job;
};

template <typename... Visits>
struct Overloaded : Visits... {
    using Visits::operator()...;
};
template <typename... Visits>
Overloaded(Visits...) -> Overloaded<Visits...>;

std::optional<Change> change_in(const events::Event& event) {
    using Told = std::optional<Change>;
    return std::visit(Overloaded{
                          [](const events::JobOpened& opened) -> Told {
                              return Change{"opened", opened.job};
                          },
                          [](const events::JobClosed& closed) -> Told {
                              return Change{"closed", closed.job};
                          },
                          [](const events::JobExpired& expired) -> Told {
                              return Change{"expired", expired.job};
                          },
                          [](const auto&) -> Told { return std::nullopt; },
                      },
                      event);
}

}  // namespace

Result<JobChanges::Page> JobChanges::after(std::int64_t position, http::Locale locale) const {
    const std::int64_t last = sources_.database.last_event();
    if (position > last) return Error{ErrorKind::malformed, "open_data.position_unknown", "since"};

    const events::Stretch stretch{position, std::min(position + change_events_max, last)};
    OpenJobs open_jobs(sources_, locale);
    Page page{{}, stretch.until};
    sources_.database.read([&](storage::Reader& reader) {
        std::vector<events::Recorded> found =
            events::read_types(reader, {"job_opened", "job_closed", "job_expired"}, stretch);
        if (found.size() >= change_lines_max) {
            found.erase(found.begin() + change_lines_max, found.end());
            page.position = found.back().sequence;
        }
        for (const events::Recorded& recorded : found) {
            const std::optional<json::object> line = line_of(reader, open_jobs, recorded);
            if (line) page.lines += json::serialize(*line) + "\n";
        }
    });
    return page;
}

/// Nothing for a job that was never open: nobody outside has heard of it.
std::optional<json::object> JobChanges::line_of(storage::Reader& reader, OpenJobs& open_jobs,
                                                const events::Recorded& recorded) const {
    const std::optional<Change> change = change_in(recorded.event);
    if (!change) return std::nullopt;
    std::optional<jobs::JobWithOpenings> found = sources_.jobs.find_in(reader, change->job);
    if (!found || !found->job.was_open) return std::nullopt;

    const Time now = clock_.now();
    std::erase_if(found->openings, [&](const jobs::Opening& each) { return each.start <= now; });
    const bool is_open = found->job.state == jobs::JobState::open;
    return json::object{{"position", recorded.sequence},
                        {"at", time_text(recorded.at)},
                        {"change", change->name},
                        {"job_id", change->job.text()},
                        {"job", is_open ? json::value(open_jobs.json_of(*found)) : nullptr}};
}

}  // namespace gig::matching
