#include "jobs/rule_post.h"

#include <algorithm>

#include "base/time.h"

namespace gig::jobs {

namespace {

constexpr std::string_view outside_city_rule = "job.place_outside_city";
// The market asks it of everybody who applies, whatever the post says: nobody need look.
constexpr std::string_view certificate_rule = "certificate.missing";

std::vector<rules::FieldText> texts_of(const JobDraft& draft) {
    std::vector<rules::FieldText> texts{
        {"/title", draft.title}, {"/description", draft.description}, {"/address", draft.address}};
    const Requirements& requirements = draft.requirements;
    if (requirements.experience) {
        texts.push_back({"/requirements/experience", *requirements.experience});
    }
    if (draft.user_enterprise) {
        texts.push_back({"/user_enterprise/name", draft.user_enterprise->name});
    }
    if (requirements.reason) texts.push_back({"/requirements/reason", *requirements.reason});
    for (std::size_t at = 0; at < requirements.skills.size(); ++at) {
        texts.push_back({"/requirements/skills/" + std::to_string(at), requirements.skills[at]});
    }
    return texts;
}

using occupations::Certificate;

bool is_asked(const Certificate& certificate, Date day) {
    return certificate.asked_from <= day && (!certificate.asked_to || day <= *certificate.asked_to);
}

std::vector<rules::LegalCertificate> missing_certificates(
    const JobDraft& draft, Date day, const occupations::Occupations& occupations) {
    std::vector<rules::LegalCertificate> missing;
    for (const std::string& key : occupations.find(draft.occupation)->legal_certificates) {
        const Certificate* certificate = occupations.find_certificate(key);
        const auto& named = draft.requirements.certificates;
        if (std::ranges::find(named, key) != named.end() || !is_asked(*certificate, day)) continue;
        missing.push_back({key, {certificate->name, certificate->name_en}, certificate->basis});
    }
    return missing;
}

/// Whether the work asks for what not everybody can do. A certificate of health is no skill.
bool has_requirements(const JobDraft& draft, const Job& job,
                      const occupations::Occupations& occupations) {
    const bool of_skill =
        std::ranges::any_of(occupations.certificates(), [&](const Certificate& certificate) {
            const std::uint32_t bit = std::uint32_t{1} << certificate.bit;
            return !certificate.is_of_health && (job.certificates_mask & bit) != 0;
        });
    return of_skill || !draft.requirements.skills.empty() ||
           draft.requirements.experience.has_value();
}

}  // namespace

rules::Post rule_post(const JobDraft& draft, const Job& job,
                      const occupations::Occupations& occupations) {
    rules::Post post{
        .texts = texts_of(draft),
        .relation = draft.relation,
        .settlement = draft.settlement,
        .hourly_fen = job.hourly_fen,
        .series = draft.series,
        .age_min = draft.requirements.age_min,
        .age_max = draft.requirements.age_max,
        .has_age_reason = draft.requirements.reason.has_value(),
        .injury_cover = draft.injury_cover.kind,
        .county = county_of(job),
        .occupation = draft.occupation,
        .has_requirements = has_requirements(draft, job, occupations),
        .missing_certificates = missing_certificates(draft, date_of(job.created_at), occupations),
        .pay = rules::PayRange{draft.pay.unit, draft.pay.amount.fen, draft.pay.amount.fen},
    };
    post.names_user_enterprise = draft.user_enterprise.has_value();
    if (draft.reposted_from) post.answers.emplace_back("/reposted_from");
    for (const Shift& shift : draft.shifts)
        post.shifts.push_back({shift.start, shift.end});
    return post;
}

Finding place_outside_city() {
    return {.rule = std::string(outside_city_rule),
            .severity = rules::Severity::warn,
            .basis = rules::Basis::market_rule,
            .message = {"地点不在本市范围内，仍可发布；请核对坐标和坐标系是否正确。",
                        "The place lies outside the city. The job is accepted; check the "
                        "coordinates and their system."},
            .article = {},
            .fix = {},
            .field = "/place"};
}

Finding looks_like_duplicate() {
    return {
        .rule = "job.looks_like_duplicate",
        .severity = rules::Severity::warn,
        .basis = rules::Basis::market_rule,
        .message =
            {"与你的另一条招工信息标题相同、时间重叠，需工作人员看过才会公开；如不是重复，请等待"
             "审核。",
             "You already have a job with this title at overlapping times. Staff will look at "
             "it before it opens."},
        .article = {},
        .fix = {},
        .field = "/title"};
}

bool blocks(const Finding& finding) {
    return finding.severity == rules::Severity::block;
}

/// The refusal names the rules in one line; their words and places come from look_over().
Result<void> check_findings(const std::vector<Finding>& findings) {
    Error error{ErrorKind::invalid, "job.breaks_rules"};
    std::string names;
    for (const Finding& finding : findings) {
        if (!blocks(finding)) continue;
        if (error.field.empty()) error.field = finding.field;
        if (names.find(finding.rule) != std::string::npos) continue;
        names += names.empty() ? finding.rule : ", " + finding.rule;
    }
    if (names.empty()) return {};
    error.values.emplace_back("rules", names);
    return error;
}

bool needs_review(const Finding& finding) {
    return finding.rule != outside_city_rule && finding.rule != certificate_rule;
}

}  // namespace gig::jobs
