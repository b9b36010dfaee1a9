#include "rules/pattern.h"

#include <algorithm>
#include <stdexcept>

#include "wording/folded_text.h"

namespace gig::rules {

namespace {

[[noreturn]] void refuse(std::string_view pattern, const char* why) {
    throw std::runtime_error("pattern \"" + std::string(pattern) + "\": " + why);
}

/// Where the parenthesis at `open` is closed again.
std::size_t close_of(std::string_view pattern, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t at = open; at < pattern.size(); ++at) {
        if (pattern[at] == '(') ++depth;
        if (pattern[at] == ')' && --depth == 0) return at;
    }
    refuse(pattern, "a parenthesis is open");
}

/// The parts between the bars that stand in no inner parenthesis.
std::vector<std::string_view> alternatives_in(std::string_view inside) {
    std::vector<std::string_view> parts;
    std::size_t depth = 0;
    std::size_t from = 0;
    for (std::size_t at = 0; at < inside.size(); ++at) {
        if (inside[at] == '(') ++depth;
        if (inside[at] == ')') --depth;
        if (inside[at] != '|' || depth > 0) continue;
        parts.push_back(inside.substr(from, at - from));
        from = at + 1;
    }
    parts.push_back(inside.substr(from));
    return parts;
}

constexpr int nesting_max = 3;

/// Multiplies out the choices in parentheses: `a(b|c)d` becomes `abd` and `acd`.
std::vector<std::string> choices_of(std::string_view pattern, int depth = 0) {
    if (depth > nesting_max * 2) refuse(pattern, "too many parentheses");
    const std::size_t open = pattern.find('(');
    if (open == std::string_view::npos) {
        if (pattern.find_first_of(")|") != std::string_view::npos)
            refuse(pattern, "a stray ) or |");
        return {std::string(pattern)};
    }
    const std::size_t close = close_of(pattern, open);
    const std::vector<std::string> rests = choices_of(pattern.substr(close + 1), depth + 1);
    std::vector<std::string> choices;
    for (const std::string_view part :
         alternatives_in(pattern.substr(open + 1, close - open - 1))) {
        for (const std::string& inner : choices_of(part, depth + 1)) {
            for (const std::string& rest : rests) {
                choices.push_back(std::string(pattern.substr(0, open)).append(inner).append(rest));
            }
            if (choices.size() > spellings_max) refuse(pattern, "too many choices");
        }
    }
    return choices;
}

std::size_t gap_in(std::string_view digits, std::string_view pattern) {
    const bool is_number = !digits.empty() && digits.size() <= 2 &&
                           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_number) refuse(pattern, "a gap is <1> to <20>");
    const std::size_t gap = std::stoul(std::string(digits));
    if (gap == 0 || gap > pattern_gap_max) refuse(pattern, "a gap is <1> to <20>");
    return gap;
}

std::u32string folded_part(std::string_view text, std::string_view pattern) {
    std::u32string part = wording::fold(text).text();
    if (part.empty()) refuse(pattern, "a part is empty");
    return part;
}

}  // namespace

Pattern Pattern::parse(std::string_view utf8) {
    Pattern pattern;
    for (const std::string& choice : choices_of(utf8)) {
        Spelling spelling;
        std::size_t gap = 0;
        std::string_view rest = choice;
        while (true) {
            const std::size_t open = rest.find('<');
            spelling.push_back({gap, folded_part(rest.substr(0, open), utf8)});
            if (open == std::string_view::npos) break;
            const std::size_t close = rest.find('>', open);
            if (close == std::string_view::npos) refuse(utf8, "a gap is open");
            gap = gap_in(rest.substr(open + 1, close - open - 1), utf8);
            rest.remove_prefix(close + 1);
        }
        pattern.spellings_.push_back(std::move(spelling));
    }
    return pattern;
}

std::optional<std::size_t> Pattern::end_of(const Spelling& spelling, std::u32string_view folded,
                                           std::size_t begin) {
    std::size_t end = begin + spelling.front().text.size();
    for (std::size_t at = 1; at < spelling.size(); ++at) {
        const Part& part = spelling[at];
        const std::u32string_view reach = folded.substr(end, part.gap_max + part.text.size());
        const std::size_t found = reach.find(part.text);
        if (found == std::u32string_view::npos) return std::nullopt;
        if (reach.substr(0, found).find(wording::sentence_end) != std::u32string_view::npos) {
            return std::nullopt;
        }
        end += found + part.text.size();
    }
    return end;
}

std::vector<Match> Pattern::find(std::u32string_view folded) const {
    std::vector<Match> matches;
    for (const Spelling& spelling : spellings_) {
        const std::u32string& first = spelling.front().text;
        for (std::size_t begin = folded.find(first); begin != std::u32string_view::npos;
             begin = folded.find(first, begin + 1)) {
            if (const auto end = end_of(spelling, folded, begin)) matches.push_back({begin, *end});
        }
    }
    std::ranges::sort(matches, {},
                      [](const Match& match) { return std::pair(match.begin, match.end); });
    const auto same = std::ranges::unique(matches, {}, &Match::begin);
    matches.erase(same.begin(), same.end());
    return matches;
}

}  // namespace gig::rules
