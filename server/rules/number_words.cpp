#include "rules/number_words.h"

#include <algorithm>
#include <optional>

namespace gig::rules {

namespace {

constexpr std::u32string_view digit_words =
    U"零0一1壹1二2两2贰2三3叁3四4肆4五5伍5六6陆6七7柒7八8捌8九9玖9";

bool is_figure(char32_t c) {
    return c >= U'0' && c <= U'9';
}

std::optional<std::int64_t> digit_of(char32_t c) {
    for (std::size_t at = 0; at + 1 < digit_words.size(); at += 2) {
        if (digit_words[at] == c) return digit_words[at + 1] - U'0';
    }
    return std::nullopt;
}

std::int64_t unit_of(char32_t c) {
    switch (c) {
        case U'十':
        case U'拾':
            return 10;
        case U'百':
        case U'佰':
            return 100;
        case U'千':
        case U'仟':
        case U'k':
            return 1'000;
        case U'万':
        case U'w':
            return 10'000;
        default:
            return 0;
    }
}

std::int64_t within_max(std::int64_t value) {
    return std::min(value, number_max);
}

/// 200, 2.5万, 3k. A point counts only before a unit.
NumberAt figures_at(std::u32string_view text, std::size_t begin) {
    std::size_t end = begin;
    std::int64_t value = 0;
    std::int64_t parts = 1;  // Of the unit: 2.5 is 25 tenths.
    bool after_point = false;
    for (; end < text.size(); ++end) {
        if (is_figure(text[end])) {
            value = within_max(value * 10 + (text[end] - U'0'));
            if (after_point) parts = within_max(parts * 10);
        } else if (text[end] == U'.' && !after_point) {
            after_point = true;
        } else {
            break;
        }
    }
    if (end < text.size() && unit_of(text[end]) > 0) {
        value *= unit_of(text[end]);
        ++end;
    }
    return {begin, end, within_max(value / parts)};
}

/// A number in words, read from left to right: digits wait for their unit, 万 closes what is
/// before it.
class WordNumber {
public:
    /// False where `c` is no part of a number.
    bool take(char32_t c) {
        if (const auto digit = digit_of(c)) {
            take_digit(*digit);
            return true;
        }
        const std::int64_t unit = unit_of(c);
        if (unit == 0 || c < 0x80) return false;
        take_unit(unit);
        return true;
    }

    std::int64_t value() const {
        // 一百二 is 120, 一万五 is 15000; 二十五 is 25, 一百零二 is 102.
        const bool is_short = digits_ > 0 && digits_ < 3 && unit_ > 10 && !after_zero_;
        return within_max(whole_ + part_ + (is_short ? digit_ * unit_ / 10 : digit_));
    }

private:
    void take_digit(std::int64_t digit) {
        ++digits_;
        if (digits_ == 1) {
            digit_ = digit;
            after_zero_ = digit == 0;
        } else if (after_zero_ && digits_ == 2) {
            digit_ = digit;
        } else if (digits_ > 2) {
            digit_ = digits_ == 3 ? (digit_ * 10 + second_) * 10 + digit
                                  : within_max(digit_ * 10 + digit);  // 二零二五.
        }
        if (digits_ == 2) second_ = digit;  // 三五百: the smaller counts.
    }

    void take_unit(std::int64_t unit) {
        const std::int64_t count = digits_ == 0 ? 1 : digit_;
        if (unit == 10'000) {
            whole_ = within_max((whole_ + part_ + (digits_ == 0 && part_ > 0 ? 0 : count)) * unit);
            part_ = 0;
        } else {
            part_ = within_max(part_ + count * unit);
        }
        unit_ = unit;
        digits_ = 0;
        digit_ = 0;
        after_zero_ = false;
    }

    std::int64_t whole_ = 0;  // What 万 closed.
    std::int64_t part_ = 0;
    std::int64_t digit_ = 0;
    std::int64_t second_ = 0;
    std::int64_t unit_ = 0;
    int digits_ = 0;
    bool after_zero_ = false;
};

NumberAt words_at(std::u32string_view text, std::size_t begin) {
    WordNumber number;
    std::size_t end = begin;
    while (end < text.size() && number.take(text[end]))
        ++end;
    return {begin, end, number.value()};
}

}  // namespace

std::vector<NumberAt> numbers_in(std::u32string_view folded) {
    std::vector<NumberAt> numbers;
    for (std::size_t at = 0; at < folded.size();) {
        const NumberAt number =
            is_figure(folded[at]) ? figures_at(folded, at) : words_at(folded, at);
        if (number.end == at) {
            ++at;
            continue;
        }
        numbers.push_back(number);
        at = number.end;
    }
    return numbers;
}

}  // namespace gig::rules
