#include "matching/job_changes.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"
#include "base/time.h"
#include "events/events.h"

namespace gig::matching {

namespace {

static_assert(change_lines_max <= static_cast<std::size_t>(events::page_events_max));

/// The kinds of event that tell of a public job, and what the stream calls them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> changes{{
    {"job_opened", "opened"},
    {"job_changed", "changed"},
    {"job_suspended", "closed"},
    {"job_restored", "opened"},
    {"job_closed", "closed"},
    {"job_expired", "expired"},
}};
static_assert(changes.size() <= events::types_max);

std::vector<std::string_view> types_told() {
    std::vector<std::string_view> types;
    for (const auto& [type, name] : changes)
        types.push_back(type);
    return types;
}

std::string_view change_name(const events::Event& event) {
    const auto* const found = std::ranges::find(
        changes, events::type_name(event), &std::pair<std::string_view, std::string_view>::first);
    invariant(found != changes.end());
    return found->second;
}

JobId job_in(const events::Event& event) {
    return std::visit(
        [](const auto& told) -> JobId {
            if constexpr (requires { JobId(told.job); }) return told.job;
            throw Bug("an event that tells of no job");
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
        std::vector<events::Recorded> found = events::read_types(reader, types_told(), stretch);
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
    const JobId job = job_in(recorded.event);
    std::optional<jobs::JobWithOpenings> found = sources_.jobs.find_in(reader, job);
    if (!found || !found->job.was_open) return std::nullopt;

    const Time now = clock_.now();
    std::erase_if(found->openings, [&](const jobs::Opening& each) { return each.start <= now; });
    const bool is_open = found->job.state == jobs::JobState::open;
    return json::object{{"position", recorded.sequence},
                        {"at", time_text(recorded.at)},
                        {"change", change_name(recorded.event)},
                        {"job_id", job.text()},
                        {"job", is_open ? json::value(open_jobs.json_of(*found)) : nullptr}};
}

}  // namespace gig::matching
