#include "jobs/rule_post.h"

#include <algorithm>

namespace gig::jobs {

namespace {

constexpr std::string_view outside_city_rule = "job.place_outside_city";

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

template <typename T>
bool is_sure(const std::optional<wording::Fact<T>>& fact) {
    return fact && fact->confidence == wording::Confidence::sure;
}

/// From the base, where one is named beside the total.
rules::PayRange pay_range(const wording::PostedPay& pay) {
    const Money low = pay.base ? std::min(*pay.base, pay.low) : pay.low;
    return {pay.unit, low.fen, pay.high.fen};
}

}  // namespace

rules::Post rule_post(const JobDraft& draft, const Job& job) {
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
        .has_requirements = job.certificates_mask != 0 || !draft.requirements.skills.empty() ||
                            draft.requirements.experience.has_value(),
        .pay = rules::PayRange{draft.pay.unit, draft.pay.amount.fen, draft.pay.amount.fen},
    };
    post.names_user_enterprise = draft.user_enterprise.has_value();
    if (draft.reposted_from) post.answers.emplace_back("/reposted_from");
    for (const Shift& shift : draft.shifts)
        post.shifts.push_back({shift.start, shift.end});
    return post;
}

void add_said(rules::Post& post, const wording::PostReader& reader, Time now) {
    for (const auto& [field, text] : post.texts) {
        if (field != "/title" && field != "/description") continue;
        const Result<wording::PostFacts> facts = reader.read(text, now);
        if (!facts) continue;  // Too long to be read; its length is refused elsewhere.
        if (!post.said_pay && is_sure(facts->pay)) {
            post.said_pay = {pay_range(facts->pay->value), field, facts->pay->words};
        }
        if (!post.said_settlement && is_sure(facts->settlement)) {
            post.said_settlement = {facts->settlement->value, field, facts->settlement->words};
        }
    }
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
    return finding.rule != outside_city_rule;
}

}  // namespace gig::jobs
