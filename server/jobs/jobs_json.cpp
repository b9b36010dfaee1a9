#include "jobs/jobs_json.h"

#include <cmath>

#include "base/text.h"
#include "base/time.h"
#include "employers/employer_card.h"
#include "jobs/job_body.h"
#include "jobs/user_enterprise.h"

namespace gig::jobs {

namespace {

json::value optional_text(const std::optional<std::string>& text) {
    if (!text) return nullptr;
    return json::value(*text);
}

json::object occupation_name(const std::string& code, const Names& names, const Reading& reading) {
    // A catalogue may lose an occupation that old jobs still name.
    const occupations::Occupation* occupation = names.occupations.find(code);
    if (occupation == nullptr) return {{"code", code}, {"name", code}};
    return {{"code", code},
            {"name", reading.locale == http::Locale::en ? occupation->name_en : occupation->name}};
}

json::value market_name(std::optional<MarketId> market, const Names& names) {
    if (!market) return nullptr;
    const std::optional<std::string> name = names.jobs.market_name(*market);
    if (!name) return nullptr;
    return json::object{{"id", market->text()}, {"name", *name}};
}

double seven_places(double degrees) {
    return std::round(degrees * 1e7) / 1e7;
}

json::value place_json(const Job& job, const Names& names, const Reading& reading) {
    if (!job.place) return nullptr;
    const places::Degrees degrees = places::from_wgs84(*job.place, reading.crs);
    return json::object{{"lon", seven_places(degrees.longitude)},
                        {"lat", seven_places(degrees.latitude)},
                        {"crs", places::crs_name(reading.crs)},
                        {"region_code", optional_text(job.region_code)},
                        {"address_public", names.jobs.public_address(job)}};
}

json::object pay_json(const Job& job) {
    return {{"amount_fen", job.pay.amount.fen},
            {"unit", name_of(job.pay.unit)},
            {"hourly_fen", job.hourly_fen}};
}

json::object full_pay_json(const Job& job) {
    json::object pay = pay_json(job);
    pay["pieces_per_hour"] = json::value_from(job.pay.pieces_per_hour);
    pay["hours_expected"] = json::value_from(job.pay.hours_expected);
    return pay;
}

std::int64_t places_left(const JobWithOpenings& found, Time now) {
    std::int64_t places = 0;
    for (const Opening& opening : found.openings) {
        if (opening.start > now) places += opening.places_left;
    }
    return places;
}

json::value posted_at_json(const Job& job) {
    if (!job.was_open) return nullptr;
    return json::value(time_text(job.posted_at));
}

json::object injury_cover_json(const InjuryCover& cover, bool in_full) {
    return {{"kind", name_of(cover.kind)},
            {"policy_no", in_full ? optional_text(cover.policy_number) : json::value(nullptr)}};
}

}  // namespace

namespace {

json::value words_json(const rules::Words& words, http::Locale locale) {
    const std::string& text = locale == http::Locale::en ? words.en : words.zh;
    if (text.empty()) return nullptr;
    return json::value(text);
}

json::value offer_json(const Finding& finding) {
    if (!finding.offer) return nullptr;
    return json::object{{"field", finding.offer->field}, {"value", finding.offer->value}};
}

json::value article_json(const Finding& finding) {
    if (finding.article.empty()) return nullptr;
    return json::value(finding.article);
}

}  // namespace

json::object finding_json(const Finding& finding, http::Locale locale) {
    json::object shown{{"rule", finding.rule},
                       {"severity", rules::name_of(finding.severity)},
                       {"basis", rules::name_of(finding.basis)},
                       {"message", words_json(finding.message, locale)},
                       {"article", article_json(finding)},
                       {"field", finding.field},
                       {"start", nullptr},
                       {"end", nullptr},
                       {"fix", words_json(finding.fix, locale)},
                       {"offer", offer_json(finding)}};
    if (finding.span) {
        shown["start"] = finding.span->start;
        shown["end"] = finding.span->end;
    }
    return shown;
}

json::array findings_json(const std::vector<Finding>& findings, http::Locale locale) {
    json::array shown;
    for (const Finding& finding : findings)
        shown.push_back(finding_json(finding, locale));
    return shown;
}

namespace {

const std::string& in(http::Locale locale, const rules::Words& words) {
    return locale == http::Locale::en ? words.en : words.zh;
}

json::array cost_lines_json(const std::vector<rules::CostLine>& lines, http::Locale locale) {
    json::array shown;
    for (const rules::CostLine& line : lines) {
        shown.push_back(json::object{{"code", line.id},
                                     {"name", in(locale, line.name)},
                                     {"low_fen", line.low_fen},
                                     {"high_fen", line.high_fen},
                                     {"article", line.article},
                                     {"verified", line.verified}});
    }
    return shown;
}

}  // namespace

json::object expected_fill_json(const ExpectedFill& expected) {
    return {{"likeness", name_of(expected.likeness)},
            {"share_permille", expected.share_permille},
            {"low_permille", expected.low_permille},
            {"high_permille", expected.high_permille},
            {"openings", expected.openings}};
}

json::object labour_cost_json(const rules::LabourCost& cost, http::Locale locale) {
    json::array left_out;
    for (const rules::Words& words : cost.left_out)
        left_out.emplace_back(in(locale, words));
    return {{"wage_fen", cost.wage_fen},
            {"on_top", cost_lines_json(cost.on_top, locale)},
            {"held_back", cost_lines_json(cost.held_back, locale)},
            {"low_fen", cost.low_fen()},
            {"high_fen", cost.high_fen()},
            {"left_out", std::move(left_out)}};
}

std::string kept_findings(const std::vector<Finding>& findings) {
    json::array kept;
    for (const Finding& finding : findings) {
        kept.push_back(json::object{{"zh", finding_json(finding, http::Locale::zh_cn)},
                                    {"en", finding_json(finding, http::Locale::en)}});
    }
    return json::serialize(kept);
}

json::array kept_findings_json(const std::string& kept, http::Locale locale) {
    json::array shown;
    const json::value findings = json::parse(kept);
    for (const json::value& finding : findings.as_array()) {
        shown.push_back(finding.as_object().at(locale == http::Locale::en ? "en" : "zh"));
    }
    return shown;
}

json::array reviews_json(const std::vector<KeptReview>& reviews) {
    json::array shown;
    for (const KeptReview& review : reviews) {
        shown.push_back(json::object{{"verdict", name_of(review.review.verdict)},
                                     {"remark", review.review.remark},
                                     {"at", time_text(review.at)}});
    }
    return shown;
}

json::object published_json(const Published& published, http::Locale locale) {
    return {{"job_id", published.job.text()},
            {"state", name_of(published.state)},
            {"version", published.version},
            {"findings", findings_json(published.findings, locale)}};
}

json::object job_json(const JobWithOpenings& found, const employers::Employer& employer,
                      const Names& names, const Reading& reading) {
    const Job& job = found.job;
    json::array benefits;
    for (const Benefit benefit : job.benefits)
        benefits.emplace_back(name_of(benefit));

    json::object result;
    result["job_id"] = job.id.text();
    result["state"] = name_of(job.state);
    result["title"] = job.title;
    result["occupation"] = occupation_name(job.occupation, names, reading);
    result["description"] = job.description;
    result["employer"] = employers::card_json(employer, reading.locale);
    result["user_enterprise"] = user_enterprise_json(job);
    result["wage_payer"] = name_of(wage_payer(employer.kind, job.relation));
    result["market"] = market_name(job.market, names);
    result["place"] = place_json(job, names, reading);
    result["address"] = reading.in_full ? json::value(job.address) : json::value(nullptr);
    result["pay"] = full_pay_json(job);
    result["settlement"] = name_of(job.settlement);
    result["relation"] = name_of(job.relation);
    result["requirements"] = requirements_json(job.requirements);
    result["benefits"] = std::move(benefits);
    result["injury_cover"] = injury_cover_json(job.injury_cover, reading.in_full);
    result["series"] = job.series;
    result["reposted_from"] =
        job.reposted_from ? json::value(*job.reposted_from) : json::value(nullptr);
    result["openings_count"] = found.openings.size();
    result["places_left"] = places_left(found, reading.now);
    result["posted_at"] = posted_at_json(job);
    result["expires_at"] = time_text(job.expires_at);
    return result;
}

json::object own_job_json(const JobWithOpenings& found, const std::vector<KeptReview>& reviews,
                          const Names& names, const Reading& reading) {
    const Job& job = found.job;
    return {{"job_id", job.id.text()},
            {"reviews", reviews_json(reviews)},
            {"employer_id", job.employer.text()},
            {"state", name_of(job.state)},
            {"title", job.title},
            {"occupation", occupation_name(job.occupation, names, reading)},
            {"market", market_name(job.market, names)},
            {"pay", pay_json(job)},
            {"settlement", name_of(job.settlement)},
            {"openings_count", found.openings.size()},
            {"places_left", places_left(found, reading.now)},
            {"posted_at", posted_at_json(job)},
            {"expires_at", time_text(job.expires_at)}};
}

namespace {

std::string_view state_of(const Opening& opening, JobState job, Time now) {
    if (job != JobState::open) return "closed";
    if (opening.start <= now) return "started";
    return opening.places_left == 0 ? "full" : "open";
}

}  // namespace

json::object opening_json(const Opening& opening, JobState job, Time now) {
    return {{"opening_id", opening.id.text()},
            {"job_id", opening.job.text()},
            {"start", time_text(opening.start)},
            {"end", time_text(opening.end)},
            {"places", opening.places},
            {"places_left", opening.places_left},
            {"state", state_of(opening, job, now)}};
}

}  // namespace gig::jobs
