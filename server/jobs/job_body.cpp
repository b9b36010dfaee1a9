#include "jobs/job_body.h"

#include <cmath>
#include <limits>

#include "base/text.h"
#include "base/time.h"
#include "jobs/shape_reader.h"
#include "jobs/weekly.h"

namespace gig::jobs {

namespace {

/// Windows writes line ends as CR LF; kept is LF alone.
std::string with_plain_line_ends(std::string text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t position = 0; position < text.size(); ++position) {
        const bool pair =
            text[position] == '\r' && position + 1 < text.size() && text[position + 1] == '\n';
        if (!pair) plain += text[position];
    }
    return plain;
}

Pay read_pay(ShapeReader pay) {
    return {.amount = Money{pay.integer("amount_fen")},
            .unit = pay.word<PayUnit>("unit"),
            .pieces_per_hour = pay.optional_small("pieces_per_hour"),
            .hours_expected = pay.optional_number("hours_expected")};
}

Shift read_shift(ShapeReader& shift) {
    return {shift.time("start"), shift.time("end"), shift.small("places")};
}

WeeklyShift read_weekly(ShapeReader& shift) {
    const std::int32_t weekday = shift.small("weekday");
    if (weekday < 1 || weekday > 7) shift.refuse("weekday", "job.body_malformed");
    return {std::chrono::weekday(static_cast<unsigned>(weekday)), shift.clock_time("start"),
            shift.clock_time("end"), shift.small("places")};
}

/// The shifts as dates, from either form of the body.
std::vector<Shift> read_shifts(ShapeReader& body, JobDraft& draft) {
    std::vector<Shift> shifts;
    const json::value* given = body.find("shifts");
    if (given != nullptr && given->is_array()) {
        body.each("shifts", shifts_max, "job.too_many_shifts",
                  [&](ShapeReader& shift) { shifts.push_back(read_shift(shift)); });
        return shifts;
    }

    draft.weekly = true;
    ShapeReader reader = body.object("shifts");
    WeeklyPattern pattern{{}, reader.date("from"), reader.date("to")};
    reader.each("weekly", pattern_rows_max, "job.body_malformed",
                [&](ShapeReader& shift) { pattern.weekly.push_back(read_weekly(shift)); });
    if (body.failed()) return shifts;

    Result<std::vector<Shift>> expanded = expand(pattern);
    if (expanded) return *std::move(expanded);
    body.refuse(expanded.error());
    return shifts;
}

std::optional<places::SourcePlace> read_place(ShapeReader& body) {
    const json::value* given = body.find("place");
    if (given != nullptr && given->is_string() && given->get_string() == "remote") {
        return std::nullopt;
    }
    ShapeReader place = body.object("place");
    const std::optional<places::Crs> crs = places::crs_named(place.text("crs"));
    if (!crs) place.refuse("crs", "job.body_malformed");
    return places::SourcePlace{place.number("lat"), place.number("lon"),
                               crs.value_or(places::Crs::wgs84)};
}

Requirements read_requirements(ShapeReader requirements) {
    return {.certificates = requirements.texts("certificates", certificates_max),
            .skills = requirements.texts("skills", skills_max),
            .age_min = requirements.optional_small("min_age"),
            .age_max = requirements.optional_small("max_age"),
            .experience = requirements.optional_text("experience"),
            .reason = requirements.optional_text("reason")};
}

InjuryCover read_injury_cover(ShapeReader cover) {
    return {cover.word<InjuryCoverKind>("kind"), cover.optional_text("policy_no")};
}

std::vector<Benefit> read_benefits(ShapeReader& body) {
    std::vector<Benefit> benefits;
    for (const std::string& name : body.texts("benefits", 3)) {
        const std::optional<Benefit> benefit = named<Benefit>(name);
        if (!benefit) {
            body.refuse("benefits", "job.body_malformed");
            break;
        }
        if (std::ranges::find(benefits, *benefit) == benefits.end()) benefits.push_back(*benefit);
    }
    return benefits;
}

std::optional<UserEnterprise> read_user_enterprise(ShapeReader& body) {
    if (body.find("user_enterprise") == nullptr) return std::nullopt;
    ShapeReader enterprise = body.object("user_enterprise");
    return UserEnterprise{std::string(trimmed(enterprise.text("name"))),
                          enterprise.optional_text("uscc")};
}

/// The two ids of others. One that can't be an id names nothing that exists.
void read_owners(ShapeReader& body, JobDraft& draft) {
    if (const std::optional<std::string> text = body.optional_text("employer_id")) {
        draft.employer = EmployerId::parse(*text);
        if (!draft.employer) {
            body.refuse(Error{ErrorKind::not_found, "http.not_found", "/employer_id"});
        }
    }
    if (const std::optional<std::string> text = body.optional_text("market_id")) {
        draft.market = MarketId::parse(*text);
        if (!draft.market) body.refuse("market_id", "job.market_unknown");
    }
}

}  // namespace

