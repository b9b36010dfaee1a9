#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/terms.h"
#include "wording/folded_text.h"
#include "wording/post_text.h"

namespace gig::rules {

enum class Severity { block, warn };
enum class Basis { law, market_rule };

std::string_view name_of(Severity severity);
std::string_view name_of(Basis basis);

struct Words {
    std::string zh;
    std::string en;
};

/// A value that would do, for one tap: the contract's word for a field of the body.
struct Offer {
    std::string field;
    std::string value;
};

/// What one rule says of a post.
struct Finding {
    std::string rule;
    Severity severity;
    Basis basis;
    Words message;
    std::string article;  // Empty where it is nothing but the market's own rule.
    Words fix;
    std::string field;                                 // JSON pointer; empty: the whole post.
    std::optional<wording::Span> span = std::nullopt;  // The words, where words are meant.
    std::optional<Offer> offer = std::nullopt;
};

struct FieldText {
    std::string field;  // JSON pointer, such as /description.
    std::string_view text;
};

struct PlannedShift {
    Time start;
    Time end;
};

struct PayRange {
    PayUnit unit;
    std::int64_t low_fen;
    std::int64_t high_fen;  // As low where one amount is named.
};

/// What a text of the post says, without a doubt, of a value that has a field of its own.
template <typename T>
struct Said {
    T value;
    std::string field;  // The text's.
    wording::Span words;
};

/// A certificate that law asks of whoever does this work.
struct LegalCertificate {
    std::string key;  // As a body names it.
    Words name;
    std::string article;
};

/// A post as far as rules look at it. What isn't known stays empty and is not judged.
struct Post {
    std::vector<FieldText> texts = {};
    std::optional<Relation> relation = std::nullopt;
    std::optional<Settlement> settlement = std::nullopt;
    std::optional<std::int64_t> hourly_fen = std::nullopt;  // What an hour comes to.
    std::vector<PlannedShift> shifts = {};
    /// Whether one worker takes all shifts: only then do the hours of a week add up.
    bool series = false;
    std::optional<std::int32_t> age_min = std::nullopt;
    std::optional<std::int32_t> age_max = std::nullopt;
    bool has_age_reason = false;  // Why the work itself asks for these ages.
    std::optional<InjuryCoverKind> injury_cover = std::nullopt;
    std::string county = {};      // Six digits; empty where it isn't known or outside of the city.
    std::string occupation = {};  // Its code in the city's catalogue.
    /// Whether the work asks for a certificate of skill, a skill or experience.
    std::optional<bool> has_requirements = std::nullopt;
    std::vector<LegalCertificate> missing_certificates = {};  // Which the post doesn't ask for.
    std::optional<PayRange> pay = std::nullopt;
    std::optional<Said<PayRange>> said_pay = std::nullopt;
    std::optional<Said<Settlement>> said_settlement = std::nullopt;
    bool by_agency = false;  // Whether whoever posts is known to do so for others.
    bool names_user_enterprise = false;
    std::optional<Said<wording::PostedHours>> said_hours = std::nullopt;
    std::optional<Said<wording::PostedRange>> said_age = std::nullopt;
    std::optional<Said<std::string>> said_county = std::nullopt;  // Another one than `county`.
    /// Fields with a value that answers what a text leaves open, such as /reposted_from.
    std::vector<std::string> answers = {};
};

/// A table of amounts that staff should look at: until then it only warns.
struct TableWarning {
    std::string table;  // The document that it comes from.
    Words message;
};

/// A paper that whoever posts such a text must be able to show.
struct Licence {
    Words name;
    Words reason;
};

inline constexpr std::size_t findings_max = 100;
inline constexpr std::size_t warnings_max = 100;

class RuleBook;
struct LabourCost;
struct PaidWork;

/// The market's rules. Read once; then only read, from any thread.
class Rules {
public:
    /// Reads every *.json of `packs` (law and market rules) and the amounts of the city,
    /// `city_folder`/rules/{minimum_wage,labour_cost}.json. Throws std::runtime_error naming file
    /// and place where one can't be used.
    static Rules load(const std::filesystem::path& packs, const std::filesystem::path& city_folder);

    Rules(Rules&&) noexcept;
    ~Rules();

    /// What the rules in force on that day say: blocks first, then by field, then by place in the
    /// text, then by rule. At most findings_max.
    std::vector<Finding> check(const Post& post, Time now) const;

    /// The same for an advertisement of which nothing else is known; `field` of its findings is
    /// `/text`. Its places are in code points.
    std::vector<Finding> check_text(std::string_view advert, Time now) const;

    /// Which papers a reader should ask the poster for.
    std::vector<Licence> licences_for(std::string_view advert) const;

    /// What paid work costs its employer by the rates of that day: an estimate.
    LabourCost labour_cost(const PaidWork& work, Time now) const;

    /// The tables of amounts and terms in force that nobody verified, or too long ago: minimum
    /// wages, rates of insurance and tax, then terms. At most warnings_max.
    std::vector<TableWarning> warnings(Time now) const;

    /// In the order of their packs.
    std::vector<std::string> ids() const;

private:
    explicit Rules(std::unique_ptr<const RuleBook> book);

    std::unique_ptr<const RuleBook> book_;
};

}  // namespace gig::rules
