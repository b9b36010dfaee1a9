#include "matching/open_data_routes.h"

#include <unordered_map>

#include "base/invariant.h"
#include "base/time.h"
#include "matching/matching_json.h"

namespace gig::matching {

namespace {

constexpr int retry_after_seconds = 10;

/// Gives back what it was handed, whatever happens in between.
class Turn {
public:
    explicit Turn(std::binary_semaphore& idle) : idle_(idle), is_ours_(idle.try_acquire()) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (is_ours_) idle_.release();
    }
    bool is_ours() const { return is_ours_; }

private:
    std::binary_semaphore& idle_;
    bool is_ours_;
};

/// A household is named by its kind: its name is a person's.
std::string public_name(const employers::Employer& employer, http::Locale locale) {
    if (employer.kind != employers::EmployerKind::household) return employer.name;
    return locale == http::Locale::en ? "Household" : "家庭用工方";
}

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

/// One job as anybody may take it.
json::object open_job_json(const jobs::JobWithOpenings& found, const json::object& employer,
                           const std::string& address_public, const Reading& reading) {
    const jobs::Job& job = found.job;
    json::value place = nullptr;
    if (job.place) {
        place = public_place_json(*job.place, job.region_code, address_public, reading);
    }
    return {{"job_id", job.id.text()},
            {"title", job.title},
            {"occupation", occupation_json(job.occupation, reading)},
            {"description", job.description},
            {"employer", employer},
            {"market", market_json(job.market, reading)},
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

}  // namespace

void add_routes(http::Router& router, OpenData& open_data) {
    router.get("/open/jobs", Action::job_search, [&open_data](const http::Call& call) {
        Result<std::string> lines = open_data.snapshot(call.locale);
        if (!lines) return http::refused(lines.error(), call);
        return http::Reply{.body = *std::move(lines), .content_type = "application/x-ndjson"};
    });
}

Result<std::string> OpenData::snapshot(http::Locale locale) {
    const Turn turn(idle_);
    if (!turn.is_ours()) {
        return Error{ErrorKind::busy, "http.busy", {}, {}, retry_after_seconds};
    }
    return make(locale);
}

Result<std::string> OpenData::make(http::Locale locale) {
    const Reading reading{locale, places::Crs::wgs84, sources_.occupations, sources_.markets};
    std::unordered_map<EmployerId, json::object> employers;
    const auto employer_of = [&](EmployerId id) -> const json::object& {
        const auto known = employers.find(id);
        if (known != employers.end()) return known->second;
        const std::optional<employers::Employer> employer = sources_.employers.find(id);
        invariant(employer.has_value());
        return employers.emplace(id, employer_json(*employer, locale)).first->second;
    };

    std::string lines;
    bool is_too_large = false;
    sources_.database.read([&](storage::Reader& reader) {
        sources_.jobs.each_open(reader, [&](const jobs::JobWithOpenings& found) {
            if (is_too_large) return;
            lines +=
                json::serialize(open_job_json(found, employer_of(found.job.employer),
                                              sources_.jobs.public_address(found.job), reading));
            lines += '\n';
            is_too_large = lines.size() > limits_.bytes_max;
        });
    });
    if (is_too_large) {
        return Error{ErrorKind::busy, "open_data.too_large", {}, {}, retry_after_seconds};
    }
    return lines;
}

}  // namespace gig::matching
