#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/names.h"
#include "jobs/jobs.h"

namespace gig::jobs {

enum class ReportReason {
    asks_for_money,
    unpaid,
    not_as_described,
    unsafe,
    discrimination,
    off_platform,
    other,
};

/// removed: taken down. corrected: its employer mended it. no_breach: nothing wrong was found.
/// passed_on: another office looks at it.
enum class ReportOutcome { removed, corrected, no_breach, passed_on };

std::string_view name_of(ReportReason reason);
std::string_view name_of(ReportOutcome outcome);

inline constexpr std::size_t report_text_max = 500;     // Code points.
inline constexpr std::size_t reports_per_day_max = 10;  // Of one account or address.
inline constexpr std::chrono::days report_after_end_max{
    30};  // How long an ended job can be reported.

/// What somebody says of a job.
struct NewReport {
    JobId job;
    ReportReason reason;
    std::optional<std::string> text = std::nullopt;
    std::string peer = {};  // The address of a visitor, for the limit.
};

struct JobReport {
    ReportId id;
    JobId job;
    MarketId market;
    ReportReason reason;
    Time at;
    Time due_at;  // By then a person must have looked.
    bool overdue = false;
    std::optional<ReportOutcome> outcome = std::nullopt;
    std::optional<std::string> remark = std::nullopt;
    std::optional<Time> resolved_at = std::nullopt;
};

/// A report as staff see it.
struct FiledJobReport {
    JobReport report;
    std::optional<std::string> text;
    std::int64_t open_reports;  // Of the same job, this one too where it is open.
    JobWithOpenings job;
};

/// What staff make of a report. `remark` is for whoever no words of their own are given: the
/// reporter always, the employer only where its job is taken down or put back.
struct Resolution {
    ReportOutcome outcome;
    std::string remark;
    std::optional<std::string> remark_for_reporter = std::nullopt;
    std::optional<std::string> remark_for_employer = std::nullopt;

    const std::string& told_reporter() const {
        return remark_for_reporter ? *remark_for_reporter : remark;
    }
    const std::string& told_employer() const {
        return remark_for_employer ? *remark_for_employer : remark;
    }
};

/// A report as whoever made it reads it.
struct OwnJobReport {
    JobReport report;
    std::optional<std::string> job_title;  // Nothing while its text waits for staff.
    JobState job_state;
};

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::ReportReason> named(std::string_view name);
template <>
std::optional<jobs::ReportOutcome> named(std::string_view name);

}  // namespace gig
