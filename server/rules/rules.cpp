#include "rules/rules.h"

#include <algorithm>
#include <tuple>

#include "base/time.h"
#include "rules/fact_checks.h"
#include "rules/rule_book.h"

namespace gig::rules {

namespace {

using wording::FoldedText;
using TextView = std::u32string_view;

bool is_any_in(const std::vector<Pattern>& patterns, TextView text) {
    return std::ranges::any_of(patterns, [&](const Pattern& p) { return p.is_in(text); });
}

constexpr TextView clause_ends = U"。，";

/// The characters before `begin`, back to the clause's start, at most `window`.
TextView before(TextView text, std::size_t begin, std::size_t window) {
    const std::size_t from = begin > window ? begin - window : 0;
    const TextView near = text.substr(from, begin - from);
    const std::size_t clause = near.find_last_of(clause_ends);
    return clause == TextView::npos ? near : near.substr(clause + 1);
}

TextView after(TextView text, std::size_t end, std::size_t window) {
    const TextView near = text.substr(end, window);
    return near.substr(0, near.find_first_of(clause_ends));
}

TextView clause_of(TextView text, const Match& match) {
    const TextView head = before(text, match.begin, match.begin);
    const TextView tail = after(text, match.end, TextView::npos);
    return text.substr(match.begin - head.size(),
                       head.size() + match.end - match.begin + tail.size());
}

bool is_excused(const Wording& wording, TextView text, const Match& match) {
    return is_any_in(wording.unless_before, before(text, match.begin, wording.before)) ||
           is_any_in(wording.unless_after, after(text, match.end, wording.after)) ||
           is_any_in(wording.unless_around, clause_of(text, match));
}

/// Where the rule's words stand, excused ones left out; overlapping places count once.
std::vector<Match> places_of(const Wording& wording, TextView text) {
    std::vector<Match> places;
    for (const Pattern& pattern : wording.find) {
        for (const Match& match : pattern.find(text)) {
            if (!is_excused(wording, text, match)) places.push_back(match);
        }
    }
    for (const Pattern& pattern : wording.find_always) {
        std::ranges::copy(pattern.find(text), std::back_inserter(places));
    }
    std::ranges::sort(places, {}, [](const Match& m) { return std::pair(m.begin, m.end); });
    std::vector<Match> apart;
    for (const Match& place : places) {
        if (apart.empty() || apart.back().end <= place.begin) {
            apart.push_back(place);
        } else {
            apart.back().end = std::max(apart.back().end, place.end);
        }
    }
    return apart;
}

bool binds(const Rule& rule, const Post& post) {
    if (rule.relations.empty()) return true;
    return post.relation &&
           std::ranges::find(rule.relations, *post.relation) != rule.relations.end();
}

/// Blocks first, then fields in the body's order, then by place.
void put_in_order(std::vector<Finding>& findings, const Post& post) {
    const auto position_of = [&](const Finding& finding) {
        const auto text = std::ranges::find(post.texts, finding.field, &FieldText::field);
        return text - post.texts.begin();
    };
    const auto start_of = [](const Finding& finding) {
        return finding.span ? finding.span->start : 0;
    };
    std::ranges::stable_sort(findings, {}, [&](const Finding& finding) {
        return std::tuple(finding.severity, position_of(finding), finding.field, start_of(finding));
    });
    if (findings.size() > findings_max) findings.resize(findings_max);
}

}  // namespace

std::string_view name_of(Severity severity) {
    return severity == Severity::block ? "block" : "warn";
}

std::string_view name_of(Basis basis) {
    return basis == Basis::law ? "law" : "market_rule";
}

Rules::Rules(std::unique_ptr<const RuleBook> book) : book_(std::move(book)) {}
Rules::Rules(Rules&&) noexcept = default;
Rules::~Rules() = default;

Rules Rules::load(const std::filesystem::path& packs, const std::filesystem::path& city_folder) {
    return Rules(std::make_unique<const RuleBook>(packs, city_folder));
}

std::vector<Finding> Rules::check(const Post& post, Time now) const {
    const Day day(date_of(now));
    std::vector<FoldedText> folded;
    folded.reserve(post.texts.size());
    for (const FieldText& text : post.texts)
        folded.push_back(wording::fold(text.text));

    std::vector<Finding> findings;
    for (const Rule& rule : book_->rules()) {
        if (!rule.is_in_force(day) || !binds(rule, post)) continue;
        if (!rule.wording) {
            if (auto found = check_fact(rule, post, {*book_, day})) findings.push_back(*found);
            continue;
        }
        for (std::size_t at = 0; at < folded.size(); ++at) {
            for (const Match& place : places_of(*rule.wording, folded[at].text())) {
                findings.push_back(finding_of(rule, post.texts[at].field));
                findings.back().span = folded[at].source(place.begin, place.end);
            }
        }
    }
    put_in_order(findings, post);
    return findings;
}

std::vector<Finding> Rules::check_text(std::string_view advert, Time now) const {
    return check({.texts = {{"/text", advert}}}, now);
}

std::vector<Licence> Rules::licences_for(std::string_view advert) const {
    const FoldedText folded = wording::fold(advert);
    std::vector<Licence> licences;
    for (const KnownLicence& known : book_->licences()) {
        if (known.find.empty() || is_any_in(known.find, folded.text())) {
            licences.push_back(known.licence);
        }
    }
    return licences;
}

LabourCost Rules::labour_cost(const PaidWork& work, Time now) const {
    return book_->labour_costs().estimate(work, now);
}

std::vector<std::string> Rules::ids() const {
    std::vector<std::string> ids;
    for (const Rule& rule : book_->rules())
        ids.push_back(rule.id);
    return ids;
}

}  // namespace gig::rules
