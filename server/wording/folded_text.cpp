#include "wording/folded_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/invariant.h"
#include "base/text.h"
#include "wording/variants.h"

namespace gig::wording {

namespace {

struct Point {
    char32_t value;
    std::size_t place;
};

/// The code points of a text; a broken byte counts as one place and has no value.
std::vector<Point> points_of(std::string_view utf8) {
    std::vector<Point> points;
    points.reserve(utf8.size() / 2);
    for (std::size_t place = 0; !utf8.empty(); ++place) {
        if (const std::optional<char32_t> value = take_code_point(utf8)) {
            points.push_back({*value, place});
        } else {
            utf8.remove_prefix(1);
        }
    }
    return points;
}

char32_t one_spelling(char32_t value) {
    if (value == U'\u3000') return U' ';
    if (value >= U'！' && value <= U'～') value -= U'！' - U'!';
    if (value >= U'A' && value <= U'Z') return value + (U'a' - U'A');
    if (value < 0x80) return value;
    return plain_of(value);
}

bool is_digit(char32_t value) {
    return value >= U'0' && value <= U'9';
}

bool is_word(char32_t value) {
    if (is_digit(value) || (value >= U'a' && value <= U'z')) return true;
    const bool is_han =
        (value >= 0x4E00 && value <= 0x9FFF) || (value >= 0x3400 && value <= 0x4DBF);
    return is_han || value == U'¥' || value == U'%';
}

bool ends_sentence(char32_t value) {
    return value == U'。' || value == U'!' || value == U'?' || value == U';' || value == U'\n' ||
           value == U'…';
}

bool parts_clause(char32_t value) {
    return value == U',' || value == U'，';
}

bool joins_digits(char32_t value) {
    return value == U'.' || value == U':' || value == U'-' || value == U'~' || value == U'/' ||
           value == U'–' || value == U'—';
}

// For spell(): marks that are kept beside words and digits.
constexpr std::u32string_view kept_marks = U".:/+=()<>#@_%*\"'&[]|";

bool is_invisible(char32_t value) {
    return value == U'\r' || value == U'\uFE0F' || value == U'\u20E3' || value == U'\uFEFF' ||
           (value >= U'\u200B' && value <= U'\u200F');
}

bool is_dash(char32_t value) {
    return value == U'-' || value == U'~' || value == U'∼' || value == U'〜' || value == U'−' ||
           (value >= U'\u2010' && value <= U'\u2015');
}

bool is_bullet(char32_t value) {
    return value >= U'①' && value <= U'⑳';
}

/// The character that spell() keeps for one; a space for what parts words only.
char32_t spelled(char32_t given) {
    if (is_bullet(given)) return sentence_end;
    const char32_t value = one_spelling(given);
    if (is_word(value) || value == U'\n' || value == list_mark) return value;
    if (ends_sentence(value)) return sentence_end;
    if (parts_clause(value)) return clause_end;
    if (is_dash(value)) return U'-';
    if (value == U'∶' || value == U'︰') return U':';
    if (value == U'➕') return U'+';
    if (value == U'×') return U'*';
    if (value == U'【') return U'[';
    if (value == U'】') return U']';
    return kept_marks.find(value) != std::u32string_view::npos ? value : U' ';
}

bool is_han(char32_t value) {
    return is_word(value) && value >= 0x3400;
}

/// Whether the space there spreads one word: 工　资, with no third character on either side.
bool spreads_word(const std::u32string& text, std::size_t space) {
    if (space == 0 || space + 1 >= text.size()) return false;
    const bool between = is_han(text[space - 1]) && is_han(text[space + 1]);
    const bool more_before = space >= 2 && is_han(text[space - 2]);
    const bool more_after = space + 2 < text.size() && is_han(text[space + 2]);
    return between && !more_before && !more_after;
}

bool is_digit_at(const std::vector<Point>& points, std::size_t at) {
    return at < points.size() && is_digit(one_spelling(points[at].value));
}

}  // namespace

Span FoldedText::source(std::size_t begin, std::size_t end) const {
    invariant(begin < end && end <= places_.size());
    return {places_[begin], places_[end - 1] + 1};
}

FoldedText fold(std::string_view utf8) {
    FoldedText folded;
    const std::vector<Point> points = points_of(utf8);
    bool after_sign = false;
    const auto keep = [&](char32_t value, std::size_t place) {
        folded.text_.push_back(value);
        folded.places_.push_back(place);
        after_sign = false;
    };
    for (std::size_t at = 0; at < points.size(); ++at) {
        const char32_t value = one_spelling(points[at].value);
        if (is_word(value)) {
            const bool sign = is_sign(points[at].value);
            const bool again = !folded.text_.empty() && folded.text_.back() == value;
            if (again && (sign || after_sign)) continue;  // 男♂
            keep(value, points[at].place);
            after_sign = sign;
        } else if (ends_sentence(value)) {
            keep(sentence_end, points[at].place);
        } else if (value == list_mark) {
            keep(list_mark, points[at].place);
        } else if (parts_clause(value)) {
            keep(clause_end, points[at].place);
        } else if (joins_digits(value) && at > 0 && is_digit_at(points, at - 1) &&
                   is_digit_at(points, at + 1)) {
            keep(value == U'.' || value == U':' || value == U'/' ? value : U'-', points[at].place);
        }
    }
    return folded;
}

FoldedText spell(std::string_view utf8) {
    FoldedText all;
    const std::vector<Point> points = points_of(utf8);
    for (std::size_t at = 0; at < points.size(); ++at) {
        const Point point = points[at];
        if (is_invisible(point.value)) continue;
        const bool in_number = point.value == U',' && at > 0 && is_digit_at(points, at - 1) &&
                               is_digit_at(points, at + 1);
        const char32_t value = in_number ? U',' : spelled(point.value);
        const bool again = !all.text_.empty() && all.text_.back() == value;
        if (again && (value == U' ' || value == U'-')) continue;
        all.text_.push_back(value);
        all.places_.push_back(point.place);
    }
    FoldedText spelling;
    for (std::size_t at = 0; at < all.text_.size(); ++at) {
        if (all.text_[at] == U' ' && spreads_word(all.text_, at)) continue;
        spelling.text_.push_back(all.text_[at]);
        spelling.places_.push_back(all.places_[at]);
    }
    return spelling;
}

}  // namespace gig::wording
