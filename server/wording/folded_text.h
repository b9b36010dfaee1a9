#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gig::wording {

/// A stretch of a text in Unicode code points; `end` is not included.
struct Span {
    std::size_t start;
    std::size_t end;

    bool operator==(const Span&) const = default;
};

// What ends a sentence, and what only parts its clauses, after folding.
inline constexpr char32_t sentence_end = U'。';
inline constexpr char32_t clause_end = U'，';
inline constexpr char32_t list_mark = U'、';  // A "no" before a list counts for all of it.

/// A text in one spelling, for matching only.
class FoldedText {
public:
    const std::u32string& text() const { return text_; }

    /// Where the folded characters [begin, end) stood in the original. begin < end <=
    /// text().size().
    Span source(std::size_t begin, std::size_t end) const;

    /// Whether a space or mark that was dropped stood between the characters before and after `at`.
    bool is_parted(std::size_t at) const {
        return at > 0 && at < places_.size() && places_[at] > places_[at - 1] + 1;
    }

private:
    friend FoldedText fold(std::string_view utf8);
    friend FoldedText spell(std::string_view utf8);

    std::u32string text_;
    std::vector<std::size_t> places_;  // Of each folded character, in code points.
};

/// Folds full-width to half-width, capitals to small letters and traditional characters to
/// simplified ones (those that posts use); drops spaces, symbols and emoji that stand between the
/// characters of a word; keeps digits' own marks (9:00, 18-35, 2.5). Every sentence end becomes
/// sentence_end and every comma clause_end. Bytes that are no UTF-8 are dropped.
FoldedText fold(std::string_view utf8);

/// The same one spelling with the marks kept, for readers to whom it matters what stands between
/// two numbers: blanks become one space, dashes and tildes '-', line ends stay line ends, sentence
/// ends and list bullets (①) sentence_end, commas clause_end, symbols and emoji a space. The
/// blanks that spread a word over a form's line (工　资) are dropped.
FoldedText spell(std::string_view utf8);

}  // namespace gig::wording
