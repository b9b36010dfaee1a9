#include "wording/post_page.h"

namespace gig::wording {

namespace {

constexpr std::size_t mobile_digits = 11;
constexpr std::size_t landline_digits_min = 7;
constexpr std::size_t landline_digits_max = 12;
constexpr std::size_t account_characters_min = 5;
constexpr std::size_t label_reach = 3;  // ":" and blanks between a label and its number.

struct Run {
    std::size_t end;
    std::size_t digits;
    std::size_t first;    // Digits before the first mark.
    std::size_t longest;  // Of digits without a mark between them.
};

/// Digits with single blanks or dashes between them: 138 0000 0000, 0572-2222222.
Run run_at(std::u32string_view text, std::size_t begin) {
    Run run{begin, 0, 0, 0};
    std::size_t in_row = 0;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (is_digit(text[at])) {
            ++run.digits;
            run.longest = std::max(run.longest, ++in_row);
            if (run.digits == in_row) run.first = in_row;
            run.end = at + 1;
        } else if ((text[at] == U' ' || text[at] == U'-') && in_row > 0) {
            in_row = 0;
        } else {
            break;
        }
    }
    return run;
}

bool is_phone(std::u32string_view text, std::size_t begin, const Run& run) {
    // 138 0000 0000 or 1380 0000 000, not the 18-45 2026-12-1 of ages and a date.
    constexpr std::size_t group_min = 3;
    const bool is_grouped = run.first >= group_min;
    const bool is_mobile = run.digits == mobile_digits && text[begin] == U'1' && is_grouped;
    const bool is_landline = text[begin] == U'0' && run.digits >= landline_digits_min + 3 &&
                             run.digits <= landline_digits_max;
    const bool is_service = run.digits == 10 && (text.substr(begin).starts_with(U"400") ||
                                                 text.substr(begin).starts_with(U"800"));
    return is_mobile || is_landline || is_service || run.longest >= landline_digits_min;
}

bool is_account_character(char32_t value) {
    return is_digit(value) || (value >= U'a' && value <= U'z') || value == U'_' || value == U'-';
}

/// Behind what may stand between a label and its value.
std::size_t after_label(std::u32string_view text, std::size_t at) {
    const std::size_t end = std::min(text.size(), at + label_reach);
    while (at < end && (text[at] == U' ' || text[at] == U':' || text[at] == U'号'))
        ++at;
    return at;
}

/// Where a contact's own label begins, where it has one.
std::size_t with_label(const PostPage& page, std::size_t begin) {
    std::size_t end = begin;
    while (end > 0 && begin - end < label_reach &&
           (page.text()[end - 1] == U' ' || page.text()[end - 1] == U':'))
        --end;
    for (const WordKind kind : {WordKind::contact_label, WordKind::contact_account}) {
        const Word* label = page.words().before(kind, page.text(), end);
        if (label != nullptr) return end - label->text.size();
    }
    return begin;
}

void leave_out(PostPage& page, std::size_t begin, std::size_t end, PostFacts& facts) {
    const std::size_t label = with_label(page, begin);
    facts.contacts.push_back(page.source(label, end));
    page.leave_out(label, end);
}

/// The account that a label announces: 微信 abc_123.
void read_account(PostPage& page, std::size_t label_end, PostFacts& facts) {
    const std::size_t begin = after_label(page.text(), label_end);
    std::size_t end = begin;
    while (end < page.text().size() && is_account_character(page.text()[end]))
        ++end;
    if (end - begin >= account_characters_min) leave_out(page, begin, end, facts);
}

}  // namespace

void read_contacts(PostPage& page, PostFacts& facts) {
    for (std::size_t at = 0; at < page.text().size(); ++at) {
        const std::u32string_view text = page.text();
        if (const Word* label = page.words().at(WordKind::contact_account, text, at)) {
            read_account(page, at + label->text.size(), facts);
            continue;
        }
        const bool starts = is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]));
        if (!starts) continue;
        const Run run = run_at(text, at);
        if (is_phone(text, at, run)) leave_out(page, at, run.end, facts);
    }
}

}  // namespace gig::wording
