#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "wording/folded_text.h"

namespace gig::rules {

struct Match {
    std::size_t begin;
    std::size_t end;

    bool operator==(const Match&) const = default;
};

/// Words of which any will do at one place of a pattern.
using SetId = std::uint32_t;

inline constexpr std::size_t words_of_set_max = 2'000;

/// One text, walked over once for all words of all patterns.
class Reading {
public:
    std::u32string_view text() const { return text_; }

    /// Where words of the set stand, in order of begin.
    const std::vector<Match>& places(SetId set) const { return places_[set]; }

    /// The first end of a clause or sentence, or only of a sentence, at or after `at`; the text's
    /// size where there is none.
    std::size_t clause_end(std::size_t at) const { return clause_ends_[at]; }
    std::size_t sentence_end(std::size_t at) const { return sentence_ends_[at]; }

    /// Whether something parts the characters before and after `at`: a mark, a space, the text's
    /// begin or end.
    bool is_break(std::size_t at) const { return is_break_[at]; }

    /// What belongs to the place: at most `within` characters before or after it, up to the end of
    /// the clause. A space ends it too where it parts more than a single word, and so does a turn
    /// of the talk: in 不收押金但收服装费 the 不收 says nothing of 服装费.
    std::size_t near_begin(std::size_t begin, std::size_t within) const;
    std::size_t near_end(std::size_t end, std::size_t within) const;

    std::size_t clause_begin(std::size_t at) const { return clause_begins_[at]; }
    std::size_t sentence_begin(std::size_t at) const { return sentence_begins_[at]; }

    /// Where the part of the sentence begins that `at` stands in: at its last turn, or its begin.
    std::size_t turn_begin(std::size_t at) const { return turn_begins_[at]; }

private:
    friend class Vocabulary;

    void find_borders(const wording::FoldedText& folded);
    void find_turns(const std::vector<Match>& turns);

    std::u32string_view text_;
    std::vector<std::vector<Match>> places_;  // By set.
    std::vector<std::size_t> clause_begins_;
    std::vector<std::size_t> sentence_begins_;
    std::vector<std::size_t> turn_begins_;
    std::vector<std::size_t> clause_ends_;
    std::vector<std::size_t> sentence_ends_;
    std::vector<bool> is_break_;
    std::vector<bool> is_parted_;
    std::vector<bool> is_turn_;
};

/// All words that patterns look for, as one automaton (Aho and Corasick), so that a text is walked
/// over once however many patterns there are.
class Vocabulary {
public:
    /// Names words for patterns to refer to: `fee` is what {fee} means from now on. Throws
    /// std::runtime_error where the name is taken or a word can't be read.
    void name(const std::string& name, const std::vector<std::string>& entries);

    /// The set for what stands at one place of a pattern: words between bars, {names} of words,
    /// {n} for any number and {16..59} for one within. Throws std::runtime_error.
    SetId set_of(std::string_view alternatives);

    /// The words at which the talk turns: 但, 只收. Without them it never does.
    void turn_at(SetId turns) { turns_ = turns; }

    /// After the last set_of(), before the first read().
    void close();

    /// The text must outlive the reading.
    Reading read(const wording::FoldedText& folded) const;

private:
    struct Range {
        std::int64_t low;
        std::int64_t high;

        auto operator<=>(const Range&) const = default;
    };
    struct Words {
        std::vector<std::u32string> texts;
        std::vector<Range> ranges;

        auto operator<=>(const Words&) const = default;
    };
    struct Node {
        std::uint32_t fail = 0;
        std::uint32_t shorter = 0;  // The longest word that ends here too; 0: none.
        std::size_t length = 0;     // Of the word that ends here, if one does.
        std::vector<SetId> sets;
    };

    void add_alternative(std::string_view alternative, Words& words) const;
    void add_word(const std::u32string& word, SetId set);
    std::uint32_t step(std::uint32_t node, char32_t letter) const;

    std::map<std::string, Words, std::less<>> named_;
    std::map<std::string, SetId, std::less<>> known_;  // By how the pattern writes them.
    std::map<Words, SetId> sets_;
    std::vector<std::pair<Range, SetId>> ranges_;
    std::optional<SetId> turns_;
    std::vector<Node> nodes_ = std::vector<Node>(1);
    std::unordered_map<std::uint64_t, std::uint32_t> edges_;
};

/// Multiplies out choices in parentheses: `a(b|c)d` becomes `abd` and `acd`. Throws
/// std::runtime_error where a parenthesis is open or choices are too many.
std::vector<std::string> choices_of(std::string_view text);

/// Where the parenthesis at `open` is closed again.
std::size_t close_of(std::string_view text, std::size_t open);

}  // namespace gig::rules
