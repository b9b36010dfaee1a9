#include "rules/rules.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/time.h"
#include "rules/fact_checks.h"
#include "rules/rule_book.h"

namespace gig::rules {

namespace {

using wording::FoldedText;
/// What patterns find in one text; each looks only once, however many rules ask.
class Finds {
public:
    explicit Finds(const Reading& reading) : reading_(reading) {}

    const Reading& reading() const { return reading_; }

    const std::vector<Match>& of(const Pattern& pattern) {
        if (!pattern.may_stand_in(reading_)) return nothing_;
        const auto known = finds_.find(&pattern);
        if (known != finds_.end()) return known->second;
        return finds_.emplace(&pattern, pattern.find(reading_)).first->second;
    }

    /// Whether the pattern stands wholly in the stretch.
    bool is_within(const Pattern& pattern, const Match& stretch) {
        const std::vector<Match>& matches = of(pattern);
        for (auto match = std::ranges::lower_bound(matches, stretch.begin, {}, &Match::begin);
             match != matches.end() && match->begin < stretch.end; ++match) {
            if (match->end <= stretch.end) return true;
        }
        return false;
    }

private:
    const Reading& reading_;
    std::unordered_map<const Pattern*, std::vector<Match>> finds_;
    const std::vector<Match> nothing_;
};

constexpr std::size_t marks_max = 4;  // Of one sentence's end.

/// The first clause after the sentence, with the sentence's end before it, where what is asked
/// ends with the sentence; else nothing.
Match answer_to(const Reading& reading, const Match& match, std::size_t asked_end) {
    const std::size_t size = reading.text().size();
    std::size_t end = reading.sentence_end(match.end);
    if (asked_end < end || end + 1 >= size) return {match.end, match.end};
    for (std::size_t mark = 1; mark < marks_max && end + 1 < size; ++mark) {
        if (reading.clause_end(end + 1) > end + 1) break;
        ++end;  // 押金？！没有
    }
    return {end, reading.clause_end(end + 1)};
}

/// The stretch of the text in which the excuse must stand.
Match stretch_of(const Excuse& excuse, const Reading& reading, const Match& match) {
    switch (excuse.where) {
        case Where::before:
            return {reading.near_begin(match.begin, excuse.within), match.begin};
        case Where::after:
            return {match.end, reading.near_end(match.end, excuse.within)};
        case Where::inside:
            return match;
        case Where::clause:
            return {reading.clause_begin(match.begin), reading.clause_end(match.end)};
        case Where::sentence:
            return {reading.turn_begin(match.begin), reading.sentence_end(match.end)};
        case Where::rest:
            return {match.end, reading.sentence_end(match.end)};
        case Where::answer:
            return answer_to(reading, match, reading.clause_end(match.end));
        case Where::answer_to_all:
            return answer_to(reading, match, reading.sentence_end(match.end));
        case Where::text:
            return {0, reading.text().size()};
    }
    return match;
}

bool is_excused(const Wording& wording, Finds& finds, const Match& match) {
    return std::ranges::any_of(wording.unless, [&](const auto& excuse) {
        const Match stretch = stretch_of(*excuse, finds.reading(), match);
        return std::ranges::any_of(excuse->find, [&](const Pattern& pattern) {
            return finds.is_within(pattern, stretch);
        });
    });
}

/// Where the rule's words stand, excused ones left out; overlapping places count once.
std::vector<Match> places_of(const std::vector<Wording>& wordings, Finds& finds) {
    std::vector<Match> places;
    for (const Wording& wording : wordings) {
        for (const Pattern& pattern : wording.find) {
            for (const Match& match : finds.of(pattern)) {
                if (!is_excused(wording, finds, match)) places.push_back(match);
            }
        }
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

std::vector<const Hazard*> hazards_of(const RuleBook& book, const Post& post,
                                      std::vector<Finds>& finds) {
    std::vector<const Hazard*> hazards;
    for (const Hazard& hazard : book.hazards()) {
        const bool is_named = std::ranges::any_of(
            finds, [&](Finds& text) { return !places_of(hazard.wordings, text).empty(); });
        const bool is_of_work =
            std::ranges::find(hazard.occupations, post.occupation) != hazard.occupations.end();
        if (is_named || is_of_work) hazards.push_back(&hazard);
    }
    return hazards;
}

bool overlap(const Finding& one, const Finding& other) {
    return one.field == other.field && one.span && other.span &&
           one.span->start < other.span->end && other.span->start < one.span->end;
}

/// Leaves out what another rule says of the same words already.
void drop_repeated(std::vector<Finding>& findings, const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
        if (rule.yields_to.empty()) continue;
        const std::vector<Finding> all = findings;
        std::erase_if(findings, [&](const Finding& finding) {
            return finding.rule == rule.id && std::ranges::any_of(all, [&](const Finding& other) {
                       return other.rule == rule.yields_to && overlap(finding, other);
                   });
        });
    }
}

Amounts amounts_of(const MinimumWage& wage) {
    return {.document = wage.document,
            .name = {"最低工资表 " + wage.document, "The minimum wages of " + wage.document},
            .effect = {"据此只作提示，不拦截", "they warn and don't block"},
            .verified_on = wage.verified_on};
}

bool binds(const Rule& rule, const Post& post) {
    if (std::ranges::find(post.answers, rule.answered_by) != post.answers.end()) return false;
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
    std::vector<Reading> readings;
    readings.reserve(folded.size());
    for (const FoldedText& text : folded)
        readings.push_back(book_->read(text));
    std::vector<Finds> finds(readings.begin(), readings.end());

    Surroundings around{.book = *book_, .day = day, .hazards = hazards_of(*book_, post, finds)};
    std::vector<Finding> findings;
    for (const Rule& rule : book_->rules()) {
        if (!rule.is_in_force(day) || !binds(rule, post)) continue;
        if (!rule.check.empty()) {
            around.says = std::ranges::any_of(
                finds, [&](Finds& text) { return !places_of(rule.wordings, text).empty(); });
            std::ranges::move(check_fact(rule, post, around), std::back_inserter(findings));
            continue;
        }
        for (std::size_t at = 0; at < folded.size(); ++at) {
            for (const Match& place : places_of(rule.wordings, finds[at])) {
                findings.push_back(finding_of(rule, post.texts[at].field));
                findings.back().span = folded[at].source(place.begin, place.end);
            }
        }
    }
    drop_repeated(findings, book_->rules());
    put_in_order(findings, post);
    return findings;
}

std::vector<Finding> Rules::check_text(std::string_view advert, Time now) const {
    return check({.texts = {{"/text", advert}}}, now);
}

std::vector<Licence> Rules::licences_for(std::string_view advert) const {
    const FoldedText folded = wording::fold(advert);
    const Reading reading = book_->read(folded);
    const auto is_in = [&](const Pattern& pattern) { return !pattern.find(reading).empty(); };
    std::vector<Licence> licences;
    for (const KnownLicence& known : book_->licences()) {
        if (known.find.empty() || std::ranges::any_of(known.find, is_in)) {
            licences.push_back(known.licence);
        }
    }
    return licences;
}

LabourCost Rules::labour_cost(const PaidWork& work, Time now) const {
    return book_->labour_costs().estimate(work, now);
}

std::vector<TableWarning> Rules::warnings(Time now) const {
    const Day day(date_of(now));
    std::vector<TableWarning> warnings;
    for (const MinimumWage& wage : book_->minimum_wages()) {
        if (!wage.is_in_force(day) || !wage.is_uncertain(day)) continue;
        warnings.push_back(warning_of(amounts_of(wage)));
    }
    std::ranges::move(book_->labour_costs().warnings(now), std::back_inserter(warnings));
    for (const TermTable& table : book_->term_tables()) {
        if (!table.is_in_force(day) || !is_uncertain(table.amounts.verified_on, day)) continue;
        warnings.push_back(warning_of(table.amounts));
    }
    if (warnings.size() > warnings_max) warnings.resize(warnings_max);
    return warnings;
}

std::vector<std::string> Rules::ids() const {
    std::vector<std::string> ids;
    for (const Rule& rule : book_->rules())
        ids.push_back(rule.id);
    return ids;
}

}  // namespace gig::rules