Result<JobDraft> draft_of(const json::value& given) {
    std::optional<Error> error;
    ShapeReader body(given, "", error);

    JobDraft draft{.title = std::string(trimmed(body.text("title"))),
                   .occupation = body.text("occupation"),
                   .description = with_plain_line_ends(body.text("description")),
                   .place = read_place(body),
                   .address = std::string(trimmed(body.text("address"))),
                   .pay = read_pay(body.object("pay")),
                   .settlement = body.word<Settlement>("settlement"),
                   .relation = body.word<Relation>("relation"),
                   .shifts = {},
                   .benefits = read_benefits(body),
                   .injury_cover = read_injury_cover(body.object("injury_cover")),
                   .series = body.optional_flag("series").value_or(false),
                   .reposted_from = body.optional_text("reposted_from"),
                   .user_enterprise = read_user_enterprise(body),
                   .expires_at = body.time("expires_at")};
    read_owners(body, draft);
    draft.shifts = read_shifts(body, draft);
    if (body.find("requirements") != nullptr) {
        draft.requirements = read_requirements(body.object("requirements"));
    }

    if (error) return *error;
    return draft;
}

json::object requirements_json(const Requirements& requirements) {
    json::object result;
    if (!requirements.certificates.empty()) {
        result["certificates"] = json::value_from(requirements.certificates);
    }
    if (!requirements.skills.empty()) result["skills"] = json::value_from(requirements.skills);
    if (requirements.age_min) result["min_age"] = *requirements.age_min;
    if (requirements.age_max) result["max_age"] = *requirements.age_max;
    if (requirements.experience) result["experience"] = *requirements.experience;
    if (requirements.reason) result["reason"] = *requirements.reason;
    return result;
}

Requirements requirements_of(const json::object& kept) {
    std::optional<Error> error;
    const json::value value = kept;
    Requirements requirements = read_requirements(ShapeReader(value, "", error));
    invariant(!error);
    return requirements;
}

namespace {

json::object pay_json(const Pay& pay) {
    json::object result{{"amount_fen", pay.amount.fen}, {"unit", name_of(pay.unit)}};
    if (pay.pieces_per_hour) result["pieces_per_hour"] = *pay.pieces_per_hour;
    if (pay.hours_expected) result["hours_expected"] = *pay.hours_expected;
    return result;
}

json::value place_json(const std::optional<places::SourcePlace>& place) {
    if (!place) return "remote";
    return json::object{
        {"lon", place->longitude}, {"lat", place->latitude}, {"crs", places::crs_name(place->crs)}};
}

json::array shifts_json(const std::vector<Shift>& shifts) {
    json::array result;
    for (const Shift& shift : shifts) {
        result.push_back(json::object{{"start", time_text(shift.start)},
                                      {"end", time_text(shift.end)},
                                      {"places", shift.places}});
    }
    return result;
}

json::object user_enterprise_json(const UserEnterprise& enterprise) {
    json::object result{{"name", enterprise.name}};
    if (enterprise.credit_code) result["uscc"] = *enterprise.credit_code;
    return result;
}

json::object injury_cover_json(const InjuryCover& cover) {
    json::object result{{"kind", name_of(cover.kind)}};
    if (cover.policy_number) result["policy_no"] = *cover.policy_number;
    return result;
}

}  // namespace

json::object body_of(const JobDraft& draft) {
    json::array benefits;
    for (const Benefit benefit : draft.benefits)
        benefits.emplace_back(name_of(benefit));

    json::object body;
    if (draft.employer) body["employer_id"] = draft.employer->text();
    if (draft.market) body["market_id"] = draft.market->text();
    body["title"] = draft.title;
    body["occupation"] = draft.occupation;
    body["description"] = draft.description;
    body["place"] = place_json(draft.place);
    body["address"] = draft.address;
    body["pay"] = pay_json(draft.pay);
    body["settlement"] = name_of(draft.settlement);
    body["relation"] = name_of(draft.relation);
    body["shifts"] = shifts_json(draft.shifts);
    body["requirements"] = requirements_json(draft.requirements);
    body["benefits"] = std::move(benefits);
    body["injury_cover"] = injury_cover_json(draft.injury_cover);
    body["series"] = draft.series;
    if (draft.reposted_from) body["reposted_from"] = *draft.reposted_from;
    if (draft.user_enterprise) {
        body["user_enterprise"] = user_enterprise_json(*draft.user_enterprise);
    }
    body["expires_at"] = time_text(draft.expires_at);
    return body;
}

json::object overlaid(json::object body, const json::object& fields) {
    for (const auto& field : fields)
        body.insert_or_assign(field.key(), field.value());
    return body;
}

}  // namespace gig::jobs
