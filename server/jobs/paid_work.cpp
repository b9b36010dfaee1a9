#include "jobs/paid_work.h"

#include <algorithm>
#include <map>

#include "base/time.h"

namespace gig::jobs {

namespace {

std::int64_t wage_of(const Pay& pay, const Opening& opening) {
    if (pay.unit == PayUnit::day || pay.unit == PayUnit::shift) return pay.amount.fen;
    return opening.hourly_fen * minutes_of(opening.start, opening.end) / 60;
}

/// A month's pay is no more than that, however many shifts fall into it.
std::int64_t wage_of_month(std::int64_t monthly_fen, std::int64_t shifts) {
    return std::min(monthly_fen, monthly_fen * shifts * 4 / workdays_of_four_months);
}

struct Month {
    std::int64_t wage_fen = 0;
    std::int64_t shifts = 0;
    std::int32_t workers = 0;
};

std::vector<rules::MonthOfWork> months_of_series(const JobWithOpenings& posted) {
    const Pay& pay = posted.job.pay;
    std::map<std::chrono::year_month, Month> months;
    for (const Opening& opening : posted.openings) {
        const Date date = date_of(opening.start);
        Month& month = months[date.year() / date.month()];
        month.wage_fen += wage_of(pay, opening);
        ++month.shifts;
        month.workers = std::max(month.workers, opening.places);
    }
    std::vector<rules::MonthOfWork> paid;
    for (const auto& [when, month] : months) {
        const std::int64_t wage = pay.unit == PayUnit::month
                                      ? wage_of_month(pay.amount.fen, month.shifts)
                                      : month.wage_fen;
        paid.push_back({wage, month.workers});
    }
    return paid;
}

}  // namespace

rules::PaidWork paid_work(const JobWithOpenings& posted) {
    const Job& job = posted.job;
    rules::PaidWork work{job.relation, job.injury_cover.kind, {}};
    if (job.series) {
        work.months = months_of_series(posted);
        return work;
    }
    for (const Opening& opening : posted.openings)
        work.months.push_back({wage_of(job.pay, opening), opening.places});
    return work;
}

}  // namespace gig::jobs
