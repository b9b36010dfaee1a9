#pragma once

#include <string_view>
#include <vector>

#include "rules/vocabulary.h"

namespace gig::rules {

inline constexpr std::size_t pattern_gap_max = 40;
inline constexpr std::size_t sequences_max = 16;  // Of one pattern, its optional parts spelled out.

/// What a rule looks for in folded text: places one after the other, each with words of which any
/// will do.
///
/// `押金` is itself; `(扣|押)身份证` has either; `{collect}` any of the words that are so named;
/// `{n}元` a number; `{16..59}岁` one within; `(很|)高` may leave a part out. `交<6>押金` lets at
/// most six characters of the same clause stand between, `交[6]押金` of the same sentence. `^男^`
/// must stand alone: between marks, spaces or the ends of the text. Written in folded spelling:
/// small letters, no spaces.
class Pattern {
public:
    /// Throws std::runtime_error that quotes the pattern where it can't be read.
    static Pattern parse(std::string_view utf8, Vocabulary& vocabulary);

    /// Whether the text has a word for each of its parts, wherever: cheap to ask, and most texts
    /// have none of most patterns.
    bool may_stand_in(const Reading& reading) const;

    /// All places, in order of their begin; of those that begin alike the shortest. Costs at most
    /// the words found × gap.
    std::vector<Match> find(const Reading& reading) const;

private:
    struct Step {
        std::size_t gap_max = 0;      // Characters allowed before it, after the step before.
        bool whole_sentence = false;  // They may end a clause.
        bool after_break = false;
        bool before_break = false;
        bool optional = false;
        SetId set = 0;
    };
    using Sequence = std::vector<Step>;

    class Parser;

    static std::vector<Match> find(const Sequence& sequence, const Reading& reading);

    std::vector<Sequence> sequences_;
};

}  // namespace gig::rules
