#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "rules/labour_cost.h"
#include "rules/pattern.h"
#include "rules/rules.h"
#include "rules/term_tables.h"
#include "rules/verification.h"

namespace gig::rules {

using Day = std::chrono::sys_days;  // A date of the city.

/// Where, seen from the find, an excuse must stand.
/// The rest is that of the sentence after the find. An answer stands after the end of the sentence:
/// to its last clause (押金？没有), or to all of it (押金，服装费？都没有).
enum class Where { before, after, inside, clause, sentence, rest, answer, answer_to_all, text };

/// Words around a find that turn a "no" into a "yes".
struct Excuse {
    Where where;
    std::size_t within = 0;  // Characters, for before and after.
    std::vector<Pattern> find;
};

using NamedExcuses = std::map<std::string, std::vector<std::shared_ptr<const Excuse>>, std::less<>>;

/// Words that a rule looks for, and what excuses them.
struct Wording {
    std::vector<Pattern> find;
    std::vector<std::shared_ptr<const Excuse>> unless;
};

/// One rule as its pack gives it.
struct Rule {
    std::string id;
    Severity severity;
    Basis basis;
    std::string article;
    std::string source;
    Day valid_from;
    std::optional<Day> valid_to;
    Words message;
    Words fix;
    std::vector<Relation> relations;  // Empty: whatever the relation is.
    std::optional<Offer> offer;
    std::string answered_by;        // A field that settles it once it has a value; mostly empty.
    std::string yields_to;          // A rule that says as much of the same words; mostly empty.
    std::vector<Wording> wordings;  // Each with excuses of its own; any will do.
    std::string check;              // Name of a fact check; empty for a rule of wording.
    json::object numbers;           // What the check compares with.

    bool is_in_force(Day day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
};

struct MinimumWage {
    std::vector<std::string> counties;
    Day valid_from;
    std::optional<Day> valid_to;
    std::int32_t monthly_fen;
    std::int32_t hourly_fen;
    std::string document;
    std::optional<Day> verified_on;

    bool is_in_force(Day day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }

    /// Nobody checked it, or too long ago: then it warns instead of blocking.
    bool is_uncertain(Day day) const { return rules::is_uncertain(verified_on, day); }
};

struct KnownLicence {
    Licence licence;
    std::vector<Pattern> find;  // Empty: of everybody.
};

/// A kind of work in which people come to harm; which rules it matters to, they say themselves.
struct Hazard {
    std::string id;
    Words name;
    std::vector<std::string> occupations;
    std::vector<Wording> wordings;
};

/// All rules and amounts. Throws std::runtime_error naming file and rule while it is read.
class RuleBook {
public:
    RuleBook(const std::filesystem::path& packs, const std::filesystem::path& city_folder);

    const std::vector<Rule>& rules() const { return rules_; }
    const std::vector<Hazard>& hazards() const { return hazards_; }
    const std::vector<KnownLicence>& licences() const { return licences_; }

    Reading read(const wording::FoldedText& folded) const { return vocabulary_.read(folded); }

    const MinimumWage* minimum_wage(const std::string& county, Day day) const;

    const LabourCosts& labour_costs() const { return labour_costs_; }

    std::int32_t lowest_hourly_fen() const { return lowest_hourly_fen_; }
    std::int32_t lowest_monthly_fen() const { return lowest_monthly_fen_; }

    const std::vector<MinimumWage>& minimum_wages() const { return wages_; }
    const std::vector<TermTable>& term_tables() const { return term_tables_; }

private:
    void read_words(const std::filesystem::path& file);
    void read_pack(const std::filesystem::path& file);
    void read_hazards(const std::filesystem::path& file);
    void read_licences(const std::filesystem::path& file);
    void read_minimum_wages(const std::filesystem::path& file);

    LabourCosts labour_costs_;
    std::vector<TermTable> term_tables_;
    Vocabulary vocabulary_;
    NamedExcuses excuses_;
    std::vector<Rule> rules_;
    std::vector<Hazard> hazards_;
    std::vector<KnownLicence> licences_;
    std::vector<MinimumWage> wages_;
    std::int32_t lowest_hourly_fen_ = 0;
    std::int32_t lowest_monthly_fen_ = 0;
};

}  // namespace gig::rules
