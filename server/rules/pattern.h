#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gig::rules {

struct Match {
    std::size_t begin;
    std::size_t end;
};

inline constexpr std::size_t pattern_gap_max = 20;
inline constexpr std::size_t spellings_max = 2'000;  // Of one pattern, its choices multiplied out.

/// What a rule looks for in folded text. `押金` is itself; `(扣|押)身份证` is either; `交<6>押金`
/// lets at most six characters stand between, none of which ends the sentence. Written in folded
/// spelling: small letters, no spaces.
class Pattern {
public:
    /// Throws std::runtime_error that quotes the pattern where it can't be read.
    static Pattern parse(std::string_view utf8);

    /// All places, in order of their begin; of those that begin alike the shortest. Costs at most
    /// text length × spellings × gap.
    std::vector<Match> find(std::u32string_view folded) const;

    bool is_in(std::u32string_view folded) const { return !find(folded).empty(); }

private:
    struct Part {
        std::size_t gap_max;  // Characters allowed before it, after the part before.
        std::u32string text;
    };
    using Spelling = std::vector<Part>;

    static std::optional<std::size_t> end_of(const Spelling& spelling, std::u32string_view folded,
                                             std::size_t begin);

    std::vector<Spelling> spellings_;
};

}  // namespace gig::rules
