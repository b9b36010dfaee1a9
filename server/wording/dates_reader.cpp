#include <algorithm>

#include "wording/post_page.h"

namespace gig::wording {

namespace {

using std::chrono::days;

constexpr std::int64_t months = 12;
constexpr std::int64_t month_days_max = 31;
constexpr int year_written_min = 2000;
constexpr days past_days_max{60};  // A date further back is meant for next year.

std::chrono::sys_days days_of(Date date) {
    return std::chrono::sys_days(date);
}

/// A date as it is read, and how.
struct DateWords {
    Date date;
    std::size_t end;
    Confidence confidence;
};

/// The next time that this month and day come round.
std::optional<DateWords> coming(const PostPage& page, std::int64_t month, std::int64_t day,
                                std::size_t end, Confidence confidence) {
    if (month < 1 || month > months || day < 1 || day > month_days_max) return std::nullopt;
    const Date today = date_of(page.now());
    Date date{today.year(), std::chrono::month(static_cast<unsigned>(month)),
              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    const bool is_past = days_of(date) < days_of(today);
    if (is_past && days_of(today) - days_of(date) > past_days_max) {
        date = Date{date.year() + std::chrono::years(1), date.month(), date.day()};
        if (!date.ok()) return std::nullopt;
    } else if (is_past) {
        return std::nullopt;  // It was; what is meant can't be known.
    }
    return DateWords{date, end, confidence};
}

/// 11月30日, 11月30号, 11月30.
std::optional<DateWords> month_and_day_at(const PostPage& page, std::size_t at) {
    const std::u32string_view text = page.text();
    const std::optional<Number> month = number_at(text, at);
    if (!month || !month->is_whole() || month->end >= text.size() || text[month->end] != U'月') {
        return std::nullopt;
    }
    const std::optional<Number> day = number_at(text, month->end + 1);
    if (!day || !day->is_whole()) return std::nullopt;
    const char32_t mark = day->end < text.size() ? text[day->end] : U'\n';
    const bool named = mark == U'日' || mark == U'号';
    return coming(page, month->whole(), day->whole(), day->end + (named ? 1 : 0),
                  named ? Confidence::sure : Confidence::likely);
}

/// 2026-11-30, 2026年11月30日.
std::optional<DateWords> full_date_at(const PostPage& page, std::size_t at) {
    const std::u32string_view text = page.text();
    const std::optional<Number> year = number_at(text, at);
    if (!year || year->end >= text.size() || year->whole() < year_written_min ||
        year->whole() > year_written_min + 100) {
        return std::nullopt;
    }
    constexpr std::u32string_view marks = U"年-/.";
    if (!has(marks, text[year->end])) return std::nullopt;
    const std::optional<Number> month = number_at(text, year->end + 1);
    if (!month || month->end >= text.size()) return std::nullopt;
    constexpr std::u32string_view month_marks = U"月-/.";
    if (!has(month_marks, text[month->end])) return std::nullopt;
    const std::optional<Number> day = number_at(text, month->end + 1);
    if (!day) return std::nullopt;
    const Date date{std::chrono::year(static_cast<int>(year->whole())),
                    std::chrono::month(static_cast<unsigned>(month->whole())),
                    std::chrono::day(static_cast<unsigned>(day->whole()))};
    if (!date.ok() || days_of(date) < days_of(date_of(page.now()))) return std::nullopt;
    const bool named =
        day->end < text.size() && (text[day->end] == U'日' || text[day->end] == U'号');
    return DateWords{date, day->end + (named ? 1 : 0), Confidence::sure};
}

/// 明天, 后天, 今晚.
std::optional<DateWords> day_word_at(const PostPage& page, std::size_t at) {
    const Word* word = page.words().at(WordKind::day_word, page.text(), at);
    if (word == nullptr) return std::nullopt;
    const days ahead(std::stoi(word->meaning));
    return DateWords{Date(days_of(date_of(page.now())) + ahead), at + word->text.size(),
                     Confidence::sure};
}

unsigned weekday_today(const PostPage& page) {
    return std::chrono::weekday(days_of(date_of(page.now()))).iso_encoding();
}

/// 周六, 下周一. Not 每周六, which is a rule, and not 周一至周五, which is one too.
std::optional<DateWords> weekday_at(const PostPage& page, std::size_t at) {
    const std::u32string_view text = page.text();
    const Word* word = page.words().at(WordKind::weekday, text, at);
    if (word == nullptr) return std::nullopt;
    const std::size_t end = at + word->text.size();
    const auto wanted = static_cast<int>(std::stoi(word->meaning));
    const int today = static_cast<int>(weekday_today(page));
    const std::u32string_view before = text.substr(0, at);
    const std::size_t behind = after_blanks(text, end);
    constexpr std::u32string_view joints = U"-到至";
    const bool joined = (behind < text.size() && has(joints, text[behind])) ||
                        (!before.empty() && has(joints, before.back()));
    if (joined || page.words().before(WordKind::weekly, text, at) != nullptr) return std::nullopt;

    const std::chrono::sys_days now = days_of(date_of(page.now()));
    // 周六日 and 周一三五 go on: this is only the first day of them.
    constexpr std::u32string_view more = U"一二三四五六日";
    const bool goes_on = end < text.size() && has(more, text[end]);
    const Confidence confidence = goes_on ? Confidence::likely : Confidence::sure;
    if (before.ends_with(U"下")) {
        const int weeks = before.ends_with(U"下下") ? 2 : 1;
        return DateWords{Date(now + days(7 * weeks + wanted - today)), end, confidence};
    }
    const bool is_this_week = before.ends_with(U"本") || before.ends_with(U"这");
    if (wanted > today) return DateWords{Date(now + days(wanted - today)), end, confidence};
    if (is_this_week && wanted < today) return std::nullopt;
    // On the day itself it is today or a week from now.
    const int ahead = wanted == today ? 0 : 7 + wanted - today;
    return DateWords{Date(now + days(ahead)), end, Confidence::likely};
}

constexpr std::u32string_view weekend = U"周末";
constexpr int saturday = 6;

/// The Saturday and Sunday that come; on a weekend it may be this one or the next.
std::optional<Fact<PostedDates>> weekend_at(const PostPage& page, std::size_t at) {
    if (!page.text().substr(at).starts_with(weekend)) return std::nullopt;
    if (page.words().before(WordKind::weekly, page.text(), at) != nullptr) return std::nullopt;
    const int today = static_cast<int>(weekday_today(page));
    const bool is_next = page.text().substr(0, at).ends_with(U"下");
    const std::chrono::sys_days from =
        days_of(date_of(page.now())) + days(saturday - today + (is_next ? 7 : 0));
    return Fact<PostedDates>{
        {Date(std::max(from, days_of(date_of(page.now())))), Date(from + days(1))},
        Confidence::likely,
        page.source(at, at + weekend.size())};
}

std::optional<DateWords> date_at(const PostPage& page, std::size_t at) {
    if (std::optional<DateWords> date = full_date_at(page, at)) return date;
    if (std::optional<DateWords> date = month_and_day_at(page, at)) return date;
    if (std::optional<DateWords> date = day_word_at(page, at)) return date;
    return weekday_at(page, at);
}

/// The day that ends a range: a date, or the day alone (11月30日-12月2日, 11月30-31日).
std::optional<DateWords> last_day_at(const PostPage& page, std::size_t at, const DateWords& first) {
    const std::u32string_view text = page.text();
    at = after_blanks(text, at);
    constexpr std::u32string_view joints = U"-到至";
    if (at >= text.size() || !has(joints, text[at])) return std::nullopt;
    at = after_blanks(text, at + 1);
    if (std::optional<DateWords> date = date_at(page, at)) return date;
    const std::optional<Number> day = number_at(text, at);
    const bool named = day && day->is_whole() && day->end < text.size() &&
                       (text[day->end] == U'日' || text[day->end] == U'号');
    if (!named || day->whole() < 1 || day->whole() > month_days_max) return std::nullopt;
    const Date date{first.date.year(), first.date.month(),
                    std::chrono::day(static_cast<unsigned>(day->whole()))};
    if (!date.ok()) return std::nullopt;
    return DateWords{date, day->end + 1, Confidence::sure};
}

/// Days on which something else happens: interviews, paydays.
bool is_other(const PostPage& page, std::size_t at, std::size_t end) {
    const std::size_t behind = after_blanks(page.text(), end);
    if (page.words().at(WordKind::other_hours, page.text(), behind) != nullptr) return true;
    return page.words().has(WordKind::other_hours, page.clause_before(at));
}

}  // namespace

void read_dates(const PostPage& page, PostFacts& facts) {
    const bool is_recurring = page.words().has(WordKind::recurring, page.text());
    for (std::size_t at = 0; at < page.text().size(); ++at) {
        if (const std::optional<Fact<PostedDates>> both = weekend_at(page, at)) {
            if (!is_recurring && !is_other(page, at, at + weekend.size()))
                facts.dates.push_back(*both);
            at += weekend.size() - 1;
            continue;
        }
        const bool inside = at > 0 && is_digit(page.text()[at]) && is_digit(page.text()[at - 1]);
        const std::optional<DateWords> first = inside ? std::nullopt : date_at(page, at);
        if (!first) continue;
        const std::optional<DateWords> last = last_day_at(page, first->end, *first);
        const DateWords& end = last ? *last : *first;
        if (!is_other(page, at, end.end) && days_of(end.date) >= days_of(first->date)) {
            // 11月28-30号: the last one's 号 counts for both.
            facts.dates.push_back(
                {{first->date, end.date}, end.confidence, page.source(at, end.end)});
        }
        at = end.end - 1;
    }
}

}  // namespace gig::wording
