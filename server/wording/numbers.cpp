#include "wording/numbers.h"

namespace gig::wording {

namespace {

constexpr std::size_t whole_digits_max = 7;
constexpr std::size_t decimals_max = 2;
constexpr std::u32string_view han_digits = U"零一二三四五六七八九";
constexpr std::int64_t ten_thousand = 10'000;

std::optional<std::int64_t> han_digit(char32_t value) {
    if (value == U'两') return 2;
    const std::size_t found = han_digits.find(value);
    if (found == std::u32string_view::npos) return std::nullopt;
    return static_cast<std::int64_t>(found);
}

std::int64_t han_unit(char32_t value) {
    if (value == U'十') return 10;
    if (value == U'百') return 100;
    if (value == U'千') return 1'000;
    return 0;
}

/// 二十五, 一百二, 两千三百. Two digits in a row (三四个) say no number.
std::optional<Number> han_number_at(std::u32string_view text, std::size_t begin) {
    std::int64_t sum = 0;
    std::int64_t digit = -1;
    std::int64_t last_unit = 0;
    std::size_t at = begin;
    for (; at < text.size() && is_han_digit(text[at]); ++at) {
        if (const std::optional<std::int64_t> value = han_digit(text[at])) {
            if (digit > 0) return std::nullopt;
            digit = *value;
            continue;
        }
        last_unit = han_unit(text[at]);
        sum += (digit < 0 ? 1 : digit) * last_unit;
        digit = -1;
    }
    if (at == begin) return std::nullopt;
    const bool is_short = digit > 0 && last_unit >= 100 && text[at - 2] != U'零';
    if (digit > 0) sum += digit * (is_short ? last_unit / 10 : 1);
    return Number{begin, at, sum * 100, false};
}

/// What multiplies the digits before it: 千, k, 万, w. Not of a unit such as kg.
std::int64_t factor_at(std::u32string_view text, std::size_t at) {
    if (at >= text.size()) return 1;
    const char32_t next = at + 1 < text.size() ? text[at + 1] : U' ';
    const bool letter_follows = next >= U'a' && next <= U'z';
    if (text[at] == U'k' && !letter_follows) return 1'000;
    if (text[at] == U'w' && !letter_follows) return ten_thousand;
    if (text[at] == U'千' && next != U'克' && next != U'米' && next != U'瓦') return 1'000;
    if (text[at] == U'万') return ten_thousand;
    return 1;
}

bool is_group_at(std::u32string_view text, std::size_t at) {
    if (at + 3 >= text.size() || text[at] != U',') return false;
    const bool three = is_digit(text[at + 1]) && is_digit(text[at + 2]) && is_digit(text[at + 3]);
    return three && (at + 4 == text.size() || !is_digit(text[at + 4]));
}

std::optional<Number> digits_at(std::u32string_view text, std::size_t begin) {
    std::int64_t whole = 0;
    std::size_t count = 0;
    std::size_t at = begin;
    for (; at < text.size() && (is_digit(text[at]) || is_group_at(text, at)); ++at) {
        if (text[at] == U',') continue;
        if (++count > whole_digits_max) return std::nullopt;
        whole = whole * 10 + (text[at] - U'0');
    }
    std::int64_t hundredths = whole * 100;
    if (at + 1 < text.size() && text[at] == U'.' && is_digit(text[at + 1])) {
        std::int64_t worth = 10;
        std::size_t decimals = 0;
        for (++at; at < text.size() && is_digit(text[at]); ++at) {
            if (++decimals > decimals_max) return std::nullopt;
            hundredths += worth * (text[at] - U'0');
            worth /= 10;
        }
    }
    if (const std::int64_t factor = factor_at(text, at); factor > 1) {
        hundredths *= factor;
        ++at;
    }
    return Number{begin, at, hundredths, true};
}

/// Behind what joins two numbers to a range; nothing where nothing does.
std::optional<std::size_t> after_joint(std::u32string_view text, std::size_t at) {
    at = after_blanks(text, at);
    if (at >= text.size()) return std::nullopt;
    if (text[at] == U'-' || text[at] == U'到' || text[at] == U'至')
        return after_blanks(text, at + 1);
    return std::nullopt;
}

bool is_inside_number(std::u32string_view text, std::size_t at) {
    if (at == 0) return false;
    const char32_t before = text[at - 1];
    return is_digit(before) || (before == U'.' && at > 1 && is_digit(text[at - 2]));
}

/// 6-8千 and 6-8k share the factor.
void share_factor(Number& low, const Number& high, std::u32string_view text) {
    const char32_t last = text[high.end - 1];
    const char32_t low_last = text[low.end - 1];
    if (is_digit(last) || !is_digit(low_last) || !high.in_digits) return;
    const std::int64_t factor = factor_at(text, high.end - 1);
    if (low.hundredths * factor <= high.hundredths) low.hundredths *= factor;
}

}  // namespace

bool is_digit(char32_t value) {
    return value >= U'0' && value <= U'9';
}

bool is_han_digit(char32_t value) {
    return han_digit(value) || han_unit(value) > 0;
}

std::size_t after_blanks(std::u32string_view text, std::size_t at) {
    while (at < text.size() && text[at] == U' ')
        ++at;
    return at;
}

std::size_t before_blanks(std::u32string_view text, std::size_t end) {
    while (end > 0 && text[end - 1] == U' ')
        --end;
    return end;
}

std::optional<Number> number_at(std::u32string_view text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    if (is_digit(text[at])) {
        if (is_inside_number(text, at)) return std::nullopt;
        return digits_at(text, at);
    }
    return is_han_digit(text[at]) ? han_number_at(text, at) : std::nullopt;
}

std::optional<Numbers> numbers_at(std::u32string_view text, std::size_t at) {
    std::optional<Number> low = number_at(text, at);
    if (!low) return std::nullopt;
    const std::optional<std::size_t> joint = after_joint(text, low->end);
    const std::optional<Number> high = joint ? number_at(text, *joint) : std::nullopt;
    if (!high) return Numbers{*low, *low};

    const std::optional<std::size_t> third = after_joint(text, high->end);
    if (third && number_at(text, *third)) return std::nullopt;
    share_factor(*low, *high, text);
    if (high->hundredths < low->hundredths) return std::nullopt;
    return Numbers{*low, *high};
}

std::vector<Numbers> numbers_in(std::u32string_view text) {
    std::vector<Numbers> all;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::optional<Numbers> numbers = numbers_at(text, at)) {
            all.push_back(*numbers);
            at = numbers->end();
            continue;
        }
        // What is no number is left as a whole, so that its tail isn't taken for one.
        if (is_digit(text[at])) {
            while (at < text.size() &&
                   (is_digit(text[at]) || text[at] == U'.' || text[at] == U'-' || text[at] == U','))
                ++at;
        } else if (is_han_digit(text[at])) {
            while (at < text.size() && is_han_digit(text[at]))
                ++at;
        } else {
            ++at;
        }
    }
    return all;
}

}  // namespace gig::wording
