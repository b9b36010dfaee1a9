#include "matching/job_page.h"

#include "base/invariant.h"
#include "base/time.h"
#include "jobs/user_enterprise.h"

namespace gig::matching {

namespace {

constexpr std::string_view head_end = "</head>";
constexpr double fen_in_yuan = 100;

std::string_view employment_type(Relation relation) {
    switch (relation) {
        case Relation::part_time:
        case Relation::retired:
            return "PART_TIME";
        case Relation::full_time:
            return "FULL_TIME";
        case Relation::service:
        case Relation::platform:
            return "CONTRACTOR";
        case Relation::internship:
            return "INTERN";
        case Relation::task_term:
        case Relation::dispatch:
        case Relation::outsourcing:
        case Relation::household:
            return "TEMPORARY";
    }
    return "OTHER";
}

/// schema.org knows no pay by shift, piece or task: those are told as what an hour of them is
/// worth, as the list shows them too.
json::object salary_json(const jobs::Job& job) {
    std::int64_t fen = job.hourly_fen;
    std::string_view unit = "HOUR";
    if (job.pay.unit == PayUnit::day || job.pay.unit == PayUnit::month) {
        fen = job.pay.amount.fen;
        unit = job.pay.unit == PayUnit::day ? "DAY" : "MONTH";
    }
    return {{"@type", "MonetaryAmount"},
            {"currency", "CNY"},
            {"value",
             {{"@type", "QuantitativeValue"},
              {"value", static_cast<double>(fen) / fen_in_yuan},
              {"unitText", unit}}}};
}

/// Readers of a posting take its description for HTML.
std::string as_html(std::string_view text) {
    std::string html;
    for (const char character : text) {
        switch (character) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '\n':
                html += "<br>";
                break;
            default:
                html += character;
        }
    }
    return html;
}

json::object location_json(GeoPoint place, const std::string& address_public) {
    json::object address{{"@type", "PostalAddress"}, {"addressCountry", "CN"}};
    if (!address_public.empty()) address["addressLocality"] = address_public;
    return {{"@type", "Place"},
            {"address", std::move(address)},
            {"geo",
             {{"@type", "GeoCoordinates"},
              {"latitude", place.latitude_degrees()},
              {"longitude", place.longitude_degrees()}}}};
}

json::object organization_json(const std::string& name) {
    return {{"@type", "Organization"}, {"name", name}};
}

/// The firm that an agency posts for, with its code in the register of firms.
json::object user_enterprise_json(const jobs::UserEnterprise& enterprise) {
    json::object organization = organization_json(enterprise.name);
    if (enterprise.credit_code) {
        organization["identifier"] = json::object{{"@type", "PropertyValue"},
                                                  {"name", "统一社会信用代码"},
                                                  {"value", *enterprise.credit_code}};
    }
    return organization;
}

/// Who hires is who pays. An agency that doesn't is whom to ask; where it does, the firm that it
/// sends people to is where they work.
void add_organizations(json::object& posting, const jobs::Job& job,
                       const employers::Employer& employer) {
    if (employer.kind != employers::EmployerKind::agency) return;
    posting["applicationContact"] = json::object{
        {"@type", "ContactPoint"}, {"name", employer.name}, {"contactType", "招聘服务"}};
    const jobs::WagePayer payer = jobs::wage_payer(employer.kind, job.relation);
    if (payer == jobs::WagePayer::household) {
        posting["hiringOrganization"] = organization_json("家庭用工方");
    }
    if (!job.user_enterprise) return;
    const bool is_payer = payer == jobs::WagePayer::user_enterprise;
    posting[is_payer ? "hiringOrganization" : "employmentUnit"] =
        user_enterprise_json(*job.user_enterprise);
}

http::Reply page_reply(int status, std::string html) {
    return {.status = status,
            .body = std::move(html),
            .content_type = "text/html; charset=utf-8",
            .headers = {{"Cache-Control", "no-cache"}}};
}

}  // namespace

json::object job_posting_json(const jobs::JobWithOpenings& found,
                              const employers::Employer& employer,
                              const std::string& address_public) {
    const jobs::Job& job = found.job;
    std::int64_t places = 0;
    for (const jobs::Opening& opening : found.openings)
        places += opening.places_left;

    json::object posting{
        {"@context", "https://schema.org"},
        {"@type", "JobPosting"},
        {"identifier", {{"@type", "PropertyValue"}, {"name", "gigfair"}, {"value", job.id.text()}}},
        {"title", job.title},
        {"description", as_html(job.description)},
        {"datePosted", time_text(job.posted_at)},
        {"validThrough", time_text(job.expires_at)},
        {"employmentType", employment_type(job.relation)},
        {"hiringOrganization", organization_json(public_name(employer, http::Locale::zh_cn))},
        {"baseSalary", salary_json(job)},
        {"totalJobOpenings", places},
        {"directApply", true}};
    add_organizations(posting, job, employer);
    // Who reads the posting elsewhere must not take it for work that exists.
    if (employer.made_up) posting["disambiguatingDescription"] = "演示数据";
    if (job.place) {
        posting["jobLocation"] = location_json(*job.place, address_public);
    } else {
        posting["jobLocationType"] = "TELECOMMUTE";
        posting["applicantLocationRequirements"] =
            json::object{{"@type", "Country"}, {"name", "CN"}};
    }
    return posting;
}

std::string data_script(const json::object& object) {
    // Outside of its strings JSON has none of these three characters.
    std::string script = R"(<script type="application/ld+json">)";
    for (const char character : json::serialize(object)) {
        switch (character) {
            case '<':
                script += "\\u003c";
                break;
            case '>':
                script += "\\u003e";
                break;
            case '&':
                script += "\\u0026";
                break;
            default:
                script += character;
        }
    }
    return script + "</script>";
}

http::Reply JobPage::show(const http::Call& call) const {
    if (html_.empty()) return http::not_found(call);
    const std::optional<JobId> id = call.path_id<JobId>("id");
    if (!id) return page_reply(404, html_);
    const Result<jobs::JobWithOpenings> found = sources_.jobs.find(call.actor, *id);
    if (!found) return page_reply(404, html_);

    const jobs::JobState state = found->job.state;
    if (state == jobs::JobState::open && found->job.expires_at > call.received_at) {
        return http::with_etag(page_reply(200, with_facts(*found)));
    }
    const bool is_over = state == jobs::JobState::open || state == jobs::JobState::closed ||
                         state == jobs::JobState::expired || state == jobs::JobState::rejected;
    if (is_over && !call.actor.signed_in()) return page_reply(410, html_);
    return http::with_etag(page_reply(200, html_));
}

std::string JobPage::with_facts(const jobs::JobWithOpenings& found) const {
    const std::optional<employers::Employer> employer = sources_.employers.find(found.job.employer);
    invariant(employer.has_value());  // Who posted isn't taken out of the store.
    const std::string script =
        data_script(job_posting_json(found, *employer, sources_.jobs.public_address(found.job)));
    std::string html = html_;
    const std::size_t at = html.find(head_end);
    if (at != std::string::npos) html.insert(at, script);
    return html;
}

void add_routes(http::Router& router, const JobPage& page) {
    router.get("/jobs/{id}", Action::job_search,
               [&page](const http::Call& call) { return page.show(call); });
}

}  // namespace gig::matching
