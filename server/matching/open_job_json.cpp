#include "matching/open_job_json.h"

#include "base/invariant.h"
#include "base/time.h"
#include "jobs/user_enterprise.h"

namespace gig::matching {

namespace {

json::object employer_json(const employers::Employer& employer, http::Locale locale) {
    return {{"id", employer.id.text()},
            {"name", public_name(employer, locale)},
            {"kind", employers::name_of(employer.kind)},
            {"verified", employer.verified()},
            {"pay_reliability", nullptr}};
}

json::array openings_json(const std::vector<jobs::Opening>& openings) {
    json::array items;
    for (const jobs::Opening& opening : openings) {
        items.push_back({{"opening_id", opening.id.text()},
                         {"start", time_text(opening.start)},
                         {"end", time_text(opening.end)},
                         {"places_left", opening.places_left}});
    }
    return items;
}

json::array benefits_json(const std::vector<jobs::Benefit>& benefits) {
    json::array names;
    for (const jobs::Benefit benefit : benefits) {
        names.emplace_back(jobs::name_of(benefit));
    }
    return names;
}

}  // namespace

std::string public_name(const employers::Employer& employer, http::Locale locale) {
    if (employer.kind != employers::EmployerKind::household) return employer.name;
    return locale == http::Locale::en ? "Household" : "家庭用工方";
}

json::object OpenJobs::json_of(const jobs::JobWithOpenings& found) {
    const jobs::Job& job = found.job;
    const KnownEmployer& employer = employer_of(job.employer);
    json::value place = nullptr;
    if (job.place) {
        place = public_place_json(*job.place, job.region_code, sources_.jobs.public_address(job),
                                  reading_);
    }
    return {{"job_id", job.id.text()},
            {"title", job.title},
            {"occupation", occupation_json(job.occupation, reading_)},
            {"description", job.description},
            {"employer", employer.shown},
            {"user_enterprise", jobs::user_enterprise_json(job)},
            {"wage_payer", jobs::name_of(jobs::wage_payer(employer.kind, job.relation))},
            {"market", market_json(job.market, reading_)},
            {"place", std::move(place)},
            {"pay",
             {{"amount_fen", job.pay.amount.fen},
              {"unit", name_of(job.pay.unit)},
              {"hourly_fen", job.hourly_fen}}},
            {"settlement", name_of(job.settlement)},
            {"relation", name_of(job.relation)},
            {"benefits", benefits_json(job.benefits)},
            {"injury_cover", {{"kind", name_of(job.injury_cover.kind)}}},
            {"openings", openings_json(found.openings)},
            {"posted_at", time_text(job.posted_at)},
            {"expires_at", time_text(job.expires_at)}};
}

const OpenJobs::KnownEmployer& OpenJobs::employer_of(EmployerId id) {
    const auto known = employers_.find(id);
    if (known != employers_.end()) return known->second;
    const std::optional<employers::Employer> employer = sources_.employers.find(id);
    invariant(employer.has_value());
    return employers_
        .emplace(id, KnownEmployer{employer->kind, employer_json(*employer, reading_.locale)})
        .first->second;
}

}  // namespace gig::matching
