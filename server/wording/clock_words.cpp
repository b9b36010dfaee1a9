#include "wording/clock_words.h"

namespace gig::wording {

namespace {

DayPart part_named(std::string_view name) {
    if (name == "dawn") return DayPart::dawn;
    if (name == "morning") return DayPart::morning;
    if (name == "noon") return DayPart::noon;
    if (name == "afternoon") return DayPart::afternoon;
    return DayPart::evening;
}

constexpr std::int64_t hour_max = 24;
constexpr std::int64_t minute_max = 59;

struct Minutes {
    int value;
    std::size_t end;
};

/// What follows the hour's 点: 半, 一刻, 30, 30分.
Minutes minutes_behind_hour(std::u32string_view text, std::size_t at) {
    if (text.substr(at).starts_with(U"半")) return {30, at + 1};
    if (text.substr(at).starts_with(U"一刻")) return {15, at + 2};
    if (text.substr(at).starts_with(U"整") || text.substr(at).starts_with(U"钟"))
        return {0, at + 1};
    const std::optional<Number> number = number_at(text, at);
    const bool is_minute = number && number->is_whole() && number->whole() <= minute_max &&
                           (number->whole() >= 10 || text[at] == U'0');
    if (!is_minute) return {0, at};
    const bool named = text.substr(number->end).starts_with(U"分");
    return {static_cast<int>(number->whole()), number->end + (named ? 1u : 0u)};
}

/// The two digits after a colon.
std::optional<Minutes> minutes_behind_colon(std::u32string_view text, std::size_t at) {
    const bool two = at + 1 < text.size() && is_digit(text[at]) && is_digit(text[at + 1]) &&
                     (at + 2 == text.size() || !is_digit(text[at + 2]));
    if (!two) return std::nullopt;
    const int value = static_cast<int>((text[at] - U'0') * 10 + (text[at + 1] - U'0'));
    if (value > minute_max) return std::nullopt;
    return Minutes{value, at + 2};
}

}  // namespace

std::optional<ClockWords> clock_at(const PostPage& page, std::size_t at, BareHour bare_hour) {
    const std::u32string_view text = page.text();
    ClockWords clock{at, at, 0, 0, DayPart::none, false, false};
    if (const Word* next_day = page.words().at(WordKind::next_day, text, at)) {
        clock.is_next_day = true;
        at = after_blanks(text, at + next_day->text.size());
    }
    if (const Word* part = page.words().at(WordKind::day_part, text, at)) {
        clock.part = part_named(part->meaning);
        at = after_blanks(text, at + part->text.size());
    }
    const std::optional<Number> hour = number_at(text, at);
    if (!hour || !hour->is_whole() || hour->whole() > hour_max) return std::nullopt;
    clock.hour = static_cast<int>(hour->whole());
    clock.end = hour->end;

    const char32_t mark = hour->end < text.size() ? text[hour->end] : U'\n';
    if (mark == U':') {
        const std::optional<Minutes> minutes = minutes_behind_colon(text, hour->end + 1);
        if (!minutes) return std::nullopt;
        clock.minute = minutes->value;
        clock.end = minutes->end;
        clock.is_exact = true;
    } else if (mark == U'点' || (mark == U'时' && hour->in_digits)) {
        const Minutes minutes = minutes_behind_hour(text, hour->end + 1);
        clock.minute = minutes.value;
        clock.end = minutes.end;
    } else if (clock.part == DayPart::none && bare_hour == BareHour::no) {
        return std::nullopt;
    }
    return clock;
}

std::vector<std::chrono::minutes> readings_of(const ClockWords& clock) {
    using std::chrono::hours;
    const std::chrono::minutes said = hours(clock.hour) + std::chrono::minutes(clock.minute);
    if (said > hours(24)) return {};
    const std::chrono::minutes later = said + hours(12);
    const bool is_afternoon_hour = clock.hour < 12;
    switch (clock.part) {
        case DayPart::dawn:
            if (clock.hour == 12) return {said - hours(12)};
            return clock.hour <= 6 ? std::vector{said} : std::vector<std::chrono::minutes>{};
        case DayPart::morning:
            return clock.hour <= 12 ? std::vector{said} : std::vector<std::chrono::minutes>{};
        case DayPart::noon:
            if (clock.hour <= 3) return {later};
            return {said};
        case DayPart::afternoon:
            return {is_afternoon_hour ? later : said};
        case DayPart::evening:
            if (clock.hour == 12) return {hours(24) + std::chrono::minutes(clock.minute)};
            // 晚2点 is the night that follows.
            if (clock.hour <= 4) return {said};
            return {is_afternoon_hour ? later : said};
        case DayPart::none:
            break;
    }
    const bool is_open = clock.hour >= 1 && clock.hour <= 12;
    if (!is_open) return {said};
    return {said, clock.hour == 12 ? hours(24) + std::chrono::minutes(clock.minute) : later};
}

}  // namespace gig::wording
