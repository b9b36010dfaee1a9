#include <algorithm>

#include "wording/clock_words.h"

namespace gig::wording {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes day{24 * 60};
constexpr minutes shift_likely_max = hours(14);
constexpr minutes shift_likely_min = hours(2);
constexpr minutes night_begin = hours(22);
constexpr minutes night_end = hours(6);
constexpr minutes working_day_begin = hours(6);

struct Reading {
    minutes start;
    minutes end;

    /// Over midnight where the end is not later.
    minutes length() const { return end > start ? end - start : end + day - start; }
};

/// Two times of day with something between them that makes them one shift.
struct ClockRange {
    ClockWords start;
    ClockWords end;
};

std::optional<ClockRange> range_at(const PostPage& page, std::size_t at) {
    const std::optional<ClockWords> start = clock_at(page, at, BareHour::yes);
    if (!start) return std::nullopt;
    const std::u32string_view text = page.text();
    std::size_t next = after_blanks(text, start->end);
    constexpr std::u32string_view joints = U"-到至";
    const bool is_joined = next < text.size() && has(joints, text[next]);
    if (is_joined) next = after_blanks(text, next + 1);

    // 早7晚7 and 朝九晚五 need nothing between; two bare numbers are no hours (16-23 people).
    const bool both_named = start->part != DayPart::none;
    if (!is_joined && !both_named) return std::nullopt;
    const std::optional<ClockWords> end = clock_at(page, next, BareHour::no);
    if (!end) return std::nullopt;
    if (!is_joined && end->part == DayPart::none) return std::nullopt;
    return ClockRange{*start, *end};
}

/// Both are written on a clock of 24 hours: 8:00-17:30, 16-23点.
bool is_on_long_clock(const ClockRange& range) {
    if (range.start.part != DayPart::none || range.end.part != DayPart::none) return false;
    const bool is_over_noon = range.start.hour > 12 || range.end.hour > 12;
    return is_over_noon;
}

std::vector<Reading> readings_of(const ClockRange& range) {
    const bool long_clock = is_on_long_clock(range);
    std::vector<Reading> all;
    for (const minutes start : readings_of(range.start)) {
        for (const minutes end : readings_of(range.end)) {
            if (long_clock && start != hours(range.start.hour) + minutes(range.start.minute))
                continue;
            if (long_clock && end != hours(range.end.hour) + minutes(range.end.minute)) continue;
            const Reading reading{start % day, end % day};
            if (range.end.is_next_day && reading.end > reading.start) continue;
            if (start % day == end % day) continue;
            all.push_back(reading);
        }
    }
    return all;
}

/// Whether people would work like this: not half an hour and not sixteen.
bool is_likely(const Reading& reading) {
    return reading.length() >= shift_likely_min && reading.length() <= shift_likely_max;
}

/// The reading that is meant, and how surely.
std::optional<Fact<PostedHours>> reading_of(const ClockRange& range, const PostPage& page) {
    std::vector<Reading> all = readings_of(range);
    const auto fact = [&](const Reading& reading, Confidence confidence) {
        return Fact<PostedHours>{{reading.start, reading.end},
                                 confidence,
                                 page.source(range.start.begin, range.end.end)};
    };
    if (all.size() == 1) {
        const bool is_long = all.front().length() > shift_likely_max;
        return fact(all.front(), is_long ? Confidence::likely : Confidence::sure);
    }
    std::erase_if(all, [](const Reading& reading) { return !is_likely(reading); });
    if (all.empty()) return std::nullopt;

    // 8:00-12:00 is written by whoever would write 20:00 for the evening.
    const bool is_exact = range.start.is_exact && range.end.is_exact;
    const bool has_part = range.start.part != DayPart::none;
    const Reading written{hours(range.start.hour) + minutes(range.start.minute),
                          hours(range.end.hour) + minutes(range.end.minute)};
    const bool is_by_day =
        written.end > written.start && written.start >= working_day_begin && is_likely(written);
    if (!has_part && is_by_day) {
        return fact(written, is_exact ? Confidence::sure : Confidence::likely);
    }

    // 下午四点半到九点半: where the start is said, the end is the next one that the clock shows.
    std::ranges::sort(all, {}, &Reading::length);
    if (has_part) return fact(all.front(), Confidence::sure);
    if (all.size() == 1) return fact(all.front(), Confidence::likely);
    const auto by_day = std::ranges::find_if(all, [](const Reading& reading) {
        return reading.start >= working_day_begin && reading.end > reading.start;
    });
    if (by_day == all.end()) return std::nullopt;
    return fact(*by_day, Confidence::likely);
}

/// What stands around says that these hours are no shift: an interview, a shop's opening hours.
bool is_other(const PostPage& page, std::size_t begin, std::size_t end) {
    const std::size_t behind = after_blanks(page.text(), end);
    for (const WordKind kind : {WordKind::other_hours, WordKind::break_hours}) {
        if (page.words().at(kind, page.text(), behind) != nullptr) return true;
    }
    if (page.words().has(WordKind::break_hours, page.clause_before(begin))) return true;
    // A heading counts for its line; a word for its sentence.
    const std::u32string_view sentence = page.sentence_before(begin);
    const std::u32string_view heading = page.line_before(begin);
    if (page.words().has(WordKind::other_hours, sentence)) return true;
    const std::size_t colon = heading.find(U':');
    return colon != std::u32string_view::npos &&
           page.words().has(WordKind::other_hours, heading.substr(0, colon));
}

/// 夜宵(21:00-24:00)补贴, 0:00-3:00+2元/单: when an allowance is paid.
bool names_extra(const PostPage& page, std::size_t begin, std::size_t end) {
    constexpr std::size_t gap_max = 3;
    const std::u32string_view text = page.text();
    std::size_t at = end;
    while (at < text.size() && at < end + gap_max && has(U":) ", text[at]))
        ++at;
    const char32_t next = at < text.size() ? text[at] : U'\n';
    if (next == U'+' || page.words().at(WordKind::extra_label, text, at) != nullptr) return true;
    const std::u32string_view before = page.clause_before(begin);
    const std::size_t open = before.rfind(U'(');
    return open != std::u32string_view::npos && !has(before.substr(open), U')') &&
           page.words().before(WordKind::extra_label, before, open) != nullptr;
}

bool touches_night(const PostedHours& shift) {
    const bool over_midnight = shift.end <= shift.start;
    return over_midnight ? shift.end > minutes(0) || shift.start >= night_begin
                         : shift.start < night_end || shift.end > night_begin;
}

void read_night(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* word = page.words().at(WordKind::night, text, at);
        if (word == nullptr) continue;
        const std::size_t end = at + word->text.size();
        if (page.words().at(WordKind::night_extra, text, after_blanks(text, end)) == nullptr) {
            const bool is_night = word->meaning == "yes";
            const bool same = facts.night && facts.night->value == is_night;
            note(facts.night, {is_night, Confidence::sure, page.source(at, end)}, same);
        }
        at = end - 1;
    }
    // Hours say it more exactly than a word; where they disagree, somebody should look.
    if (facts.hours.empty()) return;
    const Fact<PostedHours>& first = facts.hours.front();
    const bool is_night = touches_night(first.value);
    const bool same = !facts.night || facts.night->value == is_night;
    facts.night = {is_night, same ? first.confidence : Confidence::likely, first.words};
}

}  // namespace

void read_hours(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool inside =
            at > 0 && is_digit(text[at]) &&
            (is_digit(text[at - 1]) || (text[at - 1] == U':' && at > 1 && is_digit(text[at - 2])));
        if (inside) continue;
        const std::optional<ClockRange> range = range_at(page, at);
        if (!range) continue;
        std::optional<Fact<PostedHours>> shift = reading_of(*range, page);
        const std::size_t end = range->end.end;
        if (shift && !is_other(page, at, end) && !names_extra(page, at, end)) {
            if (page.words().at(WordKind::window, text, after_blanks(text, end)) != nullptr) {
                shift->confidence = Confidence::likely;
            }
            facts.hours.push_back(*shift);
        }
        at = end - 1;
    }
    read_night(page, facts);
}

}  // namespace gig::wording
