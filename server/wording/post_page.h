#pragma once

#include <string_view>

#include "wording/numbers.h"
#include "wording/post_words.h"

namespace gig::wording {

// What stands where a contact stood, so that no reader takes its digits for a fact.
inline constexpr char32_t left_out = U'\uFFFC';

/// One post in one spelling, laid out for the readers of its facts: they look left and right of a
/// word, never further than its clause, bracket or line.
class PostPage {
public:
    /// `utf8` must outlive the page.
    PostPage(std::string_view utf8, const PostWords& words, Time now);

    std::u32string_view text() const { return text_; }
    const PostWords& words() const { return *words_; }
    const std::vector<Numbers>& numbers() const { return numbers_; }
    Time now() const { return now_; }

    /// What stands before it in its clause, and behind it; no more than the nearest 160 characters.
    std::u32string_view clause_before(std::size_t at) const;
    std::u32string_view clause_after(std::size_t at) const;
    /// The same up to the line's or sentence's end.
    std::u32string_view sentence_before(std::size_t at) const;
    std::u32string_view sentence_after(std::size_t at) const;
    std::u32string_view line_before(std::size_t at) const;

    Span source(std::size_t begin, std::size_t end) const { return spelling_.source(begin, end); }

    std::string original(Span span) const { return words_in(original_, span); }

    /// Takes a stretch from all readers.
    void leave_out(std::size_t begin, std::size_t end);
    /// To be called when nothing more is left out.
    void find_numbers() { numbers_ = numbers_in(text_); }

private:
    std::string_view original_;
    FoldedText spelling_;
    std::u32string text_;
    const PostWords* words_;
    Time now_;
    std::vector<Numbers> numbers_;
};

// The readers, each of one subject.
void read_contacts(PostPage& page, PostFacts& facts);
void read_pay(const PostPage& page, PostFacts& facts);
void read_hours(const PostPage& page, PostFacts& facts);
void read_dates(const PostPage& page, PostFacts& facts);
void read_people(const PostPage& page, PostFacts& facts);  // How many, how old, which sex.
void read_terms(const PostPage& page, PostFacts& facts);   // Settlement, days off, benefits, trial.
void read_place(const PostPage& page, PostFacts& facts);   // Address and occupation.

/// One reading is sure; where readings differ, the first is the likely one.
template <typename T>
void note(std::optional<Fact<T>>& fact, Fact<T> read, bool same) {
    if (!fact) {
        fact = std::move(read);
    } else if (!same) {
        fact->confidence = Confidence::likely;
    } else if (read.confidence == Confidence::sure) {
        fact->confidence = Confidence::sure;
    }
}

}  // namespace gig::wording
